"""`python3 -m launch --help`."""

import argparse
import sys

from launch import services
from launch.places import LaunchError


def main() -> int:
    parser = argparse.ArgumentParser(prog="launch", description="Start, check and package Meritplan.")
    tasks = parser.add_subparsers(dest="task", required=True)
    beside = tasks.add_parser("services", help="run a command beside private PostgreSQL and Redis: launch services -- CMD …")
    beside.add_argument("--mode", default="test", choices=["test", "development", "demo"])
    beside.add_argument("--database", default="", help="a database that is kept until dropped, made where missing")
    beside.add_argument("command", nargs="+")
    tasks.add_parser("keep")
    chosen = parser.parse_args()
    try:
        if chosen.task == "keep":
            services.keep()
            return 0
        return services.run(chosen.command, mode=chosen.mode, database=chosen.database)
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
