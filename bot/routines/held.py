"""What a held client gets: fixed texts only - a command its own answer, other words one answer a silent stretch.

What they write goes to the coach in any case; membership moves when they ask for it; the hold does not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.client import MOVES, Client, Membership, Move, moved
from bot.core.effects import Effect
from bot.core.practice import Practice
from bot.core.update import (
    Blocked,
    Body,
    ChatMoved,
    Edited,
    SentMedia,
    SharedContact,
    SharedLocation,
    Tapped,
    Unblocked,
    Wrote,
)
from bot.routines.understanding import CommandName, command_of
from bot.routines.voice import fixed, tap_answer, words

MEMBERSHIP: dict[CommandName, Move] = {
    CommandName.PAUSE: Move.PAUSE,
    CommandName.RESUME: Move.RESUME,
    CommandName.STOP: Move.STOP,
}


@dataclass(frozen=True, slots=True)
class Heard:
    """The client afterwards, the fixed answers, what goes to the thread, and whether the stretch's answer is due."""

    client: Client
    effects: tuple[Effect, ...] = ()
    for_thread: str = ""
    counts_as_words: bool = False
    gone: bool = False


def heard(client: Client, body: Body, practice: Practice, now: datetime) -> Heard:
    """What one Update of a held client changes and says; pure routine never runs here."""
    match body:
        case Wrote(text=text):
            command = command_of(text)
            if command is not None and command.name is not CommandName.SKIP:
                after, key = _obeyed(client, command.name, now)
                answer = fixed(client.chat, words(after, practice, key))
                return Heard(after, (answer,), for_thread=text)
            return Heard(client, for_thread=text, counts_as_words=True)
        case Edited(text=""):  # nothing to read: a live location that moves
            return Heard(client)
        case Edited(text=text):
            return Heard(client, for_thread=f"(edited) {text}", counts_as_words=True)
        case SentMedia():
            return Heard(client, for_thread=body.line, counts_as_words=True)
        case SharedLocation(latitude=latitude, longitude=longitude):
            place = f"[location] {latitude:.5f}, {longitude:.5f}"
            return Heard(client, for_thread=place, counts_as_words=True)
        case SharedContact(phone=phone, name=name):
            return Heard(client, for_thread=f"[contact] {name} {phone}", counts_as_words=True)
        case Tapped(tap=tap):
            return Heard(client, (tap_answer(client, tap, now, words(client, practice, "held.tap")),))
        case Blocked():
            return Heard(replace(client, unreachable=True), gone=True)
        case Unblocked():
            return Heard(replace(client, unreachable=False), for_thread="[has unblocked the bot]")
        case ChatMoved(to=to):
            return Heard(replace(client, chat=to))
        case _:
            return Heard(client)


def _obeyed(client: Client, name: CommandName, now: datetime) -> tuple[Client, str]:
    """The client after a command, and the key of its fixed answer."""
    if name is CommandName.DELETE:
        return replace(client, delete_asked_at=client.delete_asked_at or now), "held.delete"
    move = MEMBERSHIP.get(name)
    if move is None:
        specific = (CommandName.HUMAN, CommandName.CHECKIN, CommandName.START)
        return client, f"held.{name.value}" if name in specific else "held.other"
    if (client.membership, move) not in MOVES or client.membership is Membership.VISITOR:
        return client, f"held.{name.value}.already"
    after = moved(client, move)
    return replace(after, asking=None if move is Move.STOP else after.asking), f"held.{name.value}"
