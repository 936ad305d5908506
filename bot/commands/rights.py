"""A client's data rights, asked for at the practice: a copy of everything, and erasure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot import carrying
from bot.core.effects import Erase, Turn
from bot.core.practice import Practice
from bot.routines.commands import erased as farewell
from bot.routines.planning import awake
from bot.store import clients, escalations, exporting
from bot.store.tx import Tx


@dataclass(frozen=True, slots=True)
class Erased:
    client: str
    at_once: bool  # False: a person is looking after them; it is done when that is closed


def exported(tx: Tx, ref: str) -> str:
    """Everything on record about `ref`, as JSON; `NoSuchClient`."""
    return exporting.export(tx, clients.find(tx, ref).id)


def erased(tx: Tx, practice: Practice, ref: str, now: datetime) -> Erased:
    """As if the client had said /delete and yes: told so and erased; while held, noted for the closing."""
    client = clients.find(tx, ref)
    held = bool(client.held_by) or escalations.open_of(tx, client.id) is not None
    if held:
        turn = Turn(awake(replace(client, delete_asked_at=client.delete_asked_at or now)))
    elif client.chat:
        turn = farewell(client, practice, now)
    else:
        turn = Turn(client, (Erase(),))  # never came: there is nobody to tell
    outcome = carrying.Outcome(turn.client, None, None, turn.effects, "ErasureAsked", {"by": "practice"})
    carrying.carry_out(tx, outcome, practice, now)
    return Erased(client.id, at_once=not held)
