"""Outbox: everything that is to be sent, from the transaction that decided it until a channel took it.

queued -> sending (claimed, see claiming.py) -> sent or failed, or queued again for a retry;
queued -> withdrawn (a hold, an acknowledgement) or expired.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidTag
from sqlalchemy import and_, bindparam, delete, func, insert, literal_column, or_, select, update

from bot.core.client import Client
from bot.core.outgoing import Origin, Outgoing, PageCoaches, RedrawCard, Say, Send, Settle
from bot.store import outbox_rows
from bot.store.claiming import LEASE, Claimed, claim
from bot.store.form import plain
from bot.store.instants import instant, micros, micros_or_none
from bot.store.tables import clients, workers
from bot.store.tables import outbox as t
from bot.store.tx import Prepared, Row, Tx, Value

__all__ = [
    "LEASE",
    "Claimed",
    "Depth",
    "OnRecord",
    "all_of",
    "claim",
    "depth",
    "failed",
    "is_ours",
    "live_buttons",
    "purge",
    "put",
    "reset_of",
    "reset_sending",
    "retry",
    "sent",
    "withdraw_automated",
    "withdraw_pages",
    "withdraw_redraws",
    "withdraw_unowned",
]

# Spelled out, not bound: only then does SQLite know that a partial index covers the question.
_QUEUED = t.c.state == literal_column("'queued'")
_SENDING = t.c.state == literal_column("'sending'")
_LIVE = t.c.buttons == literal_column("1")

_PUT = Prepared(
    insert(t).values(
        {
            column: bindparam(column)
            for column in (
                "client_id",
                "escalation_id",
                "channel",
                "lane",
                "kind",
                "key",
                "line",
                "origin",
                "priority",
                "expires_at",
                "created_at",
                "sealed",
                "buttons",
            )
        }
        | {"state": "queued", "not_before": 0, "attempts": 0, "worker": "", "ref": "", "error": ""}
    )
)
_THIS = t.c.id == bindparam("row")
_ABOUT_SENT = Prepared(select(t.c.client_id, t.c.origin, t.c.buttons).where(_THIS))
_HOLDER = Prepared(
    select(clients.c.held_by).where(clients.c.id == bindparam("client")).with_for_update(read=True)
)
_SENT = Prepared(
    update(t)
    .where(_THIS, or_(_SENDING, _QUEUED))
    .values(state="sent", ref=bindparam("ref_"), ended_at=bindparam("now_"), error="")
)
# Whoever was taken for dead may wake and report about a row that another is sending by now.
_OURS = and_(_SENDING, t.c.worker == bindparam("me"))
_IS_OURS = Prepared(select(t.c.id).where(_THIS, _OURS))
_RETRY = Prepared(
    update(t)
    .where(_THIS, _OURS)
    .values(state="queued", not_before=bindparam("not_before_"), error=bindparam("error_"))
)
_FAILED = Prepared(
    update(t)
    .where(_THIS, _OURS)
    .values(state="failed", ended_at=bindparam("now_"), error=bindparam("error_"))
)
_WITHDRAW_AUTOMATED = Prepared(
    update(t)
    .where(t.c.client_id == bindparam("client"), _QUEUED, t.c.origin == Origin.AUTOMATED.value)
    .values(state="withdrawn")
)
_WITHDRAW_UNOWNED = Prepared(
    update(t)
    .where(
        t.c.client_id.is_(None),
        t.c.key == bindparam("key_"),
        t.c.lane == literal_column("'client'"),
        _QUEUED,
        t.c.origin == Origin.AUTOMATED.value,
    )
    .values(state="withdrawn")
)
_PAYLOAD = (t.c.client_id, t.c.lane, t.c.kind, t.c.key, t.c.created_at, t.c.sealed)
_WITHDRAW_PAGES = Prepared(
    update(t)
    .where(t.c.escalation_id == bindparam("escalation"), _QUEUED, t.c.kind == PageCoaches.__name__)
    .values(state="withdrawn")
    .returning(*_PAYLOAD)
)
# What a dead process was sending is queued again once that is noticed; somebody may have acknowledged by then.
_LAST_CALL = Prepared(
    update(t)
    .where(t.c.escalation_id == bindparam("escalation"), _SENDING, t.c.kind == PageCoaches.__name__)
    .values(expires_at=0)
)
_WITHDRAW_REDRAWS = Prepared(
    update(t)
    .where(
        t.c.escalation_id == bindparam("escalation"),
        _QUEUED,
        t.c.kind == RedrawCard.__name__,
        t.c.id != bindparam("kept"),
    )
    .values(state="withdrawn")
)
_LIVE_BUTTONS = Prepared(
    update(t)
    .where(t.c.client_id == bindparam("client"), _LIVE, t.c.state == "sent")
    .values(buttons=2)
    .returning(*_PAYLOAD, t.c.ref)
)
_TAKEN_OFF = Prepared(
    update(t)
    .where(t.c.client_id == bindparam("client"), _LIVE, t.c.ref == bindparam("message"))
    .values(buttons=2)
)
_RESET = Prepared(update(t).where(_SENDING).values(state="queued", worker=""))
# Another living process says itself when it has lost sight of a row: its clock is not ours.
_RESET_LOST = Prepared(
    update(t)
    .where(
        _SENDING,
        t.c.started_at < bindparam("before"),
        or_(t.c.worker == bindparam("me"), t.c.worker.not_in(select(workers.c.id))),
    )
    .values(state="queued", worker="")
)
_RESET_OF = Prepared(
    update(t).where(_SENDING, t.c.worker == bindparam("worker_")).values(state="queued", worker="")
)
_DEPTH = Prepared(select(t.c.lane, func.count(), func.min(t.c.created_at)).where(_QUEUED).group_by(t.c.lane))
_DEPTH_SENDING = Prepared(
    select(t.c.lane, func.count(), func.min(t.c.created_at)).where(_SENDING).group_by(t.c.lane)
)
# Posts that name or quote a client: where they are is kept, without the words, until the client is erased.
_QUOTES = and_(
    t.c.client_id.is_not(None),
    t.c.ref != literal_column("''"),
    t.c.kind.in_(
        [literal_column(f"'{kind}'") for kind in ("PostInThread", "PostFile", "PageCoaches", "Notice")]
    ),
)
_EMPTY = Prepared(
    update(t)
    .where(_QUOTES, t.c.created_at < bindparam("before"), t.c.sealed.is_not(None))
    .values(sealed=None)
)
_PURGE = Prepared(
    delete(t).where(
        t.c.id.in_(
            select(t.c.id)
            .where(
                t.c.created_at < bindparam("before"), t.c.state != "queued", t.c.state != "sending", ~_QUOTES
            )
            .order_by(t.c.id)
            .limit(bindparam("limit"))
        )
    )
)
_ALL_OF = Prepared(
    select(*_PAYLOAD, t.c.state, t.c.origin).where(t.c.client_id == bindparam("client")).order_by(t.c.id)
)
PURGE_AT_ONCE = 5_000  # rows; a longer transaction would keep clients waiting

_QUOTING = Prepared(select(t.c.ref).where(t.c.client_id == bindparam("client"), _QUOTES).order_by(t.c.id))


@dataclass(frozen=True, slots=True)
class Depth:
    """How many rows wait or are being sent, and since when the oldest of them does."""

    page: int = 0
    coach: int = 0
    client: int = 0
    oldest_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OnRecord:
    """A row as its client may see it."""

    created_at: datetime
    state: str
    origin: Origin
    what: Outgoing


def put(
    tx: Tx,
    client: Client | None,
    escalation_id: str | None,
    sends: Sequence[Send],
    now: datetime,
    channel: str = "",
) -> None:
    """Queue `sends` in this order. `channel` is where chats are if there is no `client` to say it.

    What is said to somebody without a key - a stranger, or a client just erased - is sealed with the
    practice's key and names no client.
    """
    if not sends:
        return
    channel = channel or (client.channel if client else "")
    key = tx.key_of(client.id) if client else None
    client_id = client.id if client and key else None
    created_at = micros(now)
    rows: list[dict[str, Value]] = []
    for send in sends:
        what = send.what
        lane = outbox_rows.lane_of(what)
        budget = outbox_rows.budget_of(tx, channel, what)
        about = outbox_rows.about(client_id, lane, budget, created_at)
        rows.append(
            {
                "client_id": client_id,
                "escalation_id": escalation_id,
                "channel": channel if lane == "client" else "",
                "lane": lane,
                "kind": type(what).__name__,
                "key": budget,
                "line": outbox_rows.line_of(what, budget),
                "origin": send.origin.value,
                "priority": send.priority,
                "expires_at": micros_or_none(send.expires_at),
                "created_at": created_at,
                "sealed": tx.vault.seal(key or tx.practice_key, outbox_rows.write(what), about),
                "buttons": 1 if isinstance(what, Say) and what.buttons else 0,
            }
        )
        if isinstance(what, Settle) and client_id:
            tx.change(_TAKEN_OFF, {"client": client_id, "message": what.message})
        tx.wake(lane)
    if len(rows) == 1:
        tx.change(_PUT, rows[0])
    else:
        tx.change_many(_PUT, rows)


def sent(tx: Tx, row: int, ref: str, now: datetime) -> str:
    """The channel took it. The client's id if a hold came while automated buttons were on the wire, else "".

    Whoever gets an id takes those buttons off: they are among `live_buttons` now.
    """
    known = tx.row(_ABOUT_SENT, {"row": row})
    if known is None:
        return ""
    client_id, origin, buttons = known
    holder = ""
    if buttons == 1 and client_id and origin == Origin.AUTOMATED.value:
        held = tx.row(_HOLDER, {"client": client_id})
        holder = str(held[0]) if held else ""
    tx.change(_SENT, {"row": row, "ref_": ref, "now_": micros(now)})
    return str(client_id) if holder else ""


def is_ours(tx: Tx, row: int) -> bool:
    """Whether this process is to send the row: it may have been taken for dead since it claimed it."""
    return tx.row(_IS_OURS, {"row": row, "me": tx.worker}) is not None


def retry(tx: Tx, row: int, not_before: datetime, error: str) -> None:
    """Back into the queue until `not_before`; `error` is for people and carries no client's words."""
    until = micros(not_before)
    tx.change(_RETRY, {"row": row, "me": tx.worker, "not_before_": until, "error_": plain(error)})


