"""The moment and the day that tests are about."""

from datetime import UTC, date, datetime

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
