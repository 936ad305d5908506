"""Update: what reached us from a client's channel, translated into our own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Wrote:
    """A message in words; commands too."""

    text: str
    message: str  # the channel's id of the message, within the chat


@dataclass(frozen=True, slots=True)
class Edited:
    """An older message was changed; `text` is how it reads now (a caption counts)."""

    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button was pressed. `tap` is what the channel wants answered, once and soon."""

    data: str
    message: str
    tap: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file in a message, as its channel keeps it."""

    kind: str  # as in SentMedia
    file: str  # the channel's id for fetching it; empty where there is nothing to fetch
    name: str = ""  # what the channel, or the sender, calls it


@dataclass(frozen=True, slots=True)
class SentMedia:
    """Something that is not words. `kind`: photo, voice, video, sticker, document, audio, other."""

    kind: str
    caption: str
    message: str
    file: str = ""  # the channel's id for fetching it
    name: str = ""  # what the channel, or the sender, calls it
    more: tuple[Enclosed, ...] = ()  # the others, where one message brings several files

    @property
    def files(self) -> tuple[Enclosed, ...]:
        return (Enclosed(self.kind, self.file, self.name), *self.more)

    @property
    def line(self) -> str:
        """What came, in one line for a coach."""
        return f"[{', '.join(each.kind for each in self.files)}] {self.caption}".strip()


@dataclass(frozen=True, slots=True)
class SharedLocation:
    latitude: float
    longitude: float
    message: str


@dataclass(frozen=True, slots=True)
class SharedContact:
    phone: str
    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """The client blocked the bot, or deleted the account."""


@dataclass(frozen=True, slots=True)
class Unblocked:
    pass


@dataclass(frozen=True, slots=True)
class SpokeInGroup:
    """Words, or an invitation, in a group: groups are refused politely."""

    text: str
    message: str


@dataclass(frozen=True, slots=True)
class ChatMoved:
    """The channel gave the chat a new id."""

    to: str


Body = (
    Wrote
    | Edited
    | Tapped
    | SentMedia
    | SharedLocation
    | SharedContact
    | Blocked
    | Unblocked
    | SpokeInGroup
    | ChatMoved
)


@dataclass(frozen=True, slots=True)
class Update:
    """One thing that reached us. (`channel`, `id`) names it for ever: a second delivery is the same Update."""

    channel: str  # "telegram", "slack", "playground"
    id: str
    chat: str  # where an answer goes
    sender: str  # who wrote, as the channel numbers people
    sent_at: datetime  # by the channel's clock, aware UTC
    body: Body
    sender_name: str = ""  # how the channel shows the person; not stored for strangers
    language: str = ""  # the app's language if the channel tells it


def words_of(body: Body) -> str:
    """Every client word in an Update, for triage; empty where there is none."""
    match body:
        case Wrote(text=text) | Edited(text=text) | SpokeInGroup(text=text):
            return text
        case SentMedia(caption=caption):
            return caption
        case SharedContact() | SharedLocation() | Tapped() | Blocked() | Unblocked() | ChatMoved():
            return ""
