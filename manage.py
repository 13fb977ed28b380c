#!/usr/bin/env python3
"""Run a management command: `python manage.py help`."""

import os
import sys

from django.core.management import execute_from_command_line

from config.env import EnvError, settings_module


def main() -> None:
    try:
        if "DJANGO_SETTINGS_MODULE" not in os.environ:
            os.environ["DJANGO_SETTINGS_MODULE"] = settings_module(os.environ)
        execute_from_command_line(sys.argv)
    except EnvError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
