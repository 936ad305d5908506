"""Puts a file into a conversation by Slack's three steps: ask for an address, bring the bytes there, share it."""

from __future__ import annotations

import asyncio

import aiohttp

from adapters.slack.calls import Calls, proxy_for
from adapters.slack.payload import words
from adapters.slack.settings import SlackSettings
from bot.core.errors import Rejected, Unanswered


class Uploads:
    """Raises the ChannelError family only."""

    def __init__(self, calls: Calls, settings: SlackSettings) -> None:
        self._calls = calls
        self._within = settings.timeout_s
        self._file_within = settings.file_s

    async def share(self, channel: str, name: str, content: bytes, comment: str, thread: str = "") -> str:
        """Afterwards `content` is in the conversation, below `thread` if given; Slack's id of the file.

        `comment` is text as Slack reads it. In which message the file stands Slack tells only later (files.info).
        """
        if not content:
            raise Rejected("an empty file cannot be sent")
        address = await self._calls.run(
            "files.getUploadURLExternal",
            lambda web: web.files_getUploadURLExternal(filename=name, length=len(content)),
            self._within,
        )
        id_, url = words(address, "file_id"), words(address, "upload_url")
        if not id_ or not url:
            raise Unanswered("files.getUploadURLExternal: no address came")
        await self._bring(url, content)
        await self._calls.run(
            "files.completeUploadExternal",
            lambda web: web.files_completeUploadExternal(
                files=[{"id": id_, "title": name}],
                channel_id=channel,
                initial_comment=comment or None,
                thread_ts=thread or None,
            ),
            self._within,
        )
        return id_

    async def _bring(self, url: str, content: bytes) -> None:
        session = self._calls.session()
        try:
            async with (
                asyncio.timeout(self._file_within),
                session.post(
                    url,
                    data=content,
                    headers={"Content-Type": "application/octet-stream"},
                    proxy=proxy_for(url),
                ) as answer,
            ):
                status = answer.status
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            raise Unanswered(f"the file was not uploaded: {type(error).__name__}") from None
        if status >= 500 or status == 429:
            raise Unanswered(f"the file was not uploaded ({status})")
        if status >= 300:
            raise Rejected(f"the file was refused ({status})")
