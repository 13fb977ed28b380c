"""Records in, assessments out, one a line: the contract of docs/rules/contract.md on the command line. Nothing is stored."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from os import O_WRONLY, devnull, dup2
from os import open as open_descriptor
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from merit.contract import RecordError, answer_record, load, written
from merit.rule_sets import rule_sets_of
from merit.rules.rulesets import RulesOn, rule_set_on
from organisation.models import SchoolProvider

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Command(BaseCommand):
    """Reads JSON Lines in UTF-8, writes JSON Lines in UTF-8, in the same order, each line as soon as it is made.

    A line that breaks the record gives {"error": {"line", "path", "message"}} in its place, the rest still runs, and the exit status
    is 1. A blank line is such a line, so that answers stay in step with records; blank lines at the end are none.
    """

    help = "Bedömer poster i JSON Lines enligt meriteringsreglerna, en bedömning per rad. / Assess JSON Lines records, one answer a line."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="JSON Lines i UTF-8; - eller inget är standard in")
        parser.add_argument("--provider", metavar="NAME", help="läs lagen som denna huvudman; annars som den följer med Meritplan")

    def handle(self, *args: Any, file: str, provider: str | None = None, **options: Any) -> None:
        write = _writer(self.stdout)
        broken, rules_on = False, _rules_of(provider)
        with ExitStack() as stack:
            stack.enter_context(translation.override("sv"))
            try:
                lines = sys.stdin.buffer if file == "-" else stack.enter_context(open(file, "rb"))
                for answer in answers(lines, rules_on):
                    broken = broken or "error" in answer
                    write(written(answer).decode())
            except BrokenPipeError:
                _let_go_of_stdout()  # whoever read has had enough
                sys.exit(1)
            except OSError as error:
                raise CommandError(_("Filen kan inte läsas: %(reason)s") % {"reason": error.strerror}) from error
        if broken:
            sys.exit(1)


def answers(lines: Iterable[bytes], rules_on: RulesOn = rule_set_on) -> Iterator[dict[str, object]]:
    """The answer or the error of each line. Blank lines at the end are left out."""
    blank: list[int] = []
    for number, line in enumerate(lines, start=1):
        content = line.removeprefix(BYTE_ORDER_MARK) if number == 1 else line
        if not content.strip():
            blank.append(number)
            continue
        yield from (_error(at, RecordError("", _("Raden är tom."))) for at in blank)
        blank.clear()
        try:
            yield answer_record(load(content), rules_on=rules_on)
        except RecordError as error:
            yield _error(number, error)


def _rules_of(provider: str | None) -> RulesOn:
    """The rule sets of the school provider with that name; without one nothing is asked of the database."""
    if provider is None:
        return rule_set_on
    found = SchoolProvider.objects.filter(name=provider).first()
    if found is None:
        raise CommandError(_("Det finns ingen huvudman med namnet %(name)s.") % {"name": provider})
    return rule_sets_of(found.pk)


def _error(line: int, error: RecordError) -> dict[str, object]:
    return {"error": {"line": line, "path": error.path, "message": error.message}}


def _writer(stdout: Any) -> Any:
    """Writes UTF-8 whatever the locale says, and lets each line go at once, so that a program can talk with the command."""
    raw: IO[bytes] | None = getattr(stdout, "buffer", None)
    if raw is None:
        return lambda text: stdout.write(text, ending="")

    def write(text: str) -> None:
        raw.write(text.encode())
        raw.flush()

    return write


def _let_go_of_stdout() -> None:
    """Point standard output at nothing, so that Python does not complain again when it exits."""
    dup2(open_descriptor(devnull, O_WRONLY), sys.stdout.fileno())
