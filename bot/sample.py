"""The playground's sample client: one invite, waiting to be opened."""

from __future__ import annotations

from datetime import datetime, time

from adapters.playground.guide import Guide
from bot.core.practice import Practice
from bot.desk import Invitation, invite
from bot.store import meta
from bot.store.database import Store
from bot.store.tx import Tx

NAME = "Mia"
CODE = "playground invite"  # in meta


def sample_guide(store: Store, practice: Practice, now: datetime) -> Guide:
    """The walk, with the code that opens the sample client's invite."""
    code = store.transact(_code, practice, now)
    return Guide(practice.name, practice.zone, NAME, code, practice.team.coaches)


def _code(tx: Tx, practice: Practice, now: datetime) -> str:
    known = meta.get(tx, CODE)
    if known:
        return known
    wish = Invitation(NAME, zone=practice.zone, hour=time(7, 30), days=(0, 1, 2, 3, 4, 5, 6), language="en")
    made = invite(tx, practice, wish, now)
    meta.put(tx, CODE, made.code)
    return made.code
