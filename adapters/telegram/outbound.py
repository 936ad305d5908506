"""Translates what we send into Telegram's requests: literal words, bold author, pieces that fit, buttons."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import assert_never

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from adapters.telegram.split import CAPTION_UNITS, MESSAGE_UNITS, clipped, sayable, split, units
from bot.core.errors import Rejected
from bot.core.outgoing import AnswerTap, Button, Buttons, LeaveGroup, Say, SendFile, Settle, ToClient

DATA_BYTES = 64
TAP_CHARACTERS = 200
AUTHOR_UNITS = 64

LOCATION_MARK = "📍"

ACKNOWLEDGE = "Acknowledge"

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup


@dataclass(frozen=True, slots=True)
class Words:
    """One message's text twice: as HTML, and as it reads if Telegram cannot read our HTML."""

    html: str
    plain: str


@dataclass(frozen=True, slots=True)
class PostMessage:
    chat: str
    words: Words
    markup: Markup | None = None


@dataclass(frozen=True, slots=True)
class PostDocument:
    chat: str
    name: str
    content: bytes
    caption: str  # plain


@dataclass(frozen=True, slots=True)
class AnswerQuery:
    query: str
    text: str
    alert: str = ""  # like `text`, but stays until it is dismissed


@dataclass(frozen=True, slots=True)
class EditWords:
    """Rewrite a message; its buttons go."""

    chat: str
    message: int
    words: Words


@dataclass(frozen=True, slots=True)
class DropButtons:
    chat: str
    message: int


@dataclass(frozen=True, slots=True)
class LeaveChat:
    chat: str


Request = PostMessage | PostDocument | AnswerQuery | EditWords | DropButtons | LeaveChat


def requests_of(what: ToClient) -> tuple[Request, ...]:
    """What Telegram must be asked, in order. Rejected when no request could express it."""
    match what:
        case Say():
            return _messages(what)
        case SendFile(chat=chat, name=name, content=content, caption=caption):
            document = PostDocument(chat, name, content.encode("utf-8", "replace"), caption)
            if units(caption) <= CAPTION_UNITS:
                return (document,)
            return (
                *(PostMessage(chat, words) for words in _words(caption, "")),
                PostDocument(chat, name, document.content, ""),
            )
        case AnswerTap(tap=tap, text=text):
            return (answer_to(tap, text),)
        case Settle(chat=chat, message=message, text=""):
            return (DropButtons(chat, _number(message)),)
        case Settle(chat=chat, message=message, text=text):
            return (EditWords(chat, _number(message), _words(clipped(text, MESSAGE_UNITS), "")[0]),)
        case LeaveGroup(chat=chat):
            return (LeaveChat(chat),)
        case _:
            assert_never(what)


def page_of(chat: str, headline: str, link: str, escalation: str, rev: int) -> PostMessage:
    """A page to a coach's own Telegram, with the button that acknowledges."""
    text = f"{headline}\n\n{link}" if link else headline
    button = Button(ACKNOWLEDGE, f"page.acknowledge:{escalation}:{rev}")
    return PostMessage(chat, _words(clipped(text, MESSAGE_UNITS), "")[0], keyboard(((button,),)))


def answer_to(tap: str, text: str) -> AnswerQuery:
    return AnswerQuery(tap, text[:TAP_CHARACTERS])


def alert_to(tap: str, text: str) -> AnswerQuery:
    """Shown until the person dismisses it: for a refusal, which must not flash by unread."""
    return AnswerQuery(tap, "", alert=text[:TAP_CHARACTERS])


def keyboard(buttons: Buttons) -> InlineKeyboardMarkup:
    for button in (button for row in buttons for button in row):
        if not 0 < len(button.data.encode()) <= DATA_BYTES:
            raise Rejected(f"button data must have 1 to {DATA_BYTES} bytes, not {len(button.data.encode())}")
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(sayable(button.label), callback_data=button.data) for button in row]
            for row in buttons
        ]
    )


def _messages(say: Say) -> tuple[PostMessage, ...]:
    pieces = _words(say.text, say.author)
    location = (
        ReplyKeyboardMarkup(
            [[KeyboardButton(sayable(say.location_key), request_location=True)]],
            resize_keyboard=True,
            one_time_keyboard=True,
        )
        if say.location_key
        else None
    )
    buttons = keyboard(say.buttons) if say.buttons else None
    begun = tuple(PostMessage(say.chat, words) for words in pieces[:-1])
    last = PostMessage(say.chat, pieces[-1], buttons or location)
    if buttons is None or location is None:
        return (*begun, last)
    # A message has one keyboard: the location key comes with a line of its own, before the buttons.
    return (PostMessage(say.chat, Words(LOCATION_MARK, LOCATION_MARK), location), *begun, last)


def _words(text: str, author: str) -> tuple[Words, ...]:
    if not author:
        return tuple(Words(_literal(piece), piece) for piece in split(text))
    name = clipped(sayable(author), AUTHOR_UNITS)
    head, *tail = split(text, first=MESSAGE_UNITS - units(name) - 1)
    return (
        Words(f"<b>{_literal(name)}</b>\n{_literal(head)}", f"{name}\n{head}"),
        *(Words(_literal(piece), piece) for piece in tail),
    )


def _literal(text: str) -> str:
    return html.escape(text, quote=False)


def _number(message: str) -> int:
    if not message.isdecimal():
        raise Rejected(f"{message!r} is not the number of a Telegram message")
    return int(message)
