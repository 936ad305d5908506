"""CheckIns: the record of every check-in that ended, sealed."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from bot.core.client import CheckInRecord
from bot.core.errors import NoSuchClient
from bot.store.form import Form
from bot.store.instants import micros
from bot.store.tables import checkins as t
from bot.store.tx import Prepared, Tx

_FORM = Form(CheckInRecord)

_NEW = insert(t).values(
    {column: bindparam(column) for column in ("id", "client_id", "at", "complete", "sealed")}
)
_KEEP = Prepared(
    _NEW.on_conflict_do_update(
        index_elements=["id"],
        set_={column: _NEW.excluded[column] for column in ("at", "complete", "sealed")},
        where=t.c.client_id == _NEW.excluded.client_id,
    )
)
_OF = Prepared(
    select(t.c.id, t.c.sealed).where(t.c.client_id == bindparam("client")).order_by(t.c.at, t.c.id)
)


def keep(tx: Tx, client_id: str, record: CheckInRecord) -> None:
    """Store the record, or replace it: an answer edited later changes what was kept."""
    key = tx.key_of(client_id)
    if key is None:
        raise NoSuchClient(f"client {client_id} is not on record, or was erased; no check-in was stored")
    tx.change(
        _KEEP,
        {
            "id": record.id,
            "client_id": client_id,
            "at": micros(record.at),
            "complete": int(record.complete),
            "sealed": tx.vault.seal(key, _FORM.write(record), f"checkins:{record.id}"),
        },
    )


def of(tx: Tx, client_id: str) -> list[CheckInRecord]:
    """All of this client's, oldest first."""
    key = tx.key_of(client_id)
    if key is None:
        return []
    return [
        _FORM.read(tx.vault.open(key, sealed, f"checkins:{record_id}"))
        for record_id, sealed in tx.rows(_OF, {"client": client_id})
    ]
