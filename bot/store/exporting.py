"""Exporting: everything on record about one person, as JSON that the person can read."""

from __future__ import annotations

import json
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import bindparam, select

from bot.core.client import CheckInRecord, Client
from bot.core.errors import NoSuchClient
from bot.core.outgoing import Outgoing
from bot.store import audit, checkins, clients, escalations, outbox, reviews, transcript
from bot.store.instants import instant, instant_or_none
from bot.store.tables import invites, updates
from bot.store.tx import Prepared, Tx
from escalation.handoff import Line
from escalation.words import Escalation

EVERYTHING = 1 << 40  # lines; more than anybody writes

_INVITES = Prepared(
    select(invites.c.created_at, invites.c.used_at)
    .where(invites.c.client_id == bindparam("client"))
    .order_by(invites.c.created_at)
)
_UPDATES = Prepared(
    select(updates.c.channel, updates.c.update_id, updates.c.at, updates.c.fate)
    .where(updates.c.client_id == bindparam("client"))
    .order_by(updates.c.at)
)

_CLIENT = TypeAdapter(Client)
_CHECKINS = TypeAdapter(list[CheckInRecord])
_LINES = TypeAdapter(tuple[Line, ...])
_ESCALATIONS = TypeAdapter(list[Escalation])
_REVIEWS = TypeAdapter(list[reviews.StoredReview])
_OUTGOING: TypeAdapter[Outgoing] = TypeAdapter(Outgoing)


def export(tx: Tx, client_id: str) -> str:
    """JSON text, indented; `NoSuchClient` if nobody of this id is on record."""
    client = clients.by_id(tx, client_id)
    if client is None:
        raise NoSuchClient(f"no client has the id {client_id}")
    this = {"client": client_id}
    document = {
        "you": _CLIENT.dump_python(client, mode="json"),
        "checkins": _CHECKINS.dump_python(checkins.of(tx, client_id), mode="json"),
        "conversation": _LINES.dump_python(transcript.recent(tx, client_id, EVERYTHING), mode="json"),
        "escalations": _ESCALATIONS.dump_python(escalations.all_of(tx, client_id), mode="json"),
        "reviews": _REVIEWS.dump_python(reviews.all_of(tx, client_id), mode="json"),
        "sent_or_waiting": [
            {
                "at": _text(sent.created_at),
                "state": sent.state,
                "origin": sent.origin.value,
                "kind": type(sent.what).__name__,
                "what": _OUTGOING.dump_python(sent.what, mode="json"),
            }
            for sent in outbox.all_of(tx, client_id)
        ],
        "invites": [
            {"created_at": _text(instant(created_at)), "used_at": _text(instant_or_none(used_at))}
            for created_at, used_at in tx.rows(_INVITES, this)
        ],
        "updates": [
            {"channel": channel, "id": update_id, "at": _text(instant(at)), "fate": fate}
            for channel, update_id, at, fate in tx.rows(_UPDATES, this)
        ],
        "decisions": [
            {"at": _text(entry.at), "kind": entry.kind, "details": entry.details}
            for entry in audit.trail(tx, client_id)
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _text(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
