"""Screen: everything that both sides of the playground see; the channels write it, the page reads it.

It outlives a restart in one JSON file, replaced as a whole at every change.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from secrets import token_hex

from adapters.playground.shelf import Shelf
from bot.core.outgoing import Buttons

BUBBLES = 300  # what a person scrolls back through; the database keeps the rest
POSTS = 300
WHISPERS = 30
TOASTS = 12


class Side(StrEnum):
    CLIENT = "client"
    AVATAR = "avatar"
    COACH = "coach"


class Delivery(StrEnum):
    SENDING = "sending"  # the engine has not answered yet
    DELIVERED = "delivered"  # stored; only now does the phone show its mark
    FAILED = "failed"  # not stored; the same update may be sent again


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message on the phone."""

    id: str
    chat: str
    side: Side
    text: str
    at: datetime
    author: str = ""  # a coach's name when one writes
    buttons: Buttons = ()
    ask_location: bool = False
    media: str = ""  # photo, voice, sticker, location
    file: str = ""  # the name of an attached file
    content: str = ""  # and what is in it
    edited: bool = False
    delivery: Delivery = Delivery.DELIVERED
    update: str = ""  # the id of the Update that carried it; a second try is the same Update


@dataclass(frozen=True, slots=True)
class Post:
    """One message in the escalation channel."""

    ref: str
    text: str
    at: datetime
    thread: str = ""  # the ref of its parent; empty at the top
    coach: str = ""  # who wrote it; empty for the app
    blocks: str = ""  # Block Kit as Slack would get it, JSON
    about: str = ""  # the escalation whose card this is
    beside: str = ""  # a card's metadata as Slack would keep it, JSON
    marks: tuple[str, ...] = ()  # reactions, by their short names
    to_channel: bool = False  # a reply that the channel shows too
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Whisper:
    """What one coach alone is told."""

    id: str
    coach: str
    text: str
    at: datetime
    thread: str = ""
    asked: str = ""  # the command that it answers


@dataclass(frozen=True, slots=True)
class Form:
    """The open modal."""

    kind: str  # note, outcome, monitor
    escalation: str
    coach: str
    view: str  # the view as Slack would get it, JSON


@dataclass(frozen=True, slots=True)
class Toast:
    """Something that shows for a moment: a tap's answer on the phone, a text message at the coach's side."""

    id: str
    side: Side
    title: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """All of it, as it lies in the file."""

    born: str  # tells this screen's ids from those of an earlier one on the same database
    count: int = 0
    persona: str = ""  # the coach whose hands the visitor has
    bubbles: tuple[Bubble, ...] = ()
    posts: tuple[Post, ...] = ()
    whispers: tuple[Whisper, ...] = ()
    toasts: tuple[Toast, ...] = ()
    form: Form | None = None
    deeds: tuple[str, ...] = ()  # what the visitor has tried so far, for the guide
    blocked: tuple[str, ...] = ()  # chats in which the avatar is blocked