def failed(tx: Tx, row: int, error: str, now: datetime | None = None) -> bool:
    """Given up for good; False when it is another's to say so."""
    ended = micros_or_none(now)
    return tx.change(_FAILED, {"row": row, "me": tx.worker, "error_": plain(error), "now_": ended}) > 0


def withdraw_automated(tx: Tx, client_id: str) -> int:
    """Nothing automated that still waits will be sent to this client; how many rows that were."""
    return tx.change(_WITHDRAW_AUTOMATED, {"client": client_id})


def withdraw_unowned(tx: Tx, channel: str, chat: str) -> int:
    """The same for what this chat was to be told while it was nobody's on record: a refusal, a farewell."""
    return tx.change(_WITHDRAW_UNOWNED, {"key_": tx.vault.fingerprint("chat", channel, chat)})


def withdraw_pages(tx: Tx, escalation_id: str) -> list[str]:
    """Call nobody any more who has not been called yet; the ids of those pages. One on the wire goes this once."""
    tx.change(_LAST_CALL, {"escalation": escalation_id})
    pages: list[str] = []
    for row in tx.rows(_WITHDRAW_PAGES, {"escalation": escalation_id}):
        what = _open(tx, row)
        if isinstance(what, PageCoaches):
            pages.extend(what.pages)
    return pages


