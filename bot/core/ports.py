"""Ports: what the engine and the dispatcher need of a channel, and what a channel needs of the engine.

Sending raises only the `ChannelError` family (errors.py); everything else is a bug of the adapter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.core.acts import Act, ActReply
from bot.core.outgoing import ToClient
from bot.core.update import Update
from escalation.handoff import Card
from escalation.words import Coach


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware UTC, never going backwards."""
        ...


class Inbox(Protocol):
    """The engine, as channels see it. Both return after the commit; both raise when nothing was stored."""

    async def receive(self, update: Update) -> None:
        """Handle `update` exactly once. Only after this returns may the channel be told that it arrived."""
        ...

    async def act(self, act: Act) -> ActReply: ...

    async def ask(self, user: str, via: str, words: str) -> str:
        """Answer a coach's `/handrail` command (`words` is what follows it), in plain text, for that coach alone."""
        ...


class ClientChannel(Protocol):
    name: str  # "telegram", "slack", "playground"

    async def send(self, what: ToClient) -> str:
        """Send; return the channel's message id ("" where there is none)."""
        ...


@dataclass(frozen=True, slots=True)
class Review:
    """A message that waits for a coach's eyes, as the escalation channel shows it."""

    id: str
    client_name: str
    coach: Coach | None
    words: str
    why: tuple[str, ...]
    due_at: datetime
    settled: str = ""  # who settled it and how; empty while open
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class FoundCard:
    """A card as it stands in the channel: what it said beside the message when it was drawn last, and its text."""

    ref: str
    posted_at: datetime
    escalation: str
    client: str
    state: str
    rev: int
    shown: str


@dataclass(frozen=True, slots=True)
class HandedOn:
    """A client's file on its way to the coaches; it is never kept. `caption` is the client's words."""

    name: str
    kind: str
    caption: str
    content: bytes = field(repr=False)


class CoachChannel(Protocol):
    """The escalation channel. A ref is the channel's id of a post or file (Slack: its ts; a file's id)."""

    name: str  # "slack", "playground"

    async def post_card(self, card: Card) -> str:
        """Post the card; return its ref."""
        ...

    async def redraw_card(self, ref: str, card: Card) -> None: ...

    async def find_cards(self, escalation: str) -> tuple[str, ...]:
        """Refs of the cards already there with this id, oldest first: a crash may have hidden a success from us."""
        ...

    async def cards_since(self, since: datetime) -> tuple[FoundCard, ...]:
        """Every card posted since then that still stands, oldest first, whatever has become of it."""
        ...

    async def delete(self, ref: str) -> None:
        """Afterwards the post is gone; of a file, every message that shows it too."""
        ...

    async def page(
        self, ref: str, coaches: tuple[Coach, ...], headline: str, escalation: str, rev: int
    ) -> str:
        """Reply in the card's thread, mentioning `coaches`, also sent to the channel."""
        ...

    async def post_in_thread(self, ref: str, text: str, mention: Coach | None, quoting: bool) -> str: ...

    async def post_file(self, ref: str, file: HandedOn) -> str:
        """Reply with a file in the thread of a card or a review; the file's own ref."""
        ...

    async def mark(self, post: str) -> None:
        """A check mark on a coach's post: delivered."""
        ...

    async def notice(self, text: str, mention: Coach | None) -> str: ...

    async def post_review(self, review: Review, ref: str) -> str:
        """Post (empty `ref`) or redraw a review; return its ref."""
        ...


class DirectWay(Protocol):
    """A road to one coach outside the escalation channel."""

    async def page(self, coach: Coach, headline: str, link: str, escalation: str, rev: int) -> None:
        """Call one coach. `link` acknowledges; empty where the practice has no public address."""
        ...


class FileSource(Protocol):
    """Where what a client sent as a file can be fetched; `file` is the handle in SentMedia."""

    async def fetch(self, file: str, limit_bytes: int) -> bytes:
        """The whole file. Rejected when it is larger or cannot be had (any more)."""
        ...


class Lease(Protocol):
    """A right that one process of the practice has at a time, such as fetching a bot's messages."""

    async def hold(self) -> bool:
        """Take the right, or keep it: False while another process has it. Raises when the database is away.

        To be called again every `renew_every_s`: a holder that counted as dead meanwhile has lost it.
        """
        ...

    async def let_go(self) -> None:
        """Give the right up, so that another process need not wait for its end."""
        ...

    renew_every_s: float


class Door(Protocol):
    """A channel's listening side."""

    async def run(self) -> None:
        """Listen until cancelled. Survives the channel being down, at start too."""
        ...

    def healthy(self) -> str:
        """Empty when all is well, else what is wrong, for people."""
        ...


__all__ = [
    "Act",
    "ActReply",
    "ClientChannel",
    "Clock",
    "CoachChannel",
    "DirectWay",
    "Door",
    "FileSource",
    "FoundCard",
    "HandedOn",
    "Inbox",
    "Lease",
    "Review",
    "Update",
]
