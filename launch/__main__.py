"""What the Makefile calls: `python3 -m launch --help`."""

import argparse
import os
import sys
from collections.abc import Sequence

from launch import assets, bench, checks, demo, mutants, services
from launch.places import LaunchError

PARTS = ("static", "unit", "browser")


def main(arguments: Sequence[str]) -> int:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # every process compiling the same modules again costs seconds each time
    try:
        return do(parser().parse_args(arguments))
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def do(chosen: argparse.Namespace) -> int:
    status = 0
    match chosen.task:
        case "demo":
            status = demo.run(port=port(os.environ.get("PORT") or "8000"))
        case "demo-reset":
            demo.reset()
        case "build":
            assets.build()
        case "test":
            status = checks.run(chosen.parts or PARTS)
        case "bench":
            status = bench.run(os.environ.get("SIZE") or "small")
        case "mutants":
            status = mutants.run((os.environ.get("ARGS") or "").split())
        case "services":
            status = services.run(chosen.command, mode=chosen.mode, database=chosen.database)
        case "keep":
            services.keep()
    return status


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="launch", description="Start, check and package Meritplan.")
    tasks = parser.add_subparsers(dest="task", required=True, metavar="TASK")
    tasks.add_parser("demo", help="start Sjöstad kommun in the foreground, on PORT (8000)")
    tasks.add_parser("demo-reset", help="drop the demo's data")
    tasks.add_parser("build", help="compile translations and gather static files, as the image needs them")
    test = tasks.add_parser("test", help="run all checks, or some of: static unit browser")
    test.add_argument("parts", nargs="*", choices=[*PARTS, []])  # argparse looks up the empty list too
    tasks.add_parser("bench", help="measure the pages and the rules; SIZE=full moves all into one authority")
    tasks.add_parser("mutants", help="put faults into merit/rules and see that the tests notice; ARGS='--again service' for some")
    beside = tasks.add_parser("services", help="run a command beside private PostgreSQL and Redis: launch services -- CMD …")
    beside.add_argument("--mode", default="test", choices=["test", "development", "demo"])
    beside.add_argument("--database", default="", help="a database that is kept until dropped, made where missing")
    beside.add_argument("command", nargs="+")
    tasks.add_parser("keep")  # the keeper that `services` starts
    return parser


def port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise LaunchError(f"PORT={text} is not a port: choose a number such as 8000.")
    return int(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
