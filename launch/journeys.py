"""The browser journeys: the demo's own processes on data of their own, untouched at each run, and Chromium before them."""

import contextlib
import os
import shlex
import shutil
import socket
import subprocess

from launch import assets, stamps, town
from launch.places import CHECKOUT, VENV, Place, prepare
from launch.postgres import QUICK, Cluster
from launch.redis import Redis

PURPOSE = "journeys"
PRISTINE = "pristine"  # the town as it is made; each run walks through a copy
DATABASE = "meritplan"
WITH_BROWSER = "--override-ini=addopts=--strict-markers --strict-config"  # the default leaves tests/browser out


def run() -> int:
    """Serve a fresh copy of the town on a free port, and return pytest's exit status."""
    place = prepare(PURPOSE)
    with contextlib.ExitStack() as stack:
        cluster, redis = Cluster(place, options=QUICK), Redis(place)
        town.until_the_end(stack, cluster.start())
        town.until_the_end(stack, redis.start())
        environ = _copy(place, cluster) | {"REDIS_URL": redis.url()}
        assets.compile_translations()
        assets.collect_static(environ)
        port = free_port()
        town.serve(stack, place, environ, port)
        command = [str(VENV / "bin" / "pytest"), "tests/browser", "-q", WITH_BROWSER, *shlex.split(os.environ.get("ARGS", ""))]
        outside = {"BASE_URL": f"http://127.0.0.1:{port}", "DJANGO_ALLOW_ASYNC_UNSAFE": "true", "MERITPLAN_MODE": "test"}
        return subprocess.run(command, cwd=CHECKOUT, env={**environ, **outside}).returncode


def _copy(place: Place, cluster: Cluster) -> dict[str, str]:
    """The environment of a fresh copy of the town, which is made anew only when what it is made from has changed."""
    pristine = town.environment(place, media="media-pristine") | {"DATABASE_URL": cluster.url(PRISTINE), "REDIS_URL": Redis(place).url(1)}
    stamp, made_from = place.data / "loaded", town.made_from(pristine)
    if not stamps.is_current(stamp, made_from):
        cluster.drop_database(PRISTINE)
        shutil.rmtree(pristine["MEDIA_ROOT"])
        town.folder(place, "media-pristine")
        cluster.create_database(PRISTINE)
        town.load(pristine)
        stamps.write(stamp, made_from)
    cluster.drop_database(DATABASE)
    cluster.query(f'CREATE DATABASE "{DATABASE}" TEMPLATE "{PRISTINE}"')
    shutil.rmtree(place.own / "media", ignore_errors=True)
    shutil.copytree(pristine["MEDIA_ROOT"], place.own / "media")
    return town.environment(place) | {"DATABASE_URL": cluster.url(DATABASE)}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
