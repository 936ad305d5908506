"""How the avatar speaks: which language, on whose behalf, how urgently, and how long a line still makes sense."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.client import Client
from bot.core.outgoing import (
    PRIORITY_REPLY,
    PRIORITY_ROUTINE,
    PRIORITY_SAFETY,
    AnswerTap,
    Button,
    Buttons,
    Origin,
    Say,
    Send,
    Settle,
)
from bot.core.practice import Practice

REPLY_KEEPS = timedelta(hours=6)  # an answer that could not be sent for this long would only confuse


def language_of(client: Client, practice: Practice) -> str:
    return client.profile.language or practice.language


def words(client: Client, practice: Practice, key: str, **values: str | int) -> str:
    """The text under `key` in the client's language; the practice's and the coach's names are always at hand."""
    coach = practice.coach_of(client.coach)
    known: dict[str, str | int] = {
        "practice": practice.name,
        "coach": coach.name if coach else practice.name,
        "name": client.name,
    }
    return practice.texts.say(language_of(client, practice), key, **(known | values))


def reply(client: Client, text: str, now: datetime, buttons: Buttons = (), location_key: str = "") -> Send:
    """An answer to something that the client has just done."""
    say = Say(client.chat, text, buttons, location_key=location_key)
    return Send(say, Origin.AUTOMATED, PRIORITY_REPLY, now + REPLY_KEEPS)


def routine(client: Client, text: str, expires_at: datetime, buttons: Buttons = ()) -> Send:
    """Something that the clock began; not sent any more after `expires_at`."""
    return Send(Say(client.chat, text, buttons), Origin.AUTOMATED, PRIORITY_ROUTINE, expires_at)


def fixed(chat: str, text: str) -> Send:
    """A fixed text of the safety core: a hold does not stop it, and it never expires."""
    return Send(Say(chat, text), Origin.SAFETY, PRIORITY_SAFETY)


def tap_answer(client: Client, tap: str, now: datetime, text: str = "") -> Send:
    """Channels forget a tap within a minute or so; answering it later only raises an error."""
    return Send(AnswerTap(client.chat, tap, text), Origin.SAFETY, PRIORITY_SAFETY, now + timedelta(minutes=1))


def settle(client: Client, message: str, text: str = "") -> Send:
    return Send(Settle(client.chat, message, text), Origin.SAFETY, PRIORITY_REPLY)


def row(*buttons: tuple[str, str]) -> Buttons:
    return (tuple(Button(label, data) for label, data in buttons),)


def rows(*lines: Buttons) -> Buttons:
    return tuple(line for buttons in lines for line in buttons)
