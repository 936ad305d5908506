"""Chats and messages as both sides see them: what was sent, its buttons, every edit, what is gone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import time
from typing import Literal

from tests.emulators.feed import Feed, Wanted, contains
from tests.emulators.telegram.markup import Plain
from tests.emulators.wire import Json


@dataclass(frozen=True, slots=True)
class Button:
    text: str
    data: str | None = None
    url: str | None = None


@dataclass(slots=True, eq=False)
class Message:
    """One message. `content` holds the fields of a kind other than text, as on the wire."""

    message_id: int
    chat: "Chat"
    sender: Json
    plain: Plain
    source: str
    kind: str = "text"
    content: Json = field(default_factory=dict)
    markup: Json | None = None
    past_markups: list[Json] = field(default_factory=list)
    edits: list[str] = field(default_factory=list)
    edit_date: int | None = None
    reactions: list[str] = field(default_factory=list)
    reply_to: int | None = None
    deleted: bool = False
    date: int = field(default_factory=lambda: int(time()))

    @property
    def text(self) -> str:
        """The words a reader sees: text, or the caption."""
        return self.plain.text

    @property
    def from_bot(self) -> bool:
        return bool(self.sender["is_bot"])

    @property
    def buttons(self) -> list[Button]:
        """The inline buttons that stand under the message now."""
        return buttons_of(self.markup)

    @property
    def past_buttons(self) -> list[Button]:
        """The inline buttons that stood under it once and may still be on a slow phone."""
        return [button for markup in self.past_markups for button in buttons_of(markup)]

    @property
    def labels(self) -> list[str]:
        return [button.text for button in self.buttons]

    def change(self, plain: Plain | None, source: str, markup: Json | None) -> None:
        if plain is not None:
            self.edits.append(self.plain.text)
            self.plain, self.source = plain, source
        if self.markup is not None and self.markup != markup:
            self.past_markups.append(self.markup)
        self.markup = markup
        self.edit_date = int(time())

    def wire(self) -> Json:
        """The message as the Bot API shows it."""
        answer: Json = {
            "message_id": self.message_id,
            "date": self.date,
            "chat": self.chat.wire(),
            "from": self.sender,
            **self.content,
        }
        if self.kind == "text":
            answer["text"] = self.plain.text
            if self.plain.entities:
                answer["entities"] = list(self.plain.entities)
        elif self.plain.text:
            answer["caption"] = self.plain.text
            if self.plain.entities:
                answer["caption_entities"] = list(self.plain.entities)
        if self.edit_date is not None:
            answer["edit_date"] = self.edit_date
        if self.markup is not None:
            answer["reply_markup"] = self.markup
        if self.reply_to is not None and (replied := self.chat.find(self.reply_to)) is not None:
            answer["reply_to_message"] = {
                name: value for name, value in replied.wire().items() if name != "reply_to_message"
            }
        return answer

    def __repr__(self) -> str:
        shown = f"#{self.message_id} {self.text!r}"
        return f"{shown} {self.labels}" if self.labels else shown


def buttons_of(markup: Json | None) -> list[Button]:
    rows = (markup or {}).get("inline_keyboard", [])
    return [Button(cell["text"], cell.get("callback_data"), cell.get("url")) for row in rows for cell in row]


@dataclass(frozen=True, slots=True)
class Seen:
    """Something the person saw happen, with the words as they were at that moment."""

    what: Literal["sent", "edited", "deleted"]
    message: Message
    text: str


Expected = Wanted | Callable[[Message], bool]


class Chat:
    """A private chat or a group: everything said in it, and what the bot made appear there."""

    def __init__(self, chat_id: int, kind: str, title: Json) -> None:
        self.id = chat_id
        self.kind = kind
        self.title = title
        self.history: list[Message] = []
        self.blocked = False
        self.deactivated = False
        self.bot_is_member = True
        self.migrated_to: int | None = None
        self.reply_keyboard: Json | None = None
        self.actions: list[str] = []
        self.feed: Feed[Seen] = Feed(f"chat {chat_id}", lambda seen: f"{seen.what} {seen.message!r}")

    @property
    def messages(self) -> list[Message]:
        """What the bot sent here and a reader can still see, oldest first; `history` has everything."""
        return [message for message in self.history if message.from_bot and not message.deleted]

    def find(self, message_id: int) -> Message | None:
        return next((message for message in self.history if message.message_id == message_id), None)

    def wire(self) -> Json:
        return {"id": self.id, "type": self.kind, **self.title}

    async def expect(self, wanted: Expected, timeout: float = 5) -> Message:
        """The next message or edit by the bot that fits, reading on from the last one expected."""
        return (await self.feed.expect(matcher(wanted), timeout)).message

    async def silence(self, seconds: float, wanted: Expected = "") -> None:
        """AssertionError if the bot shows anything (that fits) here within so many seconds from now."""
        await self.feed.silence(seconds, matcher(wanted))


def matcher(wanted: Expected) -> Callable[[Seen], bool]:
    def fits(seen: Seen) -> bool:
        if seen.what == "deleted":
            return False
        return wanted(seen.message) if callable(wanted) else contains(wanted, seen.text)

    return fits
