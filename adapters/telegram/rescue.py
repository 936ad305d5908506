"""Reads one fetched update; of one that cannot be translated it saves what it can: who, where, any words."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeGuard

import telegram

from adapters.telegram.inbound import BEGINNING, CHANNEL, act_of, update_of
from bot.core.acts import Act
from bot.core.update import SentMedia, Update

log = logging.getLogger(__name__)

# Where Telegram keeps words that a person typed.
WORDS = ("text", "caption", "question", "title")

# Parts of a message with words of somebody else, or none that were typed.
OTHERS = ("chat", "from", "reply_to_message", "pinned_message", "quote", "reply_markup", "entities")


@dataclass(frozen=True, slots=True)
class Fetched:
    """One update as it came. `raw` is None when the library cannot read `wire`, Telegram's own JSON."""

    id: int
    raw: telegram.Update | None
    wire: Mapping[str, object]


def read(wire: Mapping[str, object], bot: telegram.Bot) -> Fetched | None:
    """None for what is no update at all: without a number it can be neither named nor confirmed."""
    number = wire.get("update_id")
    if not isinstance(number, int):
        return None
    try:
        return Fetched(number, telegram.Update.de_json(dict(wire), bot), wire)
    except Exception as error:  # a new kind of update may break the library anywhere; the others must go on
        log.warning("telegram: update %d cannot be read (%s)", number, type(error).__name__)
        return Fetched(number, None, wire)


def translated(fetched: Fetched) -> Update | Act | None:
    """The update in our words, as well as they can be found; None when there is nobody to answer."""
    if fetched.raw is None:
        return rescued(fetched.wire)
    try:
        return act_of(fetched.raw) or update_of(fetched.raw)
    except Exception as error:  # our own mistake must not silence a client either
        log.error("telegram: update %d cannot be translated (%s)", fetched.id, type(error).__name__)
        return rescued(fetched.raw.to_dict())


def rescued(wire: Mapping[str, object]) -> Update | None:
    """A best-effort Update of Telegram's own JSON; None when it names no chat."""
    number = wire.get("update_id")
    body = next((inner for inner in map(as_mapping, wire.values()) if inner), {})
    message = body if "chat" in body else as_mapping(body.get("message"))
    sender = as_mapping(body.get("from"))
    chat = as_mapping(message.get("chat")).get("id", sender.get("id"))
    if not isinstance(number, int) or not isinstance(chat, int):
        return None
    date = message.get("date")
    # A tap's message is ours, and so are its words.
    words = "\n".join(_typed(message)) if message is body else ""
    return Update(
        channel=CHANNEL,
        id=str(number),
        chat=str(chat),
        sender=str(sender.get("id", chat)),
        sent_at=datetime.fromtimestamp(date, UTC) if _is_date(date) else BEGINNING,
        body=SentMedia("other", words, str(message.get("message_id", ""))),
    )


def _typed(message: Mapping[str, object]) -> Iterator[str]:
    """Words in the message itself and one level down."""
    for name, value in message.items():
        if name in WORDS and isinstance(value, str):
            yield value
        elif name not in OTHERS:
            inner = as_mapping(value)
            yield from (text for key in WORDS if isinstance(text := inner.get(key), str))


def _is_date(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and 0 < value < 2**33


def as_mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
