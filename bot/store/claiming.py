"""Claiming: which Outbox rows may be sent now, and the one statement that makes them ours.

In a lane rows go by priority, then age; at most one of each key at a time. Of a line only the first may
go: nothing overtakes a row that is being sent, or that waits for its retry. Pages alone do not wait for
a retry before them, nor for a card's second attempt: a card that cannot be posted must not delay the call.
A client's file waits for the words before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from sqlalchemy import and_, bindparam, case, exists, literal_column, or_, select, update

from bot.core.outgoing import Origin, Outgoing, PostCard, PostFile, PostInThread, PostReview, RedrawCard
from bot.store import outbox_rows
from bot.store.instants import instant, micros
from bot.store.restored import FROZEN, HELD
from bot.store.sealing import DataKey
from bot.store.tables import clients, meta
from bot.store.tables import outbox as t
from bot.store.tx import Lane, Prepared, Row, Tx

# A row that has been "sending" for longer is given up for lost, and holds up its line no more. A process that died
# is noticed sooner: by the others on Postgres (workers.py), by the next start on SQLite.
LEASE = timedelta(seconds=60)
RETRIED_CARD = timedelta(
    seconds=5
)  # longer than one try to post a card may take by default (slack.page_timeout_s)
ROUNDS = 3  # attempts to fill a claim when another worker takes rows from under us
LOOK_AT = 256  # rows read at a time

# Spelled out, not bound: only then does SQLite know that a partial index covers the question.
_QUEUED = t.c.state == literal_column("'queued'")

_EXPIRE = Prepared(
    update(t)
    .where(
        t.c.lane == bindparam("lane_"),
        _QUEUED,
        t.c.expires_at.is_not(None),
        t.c.expires_at <= bindparam("now"),
    )
    .values(state="expired", ended_at=bindparam("ended_"))
)
_earlier = t.alias("earlier")
_ON_THE_WIRE = exists().where(
    _earlier.c.state == literal_column("'sending'"),
    _earlier.c.line == t.c.line,
    _earlier.c.line != "",
    _earlier.c.started_at > bindparam("lease"),
    # A card that is tried again (after a restart, say) still goes before its page, but holds it up for a moment only.
    or_(
        _earlier.c.lane != literal_column("'page'"),
        _earlier.c.attempts <= 1,
        _earlier.c.started_at > bindparam("recent"),
    ),
)
# After a restore: the routine waits for a coach, a card's new drawing until what it shows has been read. Asked
# once for all rows, inside the same statement; such rows keep nothing behind them from going.
_ROUTINE_RUNS = or_(
    t.c.origin != Origin.AUTOMATED.value, ~exists(select(meta.c.key).where(meta.c.key == HELD))
)
_CARDS_ARE_READ = or_(
    t.c.kind != RedrawCard.__name__, ~exists(select(meta.c.key).where(meta.c.key == FROZEN))
)
# A client's file comes behind what was to be posted about the client before it: the card, the words, the review.
# Two questions, each of a small partial index: with a bound on the id too, SQLite would walk all rows for the second.
_words = t.alias("words")
_WORDS_OF_THE_CLIENT = and_(
    _words.c.client_id == t.c.client_id,
    _words.c.kind.in_([each.__name__ for each in (PostCard, PostInThread, PostReview)]),
)
_WORDS_WENT = or_(
    t.c.kind != PostFile.__name__,
    and_(
        ~exists().where(
            _words.c.state == literal_column("'queued'"), _WORDS_OF_THE_CLIENT, _words.c.id < t.c.id
        ),
        ~exists().where(
            _words.c.state == literal_column("'sending'"),
            _words.c.started_at > bindparam("lease"),
            _WORDS_OF_THE_CLIENT,
        ),
    ),
)
_LOOK = (
    select(t.c.id, t.c.key, t.c.line, t.c.priority, t.c.not_before)
    .where(
        t.c.lane == bindparam("lane_"),
        _QUEUED,
        or_(
            t.c.priority > bindparam("priority_"),
            and_(t.c.priority == bindparam("priority_"), t.c.id > bindparam("row")),
        ),
        t.c.key.not_in(bindparam("keys", expanding=True)),
        ~_ON_THE_WIRE,
        _ROUTINE_RUNS,
        _CARDS_ARE_READ,
        _WORDS_WENT,
    )
    .order_by(t.c.priority, t.c.id)
    .limit(LOOK_AT)
)
_LOCK = (
    select(t.c.id, t.c.client_id, t.c.origin)
    .where(t.c.id.in_(bindparam("rows", expanding=True)), _QUEUED)
    .with_for_update(skip_locked=True)
)
# Whoever is about to hold a client has that row locked: the client's routine waits for the next claim.
_FREE = (
    select(clients.c.id)
    .where(clients.c.id.in_(bindparam("clients", expanding=True)))
    .with_for_update(read=True, skip_locked=True)
)
_HELD = exists().where(clients.c.id == t.c.client_id, clients.c.held_by != "")
_TAKE = (
    update(t)
    .where(t.c.id.in_(bindparam("rows", expanding=True)), _QUEUED)
    .values(
        state=case(
            (and_(t.c.origin == Origin.AUTOMATED.value, _HELD), "withdrawn"),
            else_="sending",
        ),
        started_at=bindparam("started_"),
        worker=bindparam("worker_"),
        attempts=t.c.attempts + 1,
    )
    .returning(
        t.c.id,
        t.c.state,
        t.c.client_id,
        t.c.escalation_id,
        t.c.channel,
        t.c.lane,
        t.c.kind,
        t.c.key,
        t.c.origin,
        t.c.attempts,
        t.c.created_at,
        t.c.sealed,
    )
)
_KEYS = select(clients.c.id, clients.c.wrapped_key).where(
    clients.c.id.in_(bindparam("clients", expanding=True))
)
_LOST = Prepared(
    update(t).where(t.c.id == bindparam("row")).values(state="failed", error=bindparam("error_"))
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that is now ours to send. `channel` says where a client's chat is; `attempts` counts this one."""

    id: int
    client_id: str | None
    escalation_id: str | None
    channel: str
    key: str
    what: Outgoing
    origin: Origin
    attempts: int
    created_at: datetime


