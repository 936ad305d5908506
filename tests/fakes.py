"""Fakes at the ports: what a client's phone, the escalation channel and a direct way would show, and when they fail.

They stand for the world outside the process, so they outlive it: a restart finds what was posted before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.core.errors import Rejected, Unanswered, Unreachable
from bot.core.outgoing import AnswerTap, LeaveGroup, Say, SendFile, Settle, ToClient
from bot.core.ports import FoundCard, HandedOn, Review
from escalation.handoff import PROMISES, Card
from escalation.words import Coach


class ManualClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def move(self, by: timedelta) -> None:
        assert by >= timedelta(0), "time only advances"
        self._now += by

    def move_to(self, at: datetime) -> None:
        self.move(max(at - self._now, timedelta(0)))


@dataclass(frozen=True, slots=True)
class Line:
    """Something that a person outside got to see. `where` is whose screen and what kind of thing."""

    where: str
    text: str
    buttons: tuple[str, ...] = ()


def _nothing(_: str) -> None:
    pass


class Outside:
    """Everything outside the process: lines in the order of their arrival, and what is out of order just now.

    `interrupt` is called before and after every request that reaches a channel; a test may end the process there.
    """

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.down: set[str] = set()  # "slack", "phone", "telegram", "apprise"
        self.blocked: set[str] = set()  # chats
        self.interrupt: Callable[[str], None] = _nothing

    def shown(self, where: str, text: str, buttons: tuple[str, ...] = ()) -> None:
        self.lines.append(Line(where, " ".join(text.split()), buttons))

    def reached(self, road: str) -> None:
        if road in self.down:
            raise Unanswered(f"{road} is down")
        self.interrupt(f"before {road}")

    def taken(self, road: str) -> None:
        self.interrupt(f"after {road}")


# --- a client's side ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message in a chat, with the (label, data) of its buttons; none once they were taken off."""

    id: str
    chat: str
    text: str
    buttons: tuple[tuple[str, str], ...]
    live: bool = True


class RecordingPhone:
    """A ClientChannel and a FileSource. A chat's name is its owner's, in small letters.

    A file's handle is what is in it; one that begins with "large" is too large.
    """

    name = "telegram"

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self.bubbles: list[Bubble] = []

    async def send(self, what: ToClient) -> str:
        self._outside.reached("phone")
        if what.chat in self._outside.blocked and not isinstance(what, LeaveGroup):
            raise Unreachable("Forbidden: bot was blocked by the user")
        ref = self._show(what)
        self._outside.taken("phone")
        return ref

    async def fetch(self, file: str, limit_bytes: int) -> bytes:
        self._outside.reached("phone")
        if file.startswith("large"):
            raise Rejected("the file is too large, it has more than 20 MB")
        return file.encode()

    def _show(self, what: ToClient) -> str:
        owner = what.chat.capitalize()
        match what:
            case Say(text=text, buttons=rows, author=author):
                buttons = tuple((button.label, button.data) for row in rows for button in row)
                id_ = f"b{len(self.bubbles) + 1}"
                self.bubbles.append(Bubble(id_, what.chat, " ".join(text.split()), buttons))
                labels = tuple(label for label, _ in buttons)
                self._outside.shown(f"{author or 'Handrail'} to {owner}", text, labels)
                return id_
            case SendFile(name=name, caption=caption):
                self._outside.shown(f"Handrail to {owner}", f"({name}) {caption}")
                return "f"
            case AnswerTap(text=text):
                if text:
                    self._outside.shown(f"toast to {owner}", text)
                return ""
            case Settle(message=message, text=text):
                self.bubbles = [
                    replace(bubble, live=False)
                    if (bubble.id, bubble.chat) == (message, what.chat)
                    else bubble
                    for bubble in self.bubbles
                ]
                if text:
                    self._outside.shown(f"rewritten for {owner}", text)
                return message
            case LeaveGroup():
                self._outside.shown(f"Handrail leaves {owner}", "")
                return ""

    def button(self, chat: str, label: str, within: str = "", *, gone: bool = False) -> Bubble:
        """The newest message of the chat that shows (or, `gone`, once showed) a button of this label."""
        for bubble in reversed(self.bubbles):
            labels = {name for name, _ in bubble.buttons}
            if bubble.chat == chat and label in labels and within in bubble.text and (bubble.live or gone):
                return bubble
        raise AssertionError(f"no message to {chat} shows a button [{label}] {within!r}")


# --- the coaches' side -------------------------------------------------------------------------------------


@dataclass(slots=True)
class Post:
    """A message in the escalation channel."""

    ref: str
    escalation: str = ""
    card: Card | None = None
    deleted: bool = False
    review: str = ""
    seen: list[int] = field(default_factory=list)  # the revs that a card has shown


