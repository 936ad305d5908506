"""The playground's channels: what clients and coaches are sent goes to the screen instead of a network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from adapters.playground.screen import Bubble, Post, Screen, Side, Toast
from adapters.slack.found import card_of
from adapters.slack.outbound import (
    Message,
    card_message,
    page_message,
    review_message,
    thread_quote,
    thread_text,
)
from bot.core.errors import Rejected, Unreachable
from bot.core.outgoing import AnswerTap, LeaveGroup, Say, SendFile, Settle, ToClient
from bot.core.ports import Clock, FoundCard, HandedOn, Review
from escalation.handoff import Card
from escalation.words import Coach, Way


class PlaygroundPhone:
    """The client's phone."""

    name = "playground"

    def __init__(self, screen: Screen, clock: Clock) -> None:
        self._screen = screen
        self._clock = clock

    async def send(self, what: ToClient) -> str:
        """Show it; return the bubble's id. A blocked avatar and a message long gone fail as Telegram's do."""
        if what.chat in self._screen.seen.blocked:
            raise Unreachable(f"chat {what.chat} has blocked the avatar; unblock it on the phone")
        match what:
            case Say():
                return self._say(what)
            case SendFile():
                return self._attach(what)
            case AnswerTap():
                self._answer(what)
                return ""
            case Settle():
                self._settle(what)
                return what.message
            case LeaveGroup():
                return ""  # the playground has no groups
            case _:
                assert_never(what)

    def _say(self, say: Say) -> str:
        bubble = Bubble(
            id=self._screen.next_id(),
            chat=say.chat,
            side=Side.COACH if say.author else Side.AVATAR,
            text=say.text,
            at=self._clock.now(),
            author=say.author,
            buttons=say.buttons,
            ask_location=bool(say.location_key),
        )
        self._screen.show(bubble)
        return bubble.id

    def _attach(self, sent: SendFile) -> str:
        bubble = Bubble(
            id=self._screen.next_id(),
            chat=sent.chat,
            side=Side.AVATAR,
            text=sent.caption,
            at=self._clock.now(),
            file=sent.name,
            content=sent.content,
        )
        self._screen.show(bubble)
        return bubble.id

    def _answer(self, answer: AnswerTap) -> None:
        if answer.text:
            self._screen.toast(Toast(self._screen.next_id(), Side.CLIENT, "", answer.text, self._clock.now()))

    def _settle(self, settle: Settle) -> None:
        bubble = self._screen.bubble(settle.message)
        if bubble is None:
            raise Rejected(f"message {settle.message} is no longer on the phone")
        self._screen.rewrite(replace(bubble, buttons=(), text=settle.text or bubble.text))


class PlaygroundSlack:
    """The escalation channel."""

    name = "playground"

    def __init__(self, screen: Screen, clock: Clock, people: Sequence[Coach]) -> None:
        self._screen = screen
        self._clock = clock
        self._ids = {coach.name: coach.slack_user for coach in people if coach.slack_user}

    async def post_card(self, card: Card) -> str:
        self._screen.tried("red")
        return self._put(card_message(card, self._ids), about=card.escalation.id)

    async def redraw_card(self, ref: str, card: Card) -> None:
        self._redraw(ref, card_message(card, self._ids))

    async def find_cards(self, escalation: str) -> tuple[str, ...]:
        return tuple(post.ref for post in self._screen.seen.posts if post.about == escalation)

    async def cards_since(self, since: datetime) -> tuple[FoundCard, ...]:
        posts = [post for post in self._screen.seen.posts if post.about and post.at >= since]
        return tuple(card for post in posts if (card := _found(post)) is not None)

    async def delete(self, ref: str) -> None:
        self._screen.remove(ref)

    async def page(
        self, ref: str, coaches: tuple[Coach, ...], headline: str, escalation: str, rev: int
    ) -> str:
        return self._put(page_message(coaches, headline, escalation, rev), thread=ref)

    async def post_in_thread(self, ref: str, text: str, mention: Coach | None, quoting: bool) -> str:
        words = thread_quote(text, mention) if quoting else thread_text(text, mention)
        return self._put(Message(words), thread=ref)

    async def post_file(self, ref: str, file: HandedOn) -> str:
        words = f"\n{thread_quote(file.caption, None)}" if file.caption else ""
        name = thread_text(file.name or file.kind, None)
        return self._put(Message(f"A file: {name} ({len(file.content)} bytes){words}"), thread=ref)

    async def mark(self, post: str) -> None:
        marked = self._screen.post(post)
        if marked is None:
            raise Rejected(f"post {post} is no longer in the channel")
        if "white_check_mark" not in marked.marks:
            self._screen.repost(replace(marked, marks=(*marked.marks, "white_check_mark")))

    async def notice(self, text: str, mention: Coach | None) -> str:
        return self._put(Message(thread_text(text, mention)))

    async def post_review(self, review: Review, ref: str) -> str:
        message = review_message(review)
        if ref:
            self._redraw(ref, message)
            return ref
        return self._put(message)

    def _put(self, message: Message, thread: str = "", about: str = "") -> str:
        post = Post(
            ref=self._screen.next_id(),
            text=message.text,
            at=self._clock.now(),
            thread=thread,
            blocks=_json(message),
            about=about,
            beside=_beside(message),
            to_channel=message.in_channel,
        )
        self._screen.put(post)
        return post.ref

    def _redraw(self, ref: str, message: Message) -> None:
        post = self._screen.post(ref)
        if post is None:
            raise Rejected(f"post {ref} is no longer in the channel")
        drawn = replace(post, text=message.text, blocks=_json(message), beside=_beside(message), edited=True)
        self._screen.repost(drawn)


class PlaygroundRoad:
    """A road to one coach beside the channel: what would ring in a pocket is a slip at the coach's side."""

    def __init__(self, screen: Screen, clock: Clock, way: Way) -> None:
        self._screen = screen
        self._clock = clock
        self._way = way

    async def page(self, coach: Coach, headline: str, link: str, escalation: str, rev: int) -> None:
        title = f"{_RINGS[self._way]} to {coach.name}"
        text = f"{headline}\n{link}" if link else headline
        self._screen.toast(Toast(self._screen.next_id(), Side.COACH, title, text, self._clock.now()))


_RINGS: dict[Way, str] = {
    Way.SLACK: "Slack message",
    Way.TELEGRAM: "Telegram message",
    Way.APPRISE: "Text message",
}


def _found(post: Post) -> FoundCard | None:
    """The card as Slack's history would give it back."""
    message = {
        "ts": f"{post.at.timestamp():.6f}",
        "text": post.text,
        "blocks": json.loads(post.blocks or "[]"),
        "metadata": json.loads(post.beside or "{}"),
    }
    card = card_of(message)
    return replace(card, ref=post.ref) if card else None


def _beside(message: Message) -> str:
    return json.dumps(message.metadata) if message.metadata else ""


def _json(message: Message) -> str:
    return json.dumps(message.blocks) if message.blocks else ""
