"""A card read back from the channel's history: what its metadata says, and what it showed. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from adapters.slack.card import METADATA
from adapters.slack.payload import every, items, number, words
from adapters.slack.spoken import plain_words
from bot.core.ports import FoundCard

_TS = re.compile(r"\d{1,12}\.\d{1,6}")
_SHOWS = ("mrkdwn", "plain_text")


def card_of(message: object) -> FoundCard | None:
    """The card that a message of the channel's history is; None for any other."""
    ref = words(message, "ts")
    if words(message, "metadata", "event_type") != METADATA or not _TS.fullmatch(ref):
        return None
    said = ("metadata", "event_payload")
    return FoundCard(
        ref=ref,
        posted_at=datetime.fromtimestamp(float(ref), UTC),
        escalation=words(message, *said, "id"),
        client=words(message, *said, "client"),
        state=words(message, *said, "state"),
        rev=number(message, *said, "rev") or 0,
        shown=shown(message),
    )


def shown(message: object) -> str:
    """What a reader saw: the texts of its blocks without the buttons, or its text where there are none."""
    lines = [
        plain_words({"text": words(part, "text")})
        for block in items(message, "blocks")
        if words(block, "type") != "actions"
        for part in every(block)
        if words(part, "type") in _SHOWS
    ]
    text = "\n".join(lines) or plain_words({"text": words(message, "text")})
    return text.replace("\u200b", "")  # put between the characters when the card was drawn
