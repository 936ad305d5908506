"""Updates: which ones have reached us, so that a second delivery is recognised, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cryptography.exceptions import InvalidTag
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.instants import instant, micros
from bot.store.tables import updates as t
from bot.store.tx import Prepared, Tx

Fate = Literal["handled", "refused", "poison", "seen"]

_SEEN = Prepared(
    insert(t)
    .values(channel=bindparam("channel"), update_id=bindparam("id"), at=bindparam("at"), fate="handled")
    .on_conflict_do_nothing()
)
_SET_FATE = Prepared(
    update(t)
    .where(t.c.channel == bindparam("channel_"), t.c.update_id == bindparam("id_"))
    .values(fate=bindparam("fate_"), client_id=bindparam("client_"), sealed=bindparam("sealed_"))
)
_POISON = Prepared(
    select(t.c.channel, t.c.update_id, t.c.at, t.c.client_id, t.c.sealed)
    .where(t.c.fate == "poison")
    .order_by(t.c.at)
)
_PURGE = Prepared(delete(t).where(t.c.at < bindparam("before")))


@dataclass(frozen=True, slots=True)
class Poison:
    """An Update that our own code could not handle; `copy` is what was kept of it."""

    channel: str
    update_id: str
    at: datetime
    client_id: str | None
    copy: str


def seen(tx: Tx, channel: str, update_id: str, at: datetime) -> bool:
    """Whether this Update was here before. From now on it was; its fate is "handled" until set otherwise."""
    return tx.change(_SEEN, {"channel": channel, "id": update_id, "at": micros(at)}) == 0


def set_fate(
    tx: Tx, channel: str, update_id: str, fate: Fate, client_id: str | None = None, copy: str = ""
) -> None:
    """Say what became of an Update that has been `seen`; `copy` is kept sealed."""
    key = tx.key_of(client_id) if client_id else None
    sealed = None
    if copy:
        sealed = tx.vault.seal(key or tx.practice_key, copy.encode(), f"updates:{channel}:{update_id}")
    # A stranger, or somebody erased, has no key and leaves no id.
    tx.change(
        _SET_FATE,
        {
            "channel_": channel,
            "id_": update_id,
            "fate_": fate,
            "client_": client_id if key else None,
            "sealed_": sealed,
        },
    )


def poisoned(tx: Tx) -> list[Poison]:
    """Every Update that we failed on and still have, oldest first."""
    return [
        Poison(channel, update_id, instant(at), client_id, _copy(tx, channel, update_id, client_id, sealed))
        for channel, update_id, at, client_id, sealed in tx.rows(_POISON, {})
    ]


def purge(tx: Tx, before: datetime) -> int:
    """Forget the Updates of before; no channel delivers anything again after a few days."""
    return tx.change(_PURGE, {"before": micros(before)})


def _copy(tx: Tx, channel: str, update_id: str, client_id: str | None, sealed: bytes | None) -> str:
    key = tx.key_of(client_id) if client_id else tx.practice_key
    if sealed is None or key is None:
        return ""
    try:
        return tx.vault.open(key, sealed, f"updates:{channel}:{update_id}").decode()
    except InvalidTag:
        return ""
