"""What is built from the tree before the first page: translations and static files. Skipped while nothing changed."""

import os
import shutil
import subprocess
from collections.abc import Mapping

from launch import stamps
from launch.places import CHECKOUT, VAR, LaunchError
from launch.venv import PYTHON

# Enough for Django to gather files while an image is built. Nothing here is connected to.
BUILD = {
    "MERITPLAN_MODE": "demo",
    "SECRET_KEY": "build",
    "DATABASE_URL": "postgresql:///build",
    "REDIS_URL": "redis://build",
    "MEDIA_ROOT": "/nonexistent",
}


def build() -> None:
    """What an image needs beside the tree and its packages."""
    compile_translations()
    collect_static({**os.environ, **BUILD})


def compile_translations() -> None:
    """Make a .mo beside each .po. Raises LaunchError for a catalogue that gettext does not accept."""
    for catalogue in sorted(CHECKOUT.glob("locale/*/LC_MESSAGES/*.po")):
        compiled = catalogue.with_suffix(".mo")
        stamp = VAR / "stamps" / f"{catalogue.parent.parent.name}-{catalogue.stem}"
        made_from = stamps.content_hash([catalogue], base=CHECKOUT)
        if compiled.exists() and stamps.is_current(stamp, made_from):
            continue
        done = subprocess.run(["msgfmt", "--check-format", "-o", str(compiled), str(catalogue)], capture_output=True, text=True)
        if done.returncode:
            raise LaunchError(f"The translations do not compile:\n{done.stderr.strip()}")
        stamps.write(stamp, made_from)


def collect_static(environ: Mapping[str, str]) -> None:
    """Gather static files under hashed names, as in production."""
    files = [file for file in (CHECKOUT / "static").rglob("*") if file.is_file()]
    files += [CHECKOUT / "requirements" / "base.txt", CHECKOUT / "config" / "settings" / "base.py"]
    made_from = stamps.content_hash(files, base=CHECKOUT)
    stamp, folder = VAR / "stamps" / "static", VAR / "static"
    if folder.exists() and stamps.is_current(stamp, made_from):
        return
    shutil.rmtree(folder, ignore_errors=True)
    manage("collectstatic", "--no-input", "--verbosity=0", environ=environ)
    stamps.write(stamp, made_from)


def manage(*arguments: str, environ: Mapping[str, str]) -> None:
    """Run a management command. Raises LaunchError with what it said when it fails."""
    done = subprocess.run([str(PYTHON), "manage.py", *arguments], cwd=CHECKOUT, env=environ, capture_output=True, text=True)
    if done.returncode:
        raise LaunchError(f"`manage.py {' '.join(arguments)}` failed:\n{(done.stdout + done.stderr).strip()}")
    if done.stdout.strip():
        print(done.stdout.strip(), flush=True)
