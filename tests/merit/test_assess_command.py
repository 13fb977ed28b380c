"""The command: a record a line in, an answer a line out, and a broken line never stops the rest."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from merit.contract import answer_record
from merit.management.commands.assess import answers
from tests.factories import PublishedRuleSetFactory

from .records import changed, record

NO_RULES = "Inga regler för meritering gäller den dagen. De första gäller från och med 2025-09-01."
ROOT = Path(__file__).resolve().parents[2]


def lines(*contents):
    return [(json.dumps(content, ensure_ascii=False) if not isinstance(content, bytes | str) else content) for content in contents]


def as_file(tmp_path, *contents):
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"".join(line if isinstance(line, bytes) else line.encode() + b"\n" for line in lines(*contents)))
    return path


def test_a_file_is_answered_line_by_line_in_order(tmp_path):
    out = io.StringIO()
    later = record(reference_date="2027-01-01")
    call_command("assess", str(as_file(tmp_path, record(), later)), stdout=out)
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [answer_record(record()), answer_record(later)]


def test_a_broken_line_has_its_error_in_its_place_and_the_rest_still_runs(tmp_path):
    out = io.StringIO()
    broken = changed("courses", 0, "credits", to=7.55)
    with pytest.raises(SystemExit) as stopped:
        call_command("assess", str(as_file(tmp_path, record(), broken, record())), stdout=out)
    first, second, third = map(json.loads, out.getvalue().splitlines())
    assert stopped.value.code == 1
    assert first == third == answer_record(record())
    assert second == {"error": {"line": 2, "path": "courses[0].credits", "message": "Poäng får ha högst en decimal."}}


@pytest.mark.parametrize(
    ("line", "path", "message"),
    [
        (b'{"a": 1, "a": 2}', "", "Fältet a förekommer två gånger."),
        (b'{"\\ud800": 1, "\\ud800": 2}', "", "Fältet \\ud800 förekommer två gånger."),
        (b'{"a": 1,}', "", "Texten är inte giltig JSON. Läsningen stannade vid tecken 9."),
        (b'{"a": NaN}', "", "Ett tal kan inte läsas: det är för långt eller inget tal."),
        (b"\xff\xfe", "", "Texten är inte giltig UTF-8."),
        (b"[" * 100_000, "", "Uppgifterna är nästlade för djupt."),
        (b"null", "", "Här ska det stå ett objekt."),
        (b"{}", "courses", "Fältet saknas."),
        (json.dumps(record(reference_date="2025-08-31")).encode(), "reference_date", NO_RULES),
        (json.dumps(record(**{"\ud800": 1})).encode(), "\\ud800", "Fältet är okänt."),
        (
            json.dumps(changed("courses", 0, "credits", to="7.5")).encode(),
            "courses[0].credits",
            "Värdet ska vara ett tal, utan citattecken.",
        ),
        (b"", "", "Raden är tom."),
    ],
)
def test_each_kind_of_broken_line(line, path, message):
    told = list(answers([line + b"\n", json.dumps(record()).encode()]))
    assert told[0] == {"error": {"line": 1, "path": path, "message": message}}
    assert told[1] == answer_record(record())
    json.dumps(told[0], ensure_ascii=False).encode("utf-8")


def test_blank_lines_keep_the_answers_in_step_but_none_is_made_of_those_at_the_end():
    good = json.dumps(record()).encode()
    told = list(answers([good + b"\n", b"\n", b"  \r\n", good + b"\r\n", b"\n", b" "]))
    assert [answer.get("error", {}).get("line") for answer in told] == [None, 2, 3, None]
    assert list(answers([b"\n", b"\n"])) == []


def test_a_byte_order_mark_at_the_beginning_is_no_part_of_the_record():
    assert list(answers([b"\xef\xbb\xbf" + json.dumps(record()).encode()])) == [answer_record(record())]


def test_an_answer_is_given_before_the_next_record_is_read():
    read = []

    def source():
        for number in (1, 2):
            read.append(number)
            yield json.dumps(record()).encode()

    told = answers(source())
    next(told)
    assert read == [1]


def test_a_file_that_cannot_be_read_is_said_plainly(tmp_path):
    for path in (tmp_path / "missing.jsonl", tmp_path):
        with pytest.raises(CommandError, match="Filen kan inte läsas"):
            call_command("assess", str(path))


@pytest.mark.django_db
def test_a_school_provider_is_asked_how_it_reads_the_law(tmp_path):
    out, row = io.StringIO(), PublishedRuleSetFactory()
    later = record(reference_date="2027-01-01")
    call_command("assess", str(as_file(tmp_path, later)), "--provider", row.provider.name, stdout=out)
    assert json.loads(out.getvalue())["rule_set"] == row.name


@pytest.mark.django_db
def test_a_provider_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="ingen huvudman med namnet Ankeborg"):
        call_command("assess", str(as_file(tmp_path, record())), "--provider", "Ankeborg", stdout=io.StringIO())
