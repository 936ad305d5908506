"""Housekeeping: what is kept too long goes, and what a dead process had on the wire is sent after all."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.practice import Retention
from bot.store import audit, outbox, transcript, updates
from bot.store.claiming import LEASE
from bot.store.tx import Tx

# Telegram keeps an update for 24 hours, Slack retries for an hour; a month is far beyond both.
UPDATES_KEPT = timedelta(days=30)
OUTBOX_KEPT = timedelta(days=7)  # of rows that were sent, withdrawn or failed


def swept(tx: Tx, retention: Retention, now: datetime) -> int:
    """Remove a first lot of what is older than the retention allows; 0 when nothing is left of it.

    In lots, each a short transaction, so that a large sweep keeps no client waiting.
    """
    removed = transcript.purge(tx, now - retention.transcript)
    removed += outbox.purge(tx, now - OUTBOX_KEPT)
    if not removed:
        updates.purge(tx, now - UPDATES_KEPT)
        audit.retire(tx, now - retention.audit)
    return removed


def picked_up(tx: Tx, now: datetime) -> int:
    """Rows that have been on the wire for longer than any send may take are queued again; how many."""
    return outbox.reset_sending(tx, now - LEASE)
