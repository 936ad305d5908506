"""Slack as a client's channel: sends what lies in the Outbox into the client's direct messages."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import assert_never

from adapters.slack.blocks import Message
from adapters.slack.calls import Calls
from adapters.slack.files import Files
from adapters.slack.payload import Payload, items, words
from adapters.slack.phone_blocks import literal, messages_of, settled
from adapters.slack.phone_inbound import CHANNEL
from adapters.slack.phone_refusals import PersonOrToken, phone_error
from adapters.slack.settings import SlackSettings
from adapters.slack.uploads import Uploads
from adapters.slack.words import fit
from bot.core.errors import ChannelError, RateLimited, Unreachable
from bot.core.outgoing import AnswerTap, LeaveGroup, Say, SendFile, Settle, ToClient

# A long text is several messages. When Slack asks for a breath between them, we wait here for up to so many
# seconds: giving the whole text back to the Outbox would say its beginning twice.
PATIENCE = 5.0
REMEMBERED = 2_000  # messages with buttons whose words are at hand for taking the buttons off
COMMENT = 3_500
NOTHING_TO_SETTLE = ("message_not_found", "cant_update_message", "edit_window_closed", "no_text")


class SlackPhone:
    """A ClientChannel and a FileSource. Raises the ChannelError family only; works until `close`, and after it anew."""

    name = CHANNEL

    def __init__(self, settings: SlackSettings) -> None:
        self._calls = Calls(settings.bot_token, settings.api_base_url, phone_error)
        self._uploads = Uploads(self._calls, settings)
        self._files = Files(self._calls, settings)
        self._within = settings.timeout_s
        self._said: OrderedDict[tuple[str, str], str] = OrderedDict()

    async def send(self, what: ToClient) -> str:
        """Send all of it; the ts of the last message that it became, "" if none."""
        try:
            return await self._send(what)
        except PersonOrToken as error:
            if await self._token_lives():
                raise Unreachable(f"{error}; the token is well, so this account is deactivated") from None
            raise

    async def close(self) -> None:
        await self._calls.close()

    async def _send(self, what: ToClient) -> str:
        match what:
            case Say(chat=chat):
                return await self._say(chat, messages_of(what))
            case SendFile():
                return await self._hand_over(what)
            case AnswerTap(text=""):
                return ""  # Slack's buttons do not spin once they are acknowledged
            case AnswerTap(chat=chat, tap=user, text=text):
                return await self._whisper(chat, user, text)
            case Settle(chat=chat, message=message, text=text):
                return await self._settle(chat, message, text)
            case LeaveGroup():
                return ""  # groups are not heard
            case _:
                assert_never(what)

    async def _say(self, chat: str, messages: tuple[Message, ...]) -> str:
        first, *rest = messages
        last = await self._post(chat, first)
        for message in rest:
            last = await self._continue(chat, message)
        if messages[-1].blocks:
            self._remember(chat, last, messages[-1].text)
        return last

    async def _continue(self, chat: str, message: Message) -> str:
        try:
            return await self._post(chat, message)
        except RateLimited as limit:
            if limit.retry_after > PATIENCE:
                raise
            await asyncio.sleep(limit.retry_after)
            return await self._post(chat, message)

    async def _post(self, chat: str, message: Message) -> str:
        answer = await self._calls.run(
            "chat.postMessage",
            lambda web: web.chat_postMessage(
                channel=chat,
                text=message.text,
                blocks=list(message.blocks) or None,
                parse="none",
                link_names=False,
                unfurl_links=False,
                unfurl_media=False,
            ),
            self._within,
        )
        return words(answer, "ts")

    async def _whisper(self, chat: str, user: str, text: str) -> str:
        await self._calls.run(
            "chat.postEphemeral",
            lambda web: web.chat_postEphemeral(channel=chat, user=user, text=settled(text), parse="none"),
            self._within,
        )
        return ""

    async def _settle(self, chat: str, message: str, text: str) -> str:
        """Slack rewrites a message as a whole: to take its buttons off we must know its words."""
        now = settled(text) if text else await self._words_of(chat, message)
        if not now:
            return ""
        await self._calls.run(
            "chat.update",
            lambda web: web.chat_update(
                channel=chat, ts=message, text=now, blocks=[], parse="none", link_names=False
            ),
            self._within,
            NOTHING_TO_SETTLE,
        )
        self._said.pop((chat, message), None)
        return ""

    async def _words_of(self, chat: str, message: str) -> str:
        """What a message of ours says, as Slack writes it; empty when it is not there any more."""
        known = self._said.get((chat, message))
        if known is not None:
            return known
        answer = await self._calls.run(
            "conversations.history",
            lambda web: web.conversations_history(
                channel=chat, oldest=message, latest=message, inclusive=True, limit=1
            ),
            self._within,
        )
        found = (each for each in items(answer, "messages") if words(each, "ts") == message)
        return words(next(found, {}), "text")

    def _remember(self, chat: str, message: str, text: str) -> None:
        self._said[(chat, message)] = text
        while len(self._said) > REMEMBERED:
            self._said.popitem(last=False)

    # --- files

    async def _hand_over(self, file: SendFile) -> str:
        content = file.content.encode("utf-8", "replace")
        await self._uploads.share(file.chat, file.name, content, fit(file.caption, COMMENT, literal))
        return ""

    async def fetch(self, file: str, limit_bytes: int) -> bytes:
        """What a client sent as a file (see `SentMedia.file`), at most `limit_bytes`. Raises ChannelError."""
        return await self._files.fetch(file, limit_bytes)

    async def _token_lives(self) -> bool:
        try:
            answer: Payload = await self._calls.run("auth.test", lambda web: web.auth_test(), self._within)
        except ChannelError:
            return False
        return bool(words(answer, "user_id"))
