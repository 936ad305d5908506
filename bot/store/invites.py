"""Invites: which code belongs to which client. Codes are fingerprints here: the database cannot tell them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.core.client import Client
from bot.store.instants import micros
from bot.store.tables import invites as t
from bot.store.tx import Prepared, Tx

_MAKE = Prepared(
    insert(t).values({column: bindparam(column) for column in ("code_key", "client_id", "created_at")})
)
_CLIENT_OF = Prepared(select(t.c.client_id).where(t.c.code_key == bindparam("code")))
_USE = Prepared(
    update(t)
    .where(t.c.code_key == bindparam("code"), t.c.used_at.is_(None))
    .values(used_at=bindparam("used_at_"))
)


def make(tx: Tx, client: Client, code: str, now: datetime) -> None:
    """From now on `code` invites `client`, who must be on record."""
    tx.change(_MAKE, {"code_key": _key(tx, code), "client_id": client.id, "created_at": micros(now)})


def client_of(tx: Tx, code: str) -> str | None:
    """The id of the client whom this code invites, used before or not."""
    row = tx.row(_CLIENT_OF, {"code": _key(tx, code)})
    return str(row[0]) if row else None


def use(tx: Tx, code: str, now: datetime) -> bool:
    """Mark the code as used; False if it was already, or is unknown."""
    return tx.change(_USE, {"code": _key(tx, code), "used_at_": micros(now)}) > 0


def _key(tx: Tx, code: str) -> str:
    return tx.vault.fingerprint("invite", code.strip())