@dataclass(slots=True)
class Screen:
    """The one mutable holder of `Seen`. Every change raises `version` and wakes whoever waits in `after`."""

    shelf: Shelf[Seen]
    version: int = 0
    _seen: Seen = field(init=False)
    _bell: asyncio.Event = field(init=False, default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._seen = self.shelf.load() or Seen(born=token_hex(4))

    @property
    def seen(self) -> Seen:
        return self._seen

    def change(self, how: Callable[[Seen], Seen]) -> None:
        """Replace what is seen by `how` of it, keep it, tell the page."""
        self._seen = _trimmed(how(self._seen))
        self.shelf.save(self._seen)
        self.touch()

    def touch(self) -> None:
        """Tell the page that something outside the screen, such as the clock, has moved."""
        self.version += 1
        self._bell.set()
        self._bell = asyncio.Event()

    async def after(self, version: int) -> int:
        """Wait until there is something newer than `version`; return the new version."""
        while self.version <= version:
            await self._bell.wait()
        return self.version

    def next_id(self) -> str:
        """An id that was never given before, also not before a restart."""
        self._seen = replace(self._seen, count=self._seen.count + 1)
        self.shelf.save(self._seen)
        return f"{self._seen.born}-{self._seen.count}"

    # --- the phone

    def show(self, bubble: Bubble) -> None:
        self.change(lambda seen: replace(seen, bubbles=(*seen.bubbles, bubble)))

    def bubble(self, id: str) -> Bubble | None:
        return next((bubble for bubble in self._seen.bubbles if bubble.id == id), None)

    def rewrite(self, bubble: Bubble) -> None:
        """Put `bubble` in the place of the one with its id."""
        self.change(
            lambda seen: replace(
                seen, bubbles=tuple(bubble if old.id == bubble.id else old for old in seen.bubbles)
            )
        )

    # --- the escalation channel

    def put(self, post: Post) -> None:
        self.change(lambda seen: replace(seen, posts=(*seen.posts, post)))

    def post(self, ref: str) -> Post | None:
        return next((post for post in self._seen.posts if post.ref == ref), None)

    def repost(self, post: Post) -> None:
        self.change(
            lambda seen: replace(
                seen, posts=tuple(post if old.ref == post.ref else old for old in seen.posts)
            )
        )

    def remove(self, ref: str) -> None:
        """Take a post away; its replies go with it, as nothing is left to open them from."""
        self.change(
            lambda seen: replace(
                seen, posts=tuple(post for post in seen.posts if ref not in (post.ref, post.thread))
            )
        )

    def whisper(self, whisper: Whisper) -> None:
        self.change(lambda seen: replace(seen, whispers=(*seen.whispers, whisper)))

    def hush(self, id: str) -> None:
        self.change(
            lambda seen: replace(seen, whispers=tuple(kept for kept in seen.whispers if kept.id != id))
        )

    def open(self, form: Form) -> None:
        self.change(lambda seen: replace(seen, form=form))

    def close(self) -> None:
        self.change(lambda seen: replace(seen, form=None))

    # --- around both

    def toast(self, toast: Toast) -> None:
        self.change(lambda seen: replace(seen, toasts=(*seen.toasts, toast)))

    def tried(self, deed: str) -> None:
        """Remember for the guide that the visitor did this."""
        if deed not in self._seen.deeds:
            self.change(lambda seen: replace(seen, deeds=(*seen.deeds, deed)))

    def act_as(self, coach: str) -> None:
        """Hand the visitor another coach's place; a form left open was the former one's."""
        self.change(lambda seen: replace(seen, persona=coach, form=None))

    def block(self, chat: str) -> None:
        self.change(lambda seen: replace(seen, blocked=(*_without(seen.blocked, chat), chat)))

    def unblock(self, chat: str) -> None:
        self.change(lambda seen: replace(seen, blocked=_without(seen.blocked, chat)))


def open_screen(path: Path | None) -> Screen:
    """The screen as the last run left it at `path`; with None one that lives in memory."""
    return Screen(Shelf(Seen, path))


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(kept for kept in names if kept != name)


def _trimmed(seen: Seen) -> Seen:
    return replace(
        seen,
        bubbles=seen.bubbles[-BUBBLES:],
        posts=_recent(seen.posts),
        whispers=seen.whispers[-WHISPERS:],
        toasts=seen.toasts[-TOASTS:],
    )


def _recent(posts: tuple[Post, ...]) -> tuple[Post, ...]:
    """The newest posts; a card outlives other lines, because it is redrawn as long as its matter is open."""
    surplus = len(posts) - POSTS
    if surplus <= 0:
        return posts
    plain = [post.ref for post in posts if not post.about]
    gone = frozenset(plain[:surplus])
    return tuple(post for post in posts if post.ref not in gone)[-POSTS:]
