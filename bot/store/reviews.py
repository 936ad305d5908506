"""Reviews: messages that a coach should read, each until somebody settles it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, literal_column, select, update

from bot.core.errors import NoSuchClient
from bot.store.form import Form
from bot.store.instants import instant, instant_or_none, micros
from bot.store.tables import reviews as t
from bot.store.tx import Prepared, Row, Tx


@dataclass(frozen=True, slots=True)
class StoredReview:
    """`words` and `why` are empty once the client was erased; `settled_by` is empty while it is open."""

    id: str
    client_id: str
    words: str
    why: tuple[str, ...]
    opened_at: datetime
    due_at: datetime
    settled_by: str = ""
    settled_how: str = ""
    settled_at: datetime | None = None
    ref: str = ""


@dataclass(frozen=True, slots=True)
class _Sealed:
    words: str
    why: tuple[str, ...]


_FORM = Form(_Sealed)
_WANTED = (
    t.c.id,
    t.c.client_id,
    t.c.sealed,
    t.c.opened_at,
    t.c.due_at,
    t.c.settled_by,
    t.c.settled_how,
    t.c.settled_at,
    t.c.ref,
)
_OPEN = t.c.state == literal_column("'open'")
_THIS = t.c.id == bindparam("review")
_INSERT = Prepared(
    insert(t).values(
        {column: bindparam(column) for column in ("id", "client_id", "sealed", "opened_at", "due_at")}
        | {"state": "open", "settled_by": "", "settled_how": "", "ref": ""}
    )
)
_BY_ID = Prepared(select(*_WANTED).where(_THIS))
_DUE_PLAIN = select(*_WANTED).where(_OPEN, t.c.due_at <= bindparam("now")).order_by(t.c.due_at, t.c.id)
_DUE = Prepared(_DUE_PLAIN)
_DUE_LOCKED = Prepared(_DUE_PLAIN.with_for_update(skip_locked=True))
_QUEUE = Prepared(select(*_WANTED).where(_OPEN).order_by(t.c.due_at, t.c.id))
_ALL_OF = Prepared(
    select(*_WANTED).where(t.c.client_id == bindparam("client")).order_by(t.c.opened_at, t.c.id)
)
_SETTLE = Prepared(
    update(t)
    .where(_THIS, _OPEN)
    .values(
        state="settled",
        settled_by=bindparam("who_"),
        settled_how=bindparam("how_"),
        settled_at=bindparam("now_"),
    )
)
_POSTPONE = Prepared(update(t).where(_THIS, _OPEN).values(due_at=bindparam("due_at_")))
_SET_REF = Prepared(update(t).where(_THIS).values(ref=bindparam("ref_")))


def open(
    tx: Tx, review_id: str, client_id: str, words: str, why: Sequence[str], due_at: datetime, now: datetime
) -> None:
    """Put a client's words before a coach, to be read by `due_at`."""
    key = tx.key_of(client_id)
    if key is None:
        raise NoSuchClient(f"client {client_id} is not on record, or was erased; no review was stored")
    plain = _FORM.write(_Sealed(words, tuple(why)))
    tx.change(
        _INSERT,
        {
            "id": review_id,
            "client_id": client_id,
            "sealed": tx.vault.seal(key, plain, f"reviews:{review_id}"),
            "opened_at": micros(now),
            "due_at": micros(due_at),
        },
    )


def by_id(tx: Tx, review_id: str) -> StoredReview | None:
    row = tx.row(_BY_ID, {"review": review_id})
    return _load(tx, row) if row else None


def due(tx: Tx, now: datetime) -> list[StoredReview]:
    """Open ones whose time is up, the most overdue first; none that another process is chasing just now."""
    return [_load(tx, row) for row in tx.rows(_DUE_LOCKED if tx.writes else _DUE, {"now": micros(now)})]


def queue(tx: Tx) -> list[StoredReview]:
    """All open ones, the one due next first."""
    return [_load(tx, row) for row in tx.rows(_QUEUE, {})]


def all_of(tx: Tx, client_id: str) -> list[StoredReview]:
    """All of this client's, oldest first."""
    return [_load(tx, row) for row in tx.rows(_ALL_OF, {"client": client_id})]


def settle(tx: Tx, review_id: str, who: str, how: str, now: datetime) -> bool:
    """Somebody read it. False if it was settled before: the first one stays."""
    return tx.change(_SETTLE, {"review": review_id, "who_": who, "how_": how, "now_": micros(now)}) > 0


def postpone(tx: Tx, review_id: str, due_at: datetime) -> None:
    """Chased: it comes up again at `due_at`."""
    tx.change(_POSTPONE, {"review": review_id, "due_at_": micros(due_at)})


def set_ref(tx: Tx, review_id: str, ref: str) -> None:
    """Where the escalation channel shows it."""
    tx.change(_SET_REF, {"review": review_id, "ref_": ref})


def _load(tx: Tx, row: Row) -> StoredReview:
    review_id, client_id, sealed, opened_at, due_at, who, how, settled_at, ref = row
    key = tx.key_of(client_id)
    inside = _Sealed("", ())
    if key is not None and sealed is not None:
        inside = _FORM.read(tx.vault.open(key, sealed, f"reviews:{review_id}"))
    return StoredReview(
        review_id,
        client_id,
        inside.words,
        inside.why,
        instant(opened_at),
        instant(due_at),
        who,
        how,
        instant_or_none(settled_at),
        ref,
    )
