"""The line to the Bot API: connections, an overall deadline for every call, and refusals in our own terms."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import replace
from typing import TypeVar, assert_never

from telegram import Bot, InputFile, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.request import HTTPXRequest

from adapters.telegram.outbound import (
    AnswerQuery,
    DropButtons,
    EditWords,
    LeaveChat,
    PostDocument,
    PostMessage,
    Request,
)
from adapters.telegram.refusals import (
    NOT_IN_GROUP,
    NOTHING_TO_SETTLE,
    QUERY_OVER,
    UNREADABLE_MARKUP,
    channel_error,
    says,
)
from adapters.telegram.settings import TelegramSettings
from bot.core.errors import ConfigError, Unanswered

T = TypeVar("T")

# Calls of one kind that may be on the way at once; Telegram takes about 30 messages a second from a bot.
CONNECTIONS = 32

# These print request addresses, which hold the token, or whole answers, which hold a client's words.
TALKATIVE = {"httpx": logging.WARNING, "httpcore": logging.WARNING, "telegram": logging.CRITICAL + 1}

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Wire:
    """One bot. Polling has its own connections: neither sending nor listening can starve the other."""

    def __init__(self, settings: TelegramSettings, connections: int = CONNECTIONS) -> None:
        if not settings.token:
            raise ConfigError("telegram.token is empty: write the token that @BotFather gave you")
        for name, level in TALKATIVE.items():
            logging.getLogger(name).setLevel(level)
        base = settings.api_base_url.rstrip("/")
        self._settings = settings
        self._lines = (_line(settings, connections), _line(settings, 2))
        self.bot = Bot(
            settings.token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._lines[0],
            get_updates_request=self._lines[1],
        )

    async def ask(self, request: Request) -> str:
        """Have `request` done; the new message's number, if there is one.

        A refusal that means "it is so already" (a tap answered, buttons gone, a group left) is success.
        """
        return await self.call(self._do_where_the_chat_is(request))

    async def call(self, work: Awaitable[T]) -> T:
        """The result of `work`, done on `bot`, within the settings' `call_s`; a ChannelError otherwise."""
        try:
            async with asyncio.timeout(self._settings.call_s):
                return await work
        except TimeoutError:
            raise Unanswered(f"Telegram did not answer within {self._settings.call_s:g} s") from None
        except TelegramError as error:
            # Not chained: the library's own words may hold the address, and so the token.
            raise channel_error(error) from None
        except (KeyError, TypeError, AttributeError) as error:
            # 200, with something else than what was asked for.
            raise Unanswered(f"Telegram's answer cannot be read ({type(error).__name__})") from None

    async def close(self) -> None:
        for line in self._lines:
            await line.shutdown()

    async def _do_where_the_chat_is(self, request: Request) -> str:
        try:
            return await self._do(request)
        except ChatMigrated as moved:
            if isinstance(request, AnswerQuery):
                raise
            return await self._do(replace(request, chat=str(moved.new_chat_id)))

    async def _do(self, request: Request) -> str:
        match request:
            case PostMessage():
                return await self._post(request)
            case PostDocument(chat=chat, name=name, content=content, caption=caption):
                # Given as bytes: a string would be taken for an address, a path would be read from the disk.
                file = InputFile(content, filename=name)
                sent = await self.bot.send_document(chat, file, caption=caption or None)
                return str(sent.message_id)
            case AnswerQuery(query=query, text=text, alert=alert):
                try:
                    await self.bot.answer_callback_query(query, alert or text or None, show_alert=bool(alert))
                except BadRequest as error:
                    if not says(error, QUERY_OVER):
                        raise
            case EditWords() | DropButtons():
                try:
                    await self._settle(request)
                except BadRequest as error:
                    if not says(error, NOTHING_TO_SETTLE):
                        raise
            case LeaveChat(chat=chat):
                try:
                    await self.bot.leave_chat(chat)
                except (BadRequest, Forbidden) as error:
                    if not says(error, NOT_IN_GROUP):
                        raise
            case _:
                assert_never(request)
        return ""

    async def _post(self, request: PostMessage) -> str:
        try:
            sent = await self.bot.send_message(
                request.chat,
                request.words.html,
                parse_mode=ParseMode.HTML,
                reply_markup=request.markup,
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            if not says(error, UNREADABLE_MARKUP):
                raise
            # The words matter more than their looks.
            sent = await self.bot.send_message(
                request.chat,
                request.words.plain,
                reply_markup=request.markup,
                link_preview_options=NO_PREVIEW,
            )
        return str(sent.message_id)

    async def _settle(self, request: EditWords | DropButtons) -> None:
        if isinstance(request, DropButtons):
            await self.bot.edit_message_reply_markup(request.chat, request.message)
            return
        try:
            await self.bot.edit_message_text(
                request.words.html,
                request.chat,
                request.message,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            if not says(error, UNREADABLE_MARKUP):
                raise
            await self.bot.edit_message_text(
                request.words.plain, request.chat, request.message, link_preview_options=NO_PREVIEW
            )


def _line(settings: TelegramSettings, connections: int) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=connections,
        connect_timeout=settings.connect_s,
        read_timeout=settings.read_s,
        write_timeout=settings.read_s,
        media_write_timeout=settings.read_s,
        pool_timeout=settings.connect_s,
    )
