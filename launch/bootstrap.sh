#!/bin/sh
# Finds a Python that runs, with Debian's installed where there is none, and hands over to the package beside this file.
set -eu
cd "$(dirname "$0")/.."

for python in python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
    # Run it: version managers leave commands behind that exist and fail.
    if "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
        exec "$python" -m launch "$@"
    fi
done

install() { $1 apt-get install -y -qq --no-install-recommends python3 python3-venv >/dev/null; }
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    install "" || { apt-get update -qq; install ""; }
elif command -v apt-get >/dev/null && command -v sudo >/dev/null; then
    install sudo || { sudo apt-get update -qq; install sudo; }
else
    cat >&2 <<END
Meritplan needs Python 3.11, 3.12 or 3.13, and there is none. On Debian 12, as root, then again:
  apt-get install python3 python3-venv postgresql redis-server libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 gettext
END
    exit 1
fi
exec /usr/bin/python3 -m launch "$@"
