"""Leases: which process has a right that only one may have. Rows of meta, "lease:NAME" = "OWNER BEAT".

A holder moves BEAT on. Whoever wants the right names the value that it has watched stand still for too long:
no clock of one machine is ever compared with another's.
"""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.tables import meta as t
from bot.store.tx import Prepared, Tx

_GET = Prepared(select(t.c.value).where(t.c.key == bindparam("key")).with_for_update())
_FIRST = Prepared(
    insert(t).values(key=bindparam("key"), value=bindparam("value")).on_conflict_do_nothing()
)
_MOVE = Prepared(update(t).where(t.c.key == bindparam("key_")).values(value=bindparam("value_")))
_LET_GO = Prepared(delete(t).where(t.c.key == bindparam("key"), t.c.value.startswith(bindparam("owner"))))


def hold(tx: Tx, name: str, owner: str, abandoned: str) -> str:
    """Take or keep the right; what stands there afterwards. It is ours if it begins with `owner`.

    `abandoned` is the value of a holder that counts as dead; "" for none.
    """
    key = f"lease:{name}"
    first = f"{owner} 0"
    row = None
    while row is None:  # a holder may let go between the two questions
        if tx.change(_FIRST, {"key": key, "value": first}):
            return first
        row = tx.row(_GET, {"key": key})
    there = str(row[0])
    holder, _, beat = there.partition(" ")
    if holder != owner and there != abandoned:
        return there
    ours = f"{owner} {int(beat) + 1}" if holder == owner else first
    tx.change(_MOVE, {"key_": key, "value_": ours})
    return ours


def let_go(tx: Tx, name: str, owner: str) -> None:
    tx.change(_LET_GO, {"key": f"lease:{name}", "owner": owner})
