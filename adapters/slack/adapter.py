"""Slack for coaches: the escalation channel's cards, pages, threads and reviews; and the ear for everybody."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

from fastapi import APIRouter

from adapters.slack.blocks import Message
from adapters.slack.calls import Calls
from adapters.slack.desk import Desk
from adapters.slack.found import card_of
from adapters.slack.handed_on import comment_of, is_file, messages_with, name_of
from adapters.slack.http_door import Count, HttpDoor
from adapters.slack.listening import Listening
from adapters.slack.naming import app_link
from adapters.slack.outbound import (
    METADATA,
    card_message,
    page_message,
    plain,
    review_message,
    thread_quote,
    thread_text,
)
from adapters.slack.payload import Payload, items, words
from adapters.slack.people import People
from adapters.slack.refusals import WrongBlocks
from adapters.slack.settings import SlackSettings
from adapters.slack.socketmode import SocketMode
from adapters.slack.turns import Turns
from adapters.slack.uploads import Uploads
from bot.core.errors import ChannelError, Rejected, Unanswered, Unreachable
from bot.core.ports import FoundCard, HandedOn, Inbox, Review
from escalation.handoff import Card
from escalation.words import Coach

LOG = logging.getLogger("handrail.slack")

NEWEST = 200  # messages of the channel in which a card is looked for
MARK = "white_check_mark"
FILE_GONE = ("file_not_found", "file_deleted")


class Slack:
    """One escalation channel in one workspace. Sending raises the ChannelError family only."""

    name = "slack"

    def __init__(self, settings: SlackSettings, coaches: Sequence[Coach], inbox: Inbox) -> None:
        self._settings = settings
        self._channel = settings.escalation_channel
        self._users = {coach.name: coach.slack_user for coach in coaches if coach.slack_user}
        self._calls = Calls(settings.bot_token, settings.api_base_url)
        self._uploads = Uploads(self._calls, settings)
        self._people = People(self._calls, settings.timeout_s)
        self._turns = Turns(inbox)
        desk = Desk(self._calls, self._channel, settings.timeout_s)
        self._listening = Listening(inbox, desk, self._turns, self._people, settings)
        self._app_calls = Calls(settings.app_token, settings.api_base_url)
        self._socket = (
            None
            if settings.signing_secret
            else SocketMode(
                self._app_calls, settings.ping_interval_s, settings.timeout_s, self._listening.handle
            )
        )

    # --- the escalation channel

    async def post_card(self, card: Card) -> str:
        message = card_message(card, self._users)
        async with _overall(self._settings.page_timeout_s) as within:
            try:
                return await self._post(message, within)
            except WrongBlocks:
                LOG.error("Slack refuses the card of %s; posting it as plain text", card.escalation.id)
                return await self._post(replace(message, text=plain(card), blocks=()), within)

    async def redraw_card(self, ref: str, card: Card) -> None:
        message = card_message(card, self._users)
        async with _overall(self._settings.page_timeout_s) as within:
            try:
                await self._update(ref, message, within)
            except WrongBlocks:
                LOG.error("Slack refuses the card of %s; redrawing it as plain text", card.escalation.id)
                await self._update(ref, replace(message, text=plain(card), blocks=()), within)

    async def find_cards(self, escalation: str) -> tuple[str, ...]:
        answer = await self._calls.run(
            "conversations.history",
            lambda web: web.conversations_history(
                channel=self._channel, include_all_metadata=True, limit=NEWEST
            ),
            self._settings.page_timeout_s,
        )
        found = [
            words(message, "ts")
            for message in items(answer, "messages")
            if words(message, "metadata", "event_type") == METADATA
            and words(message, "metadata", "event_payload", "id") == escalation
        ]
        return tuple(sorted(found, key=_age))

    async def cards_since(self, since: datetime) -> tuple[FoundCard, ...]:
        found: list[FoundCard] = []
        cursor = ""
        while True:
            page = await self._history(since, cursor)
            found += [card for message in items(page, "messages") if (card := card_of(message)) is not None]
            cursor = words(page, "response_metadata", "next_cursor")
            if not cursor:
                return tuple(sorted(found, key=lambda card: _age(card.ref)))

    async def _history(self, since: datetime, cursor: str) -> Payload:
        return await self._calls.run(
            "conversations.history",
            lambda web: web.conversations_history(
                channel=self._channel,
                include_all_metadata=True,
                limit=NEWEST,
                oldest=f"{since.timestamp():.6f}",
                cursor=cursor or None,
            ),
            self._settings.timeout_s,
        )

    async def delete(self, ref: str) -> None:
        """Afterwards the post is gone, whoever removed it; of a file, the messages with the words beside it too."""
        if is_file(ref):
            await self._delete_file(ref)
        else:
            await self._delete_message(ref)

    async def _delete_file(self, file: str) -> None:
        unseen: ChannelError | None = None
        try:
            answer = await self._calls.run(
                "files.info",
                lambda web: web.files_info(file=file),
                self._settings.timeout_s,
                fine=FILE_GONE,
            )
            for ts in messages_with(answer, self._channel):
                await self._delete_message(ts)
        except (Rejected, Unreachable) as error:
            unseen = error  # the file itself goes all the same
        await self._calls.run(
            "files.delete",
            lambda web: web.files_delete(file=file),
            self._settings.timeout_s,
            fine=FILE_GONE,
        )
        if unseen is not None:
            raise unseen

    async def _delete_message(self, ref: str) -> None:
        await self._calls.run(
            "chat.delete",
            lambda web: web.chat_delete(channel=self._channel, ts=ref),
            self._settings.timeout_s,
            fine=("message_not_found",),
        )

    async def page(
        self, ref: str, coaches: tuple[Coach, ...], headline: str, escalation: str, rev: int
    ) -> str:
        if not any(coach.slack_user for coach in coaches):
            names = ", ".join(coach.name for coach in coaches) or "nobody"
            raise Rejected(f"Slack cannot call {names}: put the member id into slack_user")
        message = page_message(coaches, headline, escalation, rev)
        return await self._post(message, self._settings.page_timeout_s, thread=ref)

    async def post_in_thread(self, ref: str, text: str, mention: Coach | None, quoting: bool) -> str:
        words_in = thread_quote if quoting else thread_text
        return await self._post(Message(words_in(text, mention)), self._settings.timeout_s, thread=ref)

    async def post_file(self, ref: str, file: HandedOn) -> str:
        return await self._uploads.share(
            self._channel, name_of(file), file.content, comment_of(file), thread=ref
        )

    async def mark(self, post: str) -> None:
        await self._calls.run(
            "reactions.add",
            lambda web: web.reactions_add(channel=self._channel, timestamp=post, name=MARK),
            self._settings.timeout_s,
            fine=("already_reacted",),
        )

    async def notice(self, text: str, mention: Coach | None) -> str:
        return await self._post(Message(thread_text(text, mention)), self._settings.timeout_s)

    async def post_review(self, review: Review, ref: str) -> str:
        message = review_message(review)
        if not ref:
            return await self._post(message, self._settings.timeout_s)
        await self._update(ref, message, self._settings.timeout_s)
        return ref

    # --- listening

    async def run(self) -> None:
        """Listen until cancelled; whatever Slack does meanwhile, it is dialled again.

        Over HTTP the web hears Slack (see `router`), and here is only its end.
        """
        try:
            if self._socket is None:
                await asyncio.Event().wait()
            else:
                await self._socket.run()
        finally:
            await self._listening.stop()
            await self._turns.stop()
            await self._people.stop()
            await self._app_calls.close()

    def router(self, refused: Count) -> APIRouter:
        """Where Slack comes over HTTP; `refused` hears of every request that is turned away."""
        return HttpDoor(self._listening.app.async_dispatch, self._settings.signing_secret, refused).router()

    async def link(self) -> str:
        """The address that opens a conversation with the app. Raises ChannelError."""
        return await app_link(self._calls, self._settings.timeout_s)

    def healthy(self) -> str:
        deaf = "" if self._socket is None else self._socket.trouble
        return deaf or self._turns.trouble

    async def close(self) -> None:
        """Let go of the connections for sending. A later send opens new ones."""
        await self._calls.close()

    # --- the two ways in which a message gets there

    async def _post(self, message: Message, within: float, thread: str = "") -> str:
        thread_ts = thread or None
        answer = await self._calls.run(
            "chat.postMessage",
            lambda web: web.chat_postMessage(
                channel=self._channel,
                text=message.text,
                blocks=list(message.blocks) or None,
                metadata=message.metadata or None,
                thread_ts=thread_ts,
                reply_broadcast=message.in_channel or None,
                parse="none",
                link_names=False,
                unfurl_links=False,  # an address in a client's words is nobody's to fetch
                unfurl_media=False,
            ),
            within,
        )
        return words(answer, "ts")

    async def _update(self, ref: str, message: Message, within: float) -> None:
        await self._calls.run(
            "chat.update",
            lambda web: web.chat_update(
                channel=self._channel,
                ts=ref,
                text=message.text,
                blocks=list(message.blocks),
                metadata=message.metadata or None,
                parse="none",
                link_names=False,
            ),
            within,
        )


@asynccontextmanager
async def _overall(seconds: float) -> AsyncIterator[float]:
    """A deadline over all tries together."""
    try:
        async with asyncio.timeout(seconds):
            yield seconds
    except TimeoutError:
        raise Unanswered(f"not posted within {seconds} s; it may or may not have arrived") from None


def _age(ref: str) -> float:
    return float(ref)
