"""The assessment contract: one JSON record in, one answer out. Whoever asks gets the same answer to the same facts.

* `load(text)`: strict JSON with exact numbers; `parse_record(value)`: facts. Both raise `RecordError(path, message)`;
  what is no JSON at all is an `UnreadableError`.
* `to_answer(assessment, facts)`: the answer; `answer_record(value)`: all of it at once; `written(value)`: as a line.
* `record_of(facts)`: the record again; `facts_digest(record)`: its SHA-256.

The schemas lie beside this file; tests hold every record and answer against them.
"""

from merit.contract.answer import answer_record, to_answer
from merit.contract.canonical import facts_digest, record_of
from merit.contract.errors import RecordError, UnreadableError
from merit.contract.record import parse_record
from merit.contract.text import load, written

__all__ = ["RecordError", "UnreadableError", "answer_record", "facts_digest", "load", "parse_record", "record_of", "to_answer", "written"]
