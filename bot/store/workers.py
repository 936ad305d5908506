"""Workers: which processes are at work on this database, and what becomes of the things of one that died.

Each moves its own beat on. Whoever sees another's stand still long enough buries it: what it was sending is queued
again, what it held is free. No clock of one machine is ever compared with another's.
"""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from bot.store import outbox
from bot.store.tables import meta
from bot.store.tables import workers as t
from bot.store.tx import Prepared, Tx

LEASE = "lease:"  # in meta: "lease:NAME" = the worker that has it

_NEW = insert(t).values(id=bindparam("id"), beat=1)
_BEAT = Prepared(_NEW.on_conflict_do_update(index_elements=["id"], set_={"beat": t.c.beat + 1}))
_OTHERS = Prepared(select(t.c.id, t.c.beat).where(t.c.id != bindparam("me")))
_BURY = Prepared(delete(t).where(t.c.id == bindparam("id"), t.c.beat == bindparam("beat")))
_LEAVE = Prepared(delete(t).where(t.c.id == bindparam("id")))
_FREE = Prepared(
    delete(meta).where(meta.c.key.startswith(LEASE, autoescape=True), meta.c.value == bindparam("worker"))
)
_NOBODY = Prepared(delete(t))
_NO_LEASES = Prepared(delete(meta).where(meta.c.key.startswith(LEASE, autoescape=True)))
_TAKE = Prepared(
    insert(meta).values(key=bindparam("key"), value=bindparam("worker")).on_conflict_do_nothing()
)
_HOLDER = Prepared(select(meta.c.value).where(meta.c.key == bindparam("key")))
_LET_GO = Prepared(delete(meta).where(meta.c.key == bindparam("key"), meta.c.value == bindparam("worker")))


def beat(tx: Tx) -> dict[str, int]:
    """Say that this process is alive; the beats of the others."""
    tx.change(_BEAT, {"id": tx.worker})
    return {str(id_): int(at) for id_, at in tx.rows(_OTHERS, {"me": tx.worker})}


def bury(tx: Tx, worker: str, at: int) -> bool:
    """`worker` is dead since its beat `at`. False if it has moved since, or somebody was quicker."""
    if not tx.change(_BURY, {"id": worker, "beat": at}):
        return False
    _leave_behind(tx, worker)
    return True


def leave(tx: Tx) -> None:
    """This process ends."""
    tx.change(_LEAVE, {"id": tx.worker})
    _leave_behind(tx, tx.worker)


def nobody(tx: Tx) -> None:
    """After a restore: the processes that the backup knows were of another time, and hold nothing."""
    tx.change(_NOBODY, {})
    tx.change(_NO_LEASES, {})


def _leave_behind(tx: Tx, worker: str) -> None:
    tx.change(_FREE, {"worker": worker})
    if outbox.reset_of(tx, worker):
        for lane in ("page", "coach", "client"):
            tx.wake(lane)


def hold(tx: Tx, name: str) -> bool:
    """Take a right that one process has at a time, or keep it: False while another has it."""
    key = LEASE + name
    if tx.change(_TAKE, {"key": key, "worker": tx.worker}):
        return True
    row = tx.row(_HOLDER, {"key": key})
    return row is not None and row[0] == tx.worker


def let_go(tx: Tx, name: str) -> None:
    tx.change(_LET_GO, {"key": LEASE + name, "worker": tx.worker})
