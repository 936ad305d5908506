"""Instants: aware UTC datetimes outside, microseconds since 1970 in the database; converted here only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NEVER = (1 << 63) - 1  # later than every instant; for comparing with a column that may be NULL


def micros(at: datetime) -> int:
    """Exact microseconds; `TypeError` for a naive datetime."""
    span = at - EPOCH
    return (span.days * 86_400 + span.seconds) * 1_000_000 + span.microseconds


def micros_or_none(at: datetime | None) -> int | None:
    return None if at is None else micros(at)


def instant(value: int) -> datetime:
    return EPOCH + timedelta(microseconds=value)


def instant_or_none(value: int | None) -> datetime | None:
    return None if value is None else instant(value)