class RecordingChannel:
    """A CoachChannel."""

    name = "slack"

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self.posts: list[Post] = []

    def _post(self, escalation: str = "", card: Card | None = None, review: str = "") -> Post:
        post = Post(f"p{len(self.posts) + 1}", escalation, card, review=review)
        self.posts.append(post)
        return post

    def _at(self, ref: str) -> Post:
        found = next((post for post in self.posts if post.ref == ref and not post.deleted), None)
        assert found is not None, f"there is no post {ref} in the escalation channel"
        return found

    def cards(self, escalation: str = "") -> list[Post]:
        """The cards that stand in the channel now, oldest first."""
        return [
            post
            for post in self.posts
            if post.card is not None and not post.deleted and escalation in ("", post.escalation)
        ]

    async def post_card(self, card: Card) -> str:
        self._outside.reached("slack")
        post = self._post(card.escalation.id, card)
        post.seen.append(card.rev)
        self._outside.shown("card", promise(card))
        self._outside.taken("slack")
        return post.ref

    async def redraw_card(self, ref: str, card: Card) -> None:
        self._outside.reached("slack")
        post = self._at(ref)
        assert post.card is not None, f"{ref} is not a card"
        if promise(card) != promise(post.card):
            self._outside.shown("card", promise(card))
        post.card = card
        post.seen.append(card.rev)
        self._outside.taken("slack")

    async def find_cards(self, escalation: str) -> tuple[str, ...]:
        self._outside.reached("slack")
        return tuple(post.ref for post in self.cards(escalation))

    async def cards_since(self, since: datetime) -> tuple[FoundCard, ...]:
        self._outside.reached("slack")
        return tuple(
            FoundCard(
                post.ref,
                post.card.escalation.opened_at,
                post.escalation,
                post.card.escalation.party.client,
                post.card.escalation.state.value,
                post.card.rev,
                promise(post.card),
            )
            for post in self.cards()
            if post.card is not None and post.card.escalation.opened_at >= since
        )

    async def delete(self, ref: str) -> None:
        self._outside.reached("slack")
        self._at(ref).deleted = True
        self._outside.taken("slack")

    async def page(
        self, ref: str, coaches: tuple[Coach, ...], headline: str, escalation: str, rev: int
    ) -> str:
        self._outside.reached("slack")
        self._at(ref)
        names = ", ".join(coach.name for coach in coaches)
        self._outside.shown("page", f"{names} by slack: {headline}")
        self._outside.taken("slack")
        return self._post(escalation).ref

    async def post_in_thread(self, ref: str, text: str, mention: Coach | None, quoting: bool) -> str:
        self._outside.reached("slack")
        self._at(ref)
        words = f'"{text}"' if quoting else text
        self._outside.shown("thread", f"@{mention.name} {words}" if mention else words)
        self._outside.taken("slack")
        return self._post().ref

    async def post_file(self, ref: str, file: HandedOn) -> str:
        self._outside.reached("slack")
        where = "under the review" if self._at(ref).review else "under the card"
        words = f': "{file.caption}"' if file.caption else ""
        self._outside.shown("file", f"{file.name or file.kind} {where}{words}")
        self._outside.taken("slack")
        return self._post().ref

    async def mark(self, post: str) -> None:
        self._outside.reached("slack")
        self._outside.shown("delivered", "")
        self._outside.taken("slack")

    async def notice(self, text: str, mention: Coach | None) -> str:
        self._outside.reached("slack")
        self._outside.shown("notice", f"@{mention.name} {text}" if mention else text)
        self._outside.taken("slack")
        return self._post().ref

    async def post_review(self, review: Review, ref: str) -> str:
        self._outside.reached("slack")
        coach = f"@{review.coach.name} " if review.coach and not review.settled else ""
        settled = f" - {review.settled}" if review.settled else ""
        self._outside.shown("review", f'{coach}{review.client_name}: "{review.words}"{settled}')
        self._outside.taken("slack")
        if ref:
            self._at(ref)
            return ref
        return self._post(review=review.id).ref


def promise(card: Card) -> str:
    """The card's line that changes when somebody acts."""
    escalation = card.escalation
    until = f"{escalation.monitor_until:%H:%M}" if escalation.monitor_until else ""
    text = PROMISES[escalation.state].format(holder=escalation.holder, until=until)
    return f"{escalation.party.name or 'an unknown sender'}. {text}"


class RecordingWay:
    """A DirectWay: pages outside the escalation channel."""

    def __init__(self, outside: Outside, road: str) -> None:
        self._outside = outside
        self._road = road

    async def page(self, coach: Coach, headline: str, link: str, escalation: str, rev: int) -> None:
        self._outside.reached(self._road)
        self._outside.shown("page", f"{coach.name} by {self._road}: {headline}")
        self._outside.taken(self._road)