def withdraw_redraws(tx: Tx, escalation_id: str, except_id: int = 0) -> int:
    """The row `except_id` draws the newest state: the other waiting redraws of this card are no use."""
    return tx.change(_WITHDRAW_REDRAWS, {"escalation": escalation_id, "kept": except_id})


def live_buttons(tx: Tx, client_id: str) -> list[tuple[str, str]]:
    """(chat, message) of everything sent to this client that still shows buttons.

    Asked for once, they count as gone.
    """
    found: list[tuple[str, str]] = []
    for row in tx.rows(_LIVE_BUTTONS, {"client": client_id}):
        what, ref = _open(tx, row[:-1]), str(row[-1])
        if isinstance(what, Say) and ref:
            found.append((what.chat, ref))
    return found


def quoting_posts(tx: Tx, client_id: str) -> list[str]:
    """The channel's ids of everything posted to coaches that quotes or names this client."""
    return [str(row[0]) for row in tx.rows(_QUOTING, {"client": client_id})]


def reset_sending(tx: Tx, started_before: datetime | None = None) -> int:
    """Queue again what a process was sending when it died; attempts stay counted.

    Without `started_before` that is everything: right at the start of the only process. Beside others
    give the moment `LEASE` ago: then it is what no living process has, and what this one has had since before.
    """
    if started_before is None:
        return tx.change(_RESET, {})
    return tx.change(_RESET_LOST, {"before": micros(started_before), "me": tx.worker})


def reset_of(tx: Tx, worker: str) -> int:
    """Queue again what `worker` was sending when it died; attempts stay counted."""
    return tx.change(_RESET_OF, {"worker_": worker})


def depth(tx: Tx) -> Depth:
    counts = {"page": 0, "coach": 0, "client": 0}
    oldest: list[int] = []
    for lane, count, since in tx.rows(_DEPTH, {}) + tx.rows(_DEPTH_SENDING, {}):
        counts[lane] += count
        oldest.append(since)
    return Depth(**counts, oldest_at=instant(min(oldest)) if oldest else None)


def purge(tx: Tx, before: datetime) -> int:
    """Delete at most `PURGE_AT_ONCE` rows that ended and are older; call again while it returns that many.

    Of posts that an erasure will have to take back only the place stays.
    """
    tx.change(_EMPTY, {"before": micros(before)})
    return tx.change(_PURGE, {"before": micros(before), "limit": PURGE_AT_ONCE})


def all_of(tx: Tx, client_id: str) -> list[OnRecord]:
    """Everything of this client's that is still kept, oldest first."""
    found: list[OnRecord] = []
    for row in tx.rows(_ALL_OF, {"client": client_id}):
        what = _open(tx, row[:-2])
        if what is not None:
            found.append(OnRecord(instant(row[4]), row[6], Origin(row[7]), what))
    return found


def _open(tx: Tx, row: Row) -> Outgoing | None:
    client_id, lane, kind, key, created_at, sealed = row
    data_key = tx.key_of(client_id) if client_id else tx.practice_key
    if data_key is None or sealed is None:
        return None
    about = outbox_rows.about(client_id, lane, key, created_at)
    try:
        return outbox_rows.read(kind, tx.vault.open(data_key, sealed, about))
    except (InvalidTag, KeyError, ValueError):
        return None  # one damaged row must not stop a hold or an acknowledgement
