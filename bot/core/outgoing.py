"""Outgoing: everything we send, as it lies in the Outbox. Adapters translate it, the dispatcher sends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from escalation.words import Way


class Origin(StrEnum):
    """Who is speaking. Only AUTOMATED is stopped by a hold."""

    AUTOMATED = "automated"  # the routine
    SAFETY = "safety"  # fixed texts, pages, cards
    COACH = "coach"  # a person's own words


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    data: str  # at most 64 bytes


Buttons = tuple[tuple[Button, ...], ...]  # rows of buttons

# --- to a client -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Say:
    """A message to a client. `text` is plain; the adapter escapes it."""

    chat: str
    text: str
    buttons: Buttons = ()
    author: str = ""  # a coach's name, shown before the words; empty when the avatar speaks
    thread_post: str = (
        ""  # the coach's post in the card's thread that this delivers; gets its mark when it arrived
    )
    location_key: str = ""  # the label of the app's own "share location" key; empty: it is not offered


@dataclass(frozen=True, slots=True)
class SendFile:
    chat: str
    name: str
    content: str  # text; an export is JSON
    caption: str


@dataclass(frozen=True, slots=True)
class AnswerTap:
    """Stop the button's spinner; `text` is shown for a moment."""

    chat: str
    tap: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Settle:
    """Take the buttons off a message; with `text`, also rewrite it (an answered question shows its answer)."""

    chat: str
    message: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class LeaveGroup:
    chat: str


ToClient = Say | SendFile | AnswerTap | Settle | LeaveGroup

# --- to coaches --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PostCard:
    """Put the escalation's one card into the escalation channel; draws what is true when it is sent."""

    escalation: str


@dataclass(frozen=True, slots=True)
class RedrawCard:
    """Bring the card up to date in place. Several waiting ones are one."""

    escalation: str


@dataclass(frozen=True, slots=True)
class PageCoaches:
    """Call coaches one way. In Slack one reply in the card's thread mentions them all; other ways have one coach."""

    escalation: str
    pages: tuple[str, ...]
    coaches: tuple[str, ...]
    way: Way
    headline: str  # why they are called, without a client's words
    rev: int


@dataclass(frozen=True, slots=True)
class PostInThread:
    """A line in the card's thread: the client's words, what was done, why something was not sent."""

    escalation: str
    text: str
    mention: str = ""  # a coach's name
    quoting: bool = False  # the text is a client's own words
    review: str = ""  # in this review's thread instead; then there is no escalation


@dataclass(frozen=True, slots=True)
class PostFile:
    """What a client sent as a file, put into the card's thread or a review's behind the line that says so.

    Fetched from `channel` and handed on when it is sent: here is only where it lies.
    """

    escalation: str  # empty for a review's
    channel: str
    file: str  # the channel's id for fetching it
    name: str  # what the channel, or the sender, calls it
    kind: str
    caption: str = ""  # the client's words beside it
    review: str = ""


@dataclass(frozen=True, slots=True)
class MarkPost:
    """A check mark on a coach's post: it has reached the client."""

    escalation: str
    post: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A line for the coaches outside any escalation, in the escalation channel."""

    text: str
    mention: str = ""


@dataclass(frozen=True, slots=True)
class PostReview:
    """A message that a coach should read within the review window, with its buttons. Redrawn when settled."""

    review: str


@dataclass(frozen=True, slots=True)
class RemovePosts:
    """Take back posts that quote a client who has been erased, and the files that came from them."""

    posts: tuple[str, ...]


ToCoaches = (
    PostCard
    | RedrawCard
    | PageCoaches
    | PostInThread
    | PostFile
    | MarkPost
    | Notice
    | PostReview
    | RemovePosts
)

Outgoing = ToClient | ToCoaches


@dataclass(frozen=True, slots=True)
class Send:
    """One row for the Outbox: what, on whose behalf, how urgently, and until when it makes sense."""

    what: Outgoing
    origin: Origin
    priority: int  # lower goes first
    expires_at: datetime | None = None


PRIORITY_PAGE = 0
PRIORITY_SAFETY = 1
PRIORITY_COACH = 2
PRIORITY_REPLY = 3  # an answer to something that the client has just done
PRIORITY_FILE = 4  # a client's file, behind whatever is said
PRIORITY_ROUTINE = 5  # something that the clock began
