"""Accounts that may be one person's: the same name, accents aside, and the same unit at some time or the same e-mail address.

One statement in the database, whatever the number of people. Nobody protected is among them, and nobody already looked at.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

PAIRS = """
WITH people AS (
    SELECT id, search_name, lower(email) AS email FROM organisation_person
    WHERE provider_id = %(provider)s AND merged_into_id IS NULL AND protection = 'none' AND search_name <> ' '
), alike AS (
    SELECT search_name FROM people GROUP BY search_name HAVING count(*) > 1
), namesakes AS MATERIALIZED (
    SELECT people.id, people.search_name, people.email FROM people JOIN alike USING (search_name)
), workplaces AS MATERIALIZED (
    SELECT DISTINCT namesakes.id, namesakes.search_name, work.unit_id
    FROM namesakes JOIN organisation_employment work ON work.person_id = namesakes.id
), signs AS (
    SELECT one.id AS first, other.id AS second, one.search_name, 1 AS unit, 0 AS email
    FROM workplaces one JOIN workplaces other USING (search_name, unit_id) WHERE one.id < other.id
    UNION ALL
    SELECT one.id, other.id, one.search_name, 0, 1
    FROM namesakes one JOIN namesakes other USING (search_name, email) WHERE one.id < other.id AND one.email <> ''
), pairs AS (
    SELECT first, second, search_name, max(unit) AS unit, max(email) AS email FROM signs GROUP BY first, second, search_name
)
SELECT pairs.first, pairs.second, pairs.unit, pairs.email, count(*) OVER () FROM pairs
WHERE NOT EXISTS (SELECT FROM organisation_notthesameperson said WHERE said.first_id = pairs.first AND said.second_id = pairs.second)
ORDER BY pairs.email DESC, pairs.search_name, pairs.first, pairs.second
LIMIT %(limit)s OFFSET %(offset)s
"""


@dataclass(frozen=True)
class Suspicion:
    """first < second. same_unit: they have worked in one unit, at any time."""

    first: UUID
    second: UUID
    same_unit: bool
    same_email: bool


def of_provider(provider: int, *, limit: int, offset: int = 0) -> tuple[list[Suspicion], int]:
    """One page of suspected pairs, the strongest first, and how many there are in all. An offset past the end gives none of zero."""
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, {"provider": provider, "limit": limit, "offset": offset})
        rows = cursor.fetchall()
    found = [Suspicion(first, second, bool(unit), bool(email)) for first, second, unit, email, _ in rows]
    return found, int(rows[0][4]) if rows else 0
