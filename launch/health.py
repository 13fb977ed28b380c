"""Asks the web server of this container whether it is well: `python -m launch.health`. Exit status 0 means yes."""

import os
import sys
import urllib.request

URL = "http://127.0.0.1:8000/halsa/"


def host(allowed: str) -> str:
    """A name the server answers to: it refuses all it does not know, its own address included."""
    return allowed.split(",", maxsplit=1)[0].strip().lstrip(".")


def main() -> int:
    request = urllib.request.Request(URL, headers={"Host": host(os.environ.get("ALLOWED_HOSTS", ""))})
    try:
        with urllib.request.urlopen(request, timeout=8) as response:
            return 0 if response.status == 200 else 1
    except OSError as error:
        print(f"{URL}: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
