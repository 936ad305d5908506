"""Erasure: destroys a client's key and identifiers, so that nothing sealed opens; the audit's hashes stay."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, or_, select, update

from bot.core.client import Membership
from bot.core.errors import IllegalMove
from bot.store import audit, escalations
from bot.store.instants import micros
from bot.store.ledger import Ledger
from bot.store.tables import checkins, clients, invites, outbox, reviews, transcript, updates
from bot.store.tables import escalations as escalations_table
from bot.store.tx import Prepared, Tx

_WRAPPED = Prepared(
    select(clients.c.wrapped_key)
    .where(clients.c.id == bindparam("client"), clients.c.wrapped_key.is_not(None))
    .with_for_update(key_share=True)
)
_CLIENT = Prepared(
    update(clients)
    .where(clients.c.id == bindparam("client"))
    .values(
        wrapped_key=None,
        sealed=None,
        name_key=None,
        address_key=None,
        membership=Membership.VISITOR.value,
        held_by="",
        coach="",
        rev=0,
        wake_at=None,
        erased_at=bindparam("now_"),
    )
)
_WAITING = Prepared(
    update(outbox)
    .where(
        outbox.c.client_id == bindparam("client"),
        or_(outbox.c.state == "queued", outbox.c.state == "sending"),
    )
    .values(state="withdrawn")
)
# What is left of these rows is when something happened, not what or where.
_STRIPPED = (
    Prepared(
        update(outbox)
        .where(outbox.c.client_id == bindparam("client"))
        .values(sealed=None, key="", line="", ref="", buttons=0, error="")
    ),
    Prepared(
        update(escalations_table)
        .where(escalations_table.c.client_id == bindparam("client"))
        .values(sealed=None, wake_at=None)
    ),
    Prepared(
        update(reviews)
        .where(reviews.c.client_id == bindparam("client"))
        .values(sealed=None, state="settled", settled_how="erased")
    ),
    Prepared(update(updates).where(updates.c.client_id == bindparam("client")).values(sealed=None)),
    Prepared(delete(transcript).where(transcript.c.client_id == bindparam("client"))),
    Prepared(delete(checkins).where(checkins.c.client_id == bindparam("client"))),
    Prepared(delete(invites).where(invites.c.client_id == bindparam("client"))),
)


def erase(tx: Tx, client_id: str, now: datetime) -> bool:
    """Nothing of this client can be read any more, here or in the log; False if that was so already.

    `IllegalMove` while an escalation is open: a person is looking after them and needs the card. What
    the client is told afterwards goes through `outbox.put` as to a stranger.
    """
    row = tx.row(_WRAPPED, {"client": client_id})
    if row is None:
        return False
    if escalations.open_of(tx, client_id) is not None:
        raise IllegalMove(f"client {client_id} has an open escalation: erased once it is closed")
    if tx.ledger is not None:
        tx.ledger.add(client_id, now)
    this = {"client": client_id}
    tx.change(_WAITING, this)
    for strip in _STRIPPED:
        tx.change(strip, this)
    tx.change(_CLIENT, this | {"now_": micros(now)})
    tx.vault.forget(row[0])
    tx.keys[client_id] = None
    tx.lookups.pop(client_id, None)
    audit.append(tx, client_id, now, "client.erased", {})
    tx.scrub = True
    return True


def replay(tx: Tx, ledger: Ledger, now: datetime) -> list[str]:
    """After a restore: erase again whoever the backup brought back; their ids.

    Somebody with an open escalation is left for later; ask again once it is closed.
    """
    again: list[str] = []
    for entry in ledger.entries():
        try:
            if erase(tx, entry.client, now):
                again.append(entry.client)
        except IllegalMove:
            continue
    return again
