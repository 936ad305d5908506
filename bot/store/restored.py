"""Restored: what a restore leaves to be done - automation held for everybody, the channel to be read - until it is.

Each is a row of `meta` that is there until it is done, so that every process agrees and a crash forgets nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, exists, func, literal_column, or_, select, update

from bot.core.outgoing import Origin, PostCard, Say, Settle
from bot.store import meta
from bot.store.form import Form
from bot.store.instants import micros
from bot.store.tables import escalations
from bot.store.tables import outbox as t
from bot.store.tx import Prepared, Tx
from escalation.words import State

HELD = "automation held"  # in meta: a Restore, until a coach releases
UNREAD = "channel unread"  # in meta: a Restore, until the escalation channel has been searched
FROZEN = "cards frozen"  # in meta until then, a minute at most: no card is drawn over before it was read

_QUEUED = t.c.state == literal_column("'queued'")
_WAITING = or_(_QUEUED, t.c.state == literal_column("'sending'"))
_TO_CLIENTS = t.c.lane == literal_column("'client'")
_AUTOMATED = t.c.origin == Origin.AUTOMATED.value

# A notice with the numbers for now is better had twice than never, as long as nobody has seen the matter.
_STILL_TRUE = and_(
    t.c.origin == Origin.SAFETY.value,
    or_(
        t.c.kind == Settle.__name__,
        exists().where(escalations.c.id == t.c.escalation_id, escalations.c.state == State.OPEN.value),
    ),
)
_UNSAID = Prepared(
    select(t.c.escalation_id, func.count())
    .where(_WAITING, _TO_CLIENTS, t.c.origin == Origin.COACH.value)
    .group_by(t.c.escalation_id)
    .order_by(t.c.escalation_id)
)
_WITHDRAW = Prepared(
    update(t)
    .where(_WAITING, or_(_AUTOMATED, and_(_TO_CLIENTS, ~_STILL_TRUE)))
    .values(state="withdrawn", ended_at=bindparam("now_"))
)
_REQUEUE = Prepared(update(t).where(t.c.state == "sending").values(state="queued", worker=""))
_LOOK_FIRST = Prepared(
    update(t).where(_QUEUED, t.c.kind == PostCard.__name__, t.c.attempts == 0).values(attempts=1)
)
_newer = t.alias("newer")
_OLD_NEWS = Prepared(
    update(t)
    .where(
        _QUEUED,
        _AUTOMATED,
        t.c.kind == Say.__name__,
        t.c.id.not_in(
            select(func.max(_newer.c.id))
            .where(
                _newer.c.state == literal_column("'queued'"),
                _newer.c.origin == Origin.AUTOMATED.value,
                _newer.c.kind == Say.__name__,
            )
            .group_by(_newer.c.key)
        ),
    )
    .values(state="expired", ended_at=bindparam("now_"))
)


@dataclass(frozen=True, slots=True)
class Restore:
    """What happened between `taken_at` and `restored_at` is not on record."""

    taken_at: datetime
    restored_at: datetime


@dataclass(frozen=True, slots=True)
class Unsent:
    """What waited to be sent when the backup was taken, and will not be."""

    rows: int
    by_coaches: tuple[str, ...]  # escalations in whose threads a coach's words waited


_FORM = Form(Restore)


def begin(tx: Tx, restore: Restore) -> None:
    """From now on automation is held for everybody, and the channel is to be searched."""
    for key in (HELD, UNREAD, FROZEN):
        meta.put(tx, key, _FORM.write(restore).decode())


def held(tx: Tx) -> Restore | None:
    """The restore that automation is held after; None when it runs."""
    return _read(tx, HELD)


def unread(tx: Tx) -> Restore | None:
    """The restore after which the channel has not been searched yet."""
    return _read(tx, UNREAD)


def release(tx: Tx, now: datetime) -> bool:
    """Automation runs again; False if it did. Of what waits for a chat only the newest line is still sent."""
    if not meta.remove(tx, HELD):
        return False
    tx.change(_OLD_NEWS, {"now_": micros(now)})
    tx.wake("client")
    return True


def thaw(tx: Tx) -> None:
    """Cards are drawn anew from now on, though the channel may still be unread."""
    if meta.remove(tx, FROZEN):
        tx.wake("coach")


def channel_read(tx: Tx) -> bool:
    """The channel has been searched, or will not be; False if that was so already."""
    thaw(tx)
    return meta.remove(tx, UNREAD)


def settle_outbox(tx: Tx, now: datetime) -> Unsent:
    """What waited when the backup was taken was most likely sent soon after, hours ago.

    To coaches everything goes, again if need be: a card or page twice is better than none, and a card is
    first looked for. To clients nothing goes but what is still true and may save somebody: the fixed texts of
    a matter that nobody has acknowledged, and taking buttons off.
    """
    by_coaches = tuple(str(row[0]) for row in tx.rows(_UNSAID, {}) if row[0])
    rows = tx.change(_WITHDRAW, {"now_": micros(now)})
    tx.change(_REQUEUE, {})
    tx.change(_LOOK_FIRST, {})
    return Unsent(rows, by_coaches)


def _read(tx: Tx, key: str) -> Restore | None:
    value = meta.get(tx, key)
    return _FORM.read(value.encode()) if value else None