def claim(
    tx: Tx, lane: Lane, now: datetime, limit: int, busy_keys: frozenset[str] = frozenset()
) -> list[Claimed]:
    """At most `limit` rows of `lane`, first things first, none of a key in `busy_keys`: now "sending".

    What has expired does so here. An automated row whose client is held is withdrawn instead, in the very
    statement that would have made it "sending". While all automation is held after a restore, it waits.
    """
    tx.change(_EXPIRE, {"lane_": lane, "now": micros(now), "ended_": micros(now)})
    passed_over = set(busy_keys)
    lines: set[str] = set()
    claimed: list[Claimed] = []
    for _ in range(ROUNDS):
        rows = _first_in_line(tx, lane, now, limit - len(claimed), passed_over, lines)
        if not rows:
            break
        claimed += _take(tx, rows, now)
        if len(claimed) >= limit:
            break
    return claimed


def _first_in_line(
    tx: Tx, lane: Lane, now: datetime, limit: int, passed_over: set[str], lines: set[str]
) -> list[int]:
    """The rows that may go, without taking them; their keys join `passed_over`, their lines `lines`.

    Both stay so although another worker may be quicker to take the row: what is behind it waits for it all the same.
    """
    chosen: list[int] = []
    priority, row = -1, -1
    while len(chosen) < limit:
        looked = tx.conn.execute(
            _LOOK,
            {
                "lane_": lane,
                "priority_": priority,
                "row": row,
                "keys": sorted(passed_over),
                "lease": micros(now - LEASE),
                "recent": micros(now - RETRIED_CARD),
            },
        ).all()
        for row, key, line, priority, not_before in looked:  # noqa: B007 - where the next look begins
            if line in lines or key in passed_over:
                continue
            ready = not_before <= micros(now)
            if line and (ready or lane != "page"):
                lines.add(line)
            if not ready:
                continue
            passed_over.add(key)
            chosen.append(row)
            if len(chosen) == limit:
                break
        if len(looked) < LOOK_AT:
            break
    return chosen


def _take(tx: Tx, rows: Sequence[int], now: datetime) -> list[Claimed]:
    locked = tx.conn.execute(_LOCK, {"rows": rows}).all()
    automated = {client for _, client, origin in locked if client and origin == Origin.AUTOMATED.value}
    free = {client for (client,) in tx.conn.execute(_FREE, {"clients": sorted(automated)})}
    ours = [row for row, client, _ in locked if client not in automated or client in free]
    taken = tx.conn.execute(_TAKE, {"rows": ours, "started_": micros(now), "worker_": tx.worker}).all()
    keys = _keys(tx, {row[2] for row in taken if row[2]})
    opened = {row[0]: _open(tx, tuple(row), keys) for row in taken if row[1] == "sending"}
    return [found for row in rows if (found := opened.get(row)) is not None]


def _keys(tx: Tx, ids: set[str]) -> dict[str, DataKey]:
    return {
        client: tx.vault.unwrap(wrapped, client)
        for client, wrapped in tx.conn.execute(_KEYS, {"clients": sorted(ids)})
        if wrapped is not None
    }


def _open(tx: Tx, row: Row, keys: dict[str, DataKey]) -> Claimed | None:
    number, _, client_id, escalation_id, channel, lane, kind, key, origin, attempts, created_at, sealed = row
    data_key = keys.get(client_id) if client_id else tx.practice_key
    if data_key is None or sealed is None:
        tx.change(_LOST, {"row": number, "error_": "its key was destroyed"})
        return None
    try:
        payload = tx.vault.open(data_key, sealed, outbox_rows.about(client_id, lane, key, created_at))
        what = outbox_rows.read(kind, payload)
    except (InvalidTag, KeyError, ValueError):
        # Damaged, or another version's: it must not hold up everything behind it.
        tx.change(_LOST, {"row": number, "error_": "it cannot be read"})
        return None
    return Claimed(
        number,
        client_id,
        escalation_id,
        channel,
        key,
        what,
        Origin(origin),
        attempts,
        instant(created_at),
    )
