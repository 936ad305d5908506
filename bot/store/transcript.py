"""Transcript: the conversation line by line, sealed, kept for as long as retention says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from bot.core.errors import NoSuchClient
from bot.store.instants import instant, micros
from bot.store.tables import transcript as t
from bot.store.tx import Prepared, Tx, Value
from escalation.handoff import Line

_ADD = Prepared(
    insert(t).values(
        {column: bindparam(column) for column in ("client_id", "at", "who", "message", "sealed")}
    )
)
_RECENT = Prepared(
    select(t.c.at, t.c.who, t.c.sealed)
    .where(t.c.client_id == bindparam("client"))
    .order_by(t.c.id.desc())
    .limit(bindparam("limit"))
)
_PURGE = Prepared(
    delete(t).where(
        t.c.id.in_(
            select(t.c.id).where(t.c.at < bindparam("before")).order_by(t.c.id).limit(bindparam("limit"))
        )
    )
)
PURGE_AT_ONCE = 5_000  # lines; a longer transaction would keep clients waiting


def add(tx: Tx, client_id: str, lines: Sequence[tuple[datetime, str, str, str]]) -> None:
    """Add (at, who, text, message) in this order; `message` is the channel's id of it, if it has one."""
    if not lines:
        return
    key = tx.key_of(client_id)
    if key is None:
        raise NoSuchClient(f"client {client_id} is not on record, or was erased; no words were stored")
    rows: list[dict[str, Value]] = []
    for at, who, text, message in lines:
        when = micros(at)
        sealed = tx.vault.seal(key, text.encode(errors="surrogatepass"), _about(client_id, when, who))
        rows.append({"client_id": client_id, "at": when, "who": who, "message": message, "sealed": sealed})
    tx.change_many(_ADD, rows)


def recent(tx: Tx, client_id: str, limit: int) -> tuple[Line, ...]:
    """The latest `limit` lines, oldest first."""
    key = tx.key_of(client_id)
    if key is None:
        return ()
    rows = tx.rows(_RECENT, {"client": client_id, "limit": limit})
    return tuple(
        Line(
            instant(at),
            who,
            tx.vault.open(key, sealed, _about(client_id, at, who)).decode(errors="surrogatepass"),
        )
        for at, who, sealed in reversed(rows)
    )


def purge(tx: Tx, before: datetime) -> int:
    """Delete at most `PURGE_AT_ONCE` older lines; call again while it returns that many."""
    return tx.change(_PURGE, {"before": micros(before), "limit": PURGE_AT_ONCE})


def _about(client_id: str, at: int, who: str) -> str:
    """What a line is sealed for: its row's number is not known yet, these columns beside it are."""
    return f"transcript:{client_id}:{at}:{who}"
