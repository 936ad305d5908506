"""Meta: single facts about the whole practice, by name, as text. Nothing personal: it is not sealed."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from bot.store.tables import meta as t
from bot.store.tx import Prepared, Tx

_GET = Prepared(select(t.c.value).where(t.c.key == bindparam("key")))
_NEW = insert(t).values(key=bindparam("key"), value=bindparam("value"))
_PUT = Prepared(_NEW.on_conflict_do_update(index_elements=["key"], set_={"value": _NEW.excluded.value}))
_REMOVE = Prepared(delete(t).where(t.c.key == bindparam("key")))


def get(tx: Tx, key: str) -> str | None:
    row = tx.row(_GET, {"key": key})
    return str(row[0]) if row else None


def put(tx: Tx, key: str, value: str) -> None:
    tx.change(_PUT, {"key": key, "value": value})


def remove(tx: Tx, key: str) -> bool:
    """Forget it; False if nothing was known by this name."""
    return tx.change(_REMOVE, {"key": key}) > 0
