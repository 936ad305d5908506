"""Fetches what a client sent as a file, from the Bot API's own file address and nowhere else."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

import httpx

from adapters.telegram.rescue import as_mapping
from adapters.telegram.settings import TelegramSettings
from adapters.telegram.wire import Wire
from bot.core.errors import ChannelError, RateLimited, Rejected, Unanswered

LARGEST = 20 * 1024 * 1024  # bytes that the Bot API hands out (core.telegram.org/bots/api#getfile)
TOO_BIG = "too big"  # in the refusal of a larger one
BRIEF_WAIT = 1.0  # seconds, when Telegram says "too many" without saying for how long


class Files:
    """A FileSource. Opens its connections with the first file."""

    def __init__(self, wire: Wire, settings: TelegramSettings) -> None:
        self._wire = wire
        self._settings = settings
        self._base = f"{settings.api_base_url.rstrip('/')}/file/bot{settings.token}/"
        self._line: httpx.AsyncClient | None = None

    async def fetch(self, file: str, limit_bytes: int) -> bytes:
        """The file's bytes. Rejected when it has more than `limit_bytes` or cannot be had; else a ChannelError."""
        limit = min(limit_bytes, LARGEST)
        try:
            async with asyncio.timeout(self._settings.fetch_s):
                return await self._download(await self._address(file, limit), limit)
        except TimeoutError:
            raise Unanswered(f"Telegram's file did not come within {self._settings.fetch_s:g} s") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            # Not chained: the library's own words hold the address, and so the token.
            raise Unanswered(f"Telegram's file did not come ({type(error).__name__})") from None

    async def close(self) -> None:
        if self._line is not None:
            await self._line.aclose()

    async def _address(self, file: str, limit: int) -> str:
        # Asked for by hand: the library takes a path that exists on this machine for the file itself.
        try:
            answer: object = await self._wire.call(
                self._wire.bot.do_api_request("getFile", {"file_id": file})
            )
        except Rejected as error:
            raise (_too_large(LARGEST) if TOO_BIG in str(error).casefold() else error) from None
        told = as_mapping(answer)
        size, path = told.get("file_size"), told.get("file_path")
        if isinstance(size, int) and size > limit:
            raise _too_large(limit)
        if not isinstance(path, str) or not path:
            raise Rejected("Telegram names no path for this file")
        return self._base + quote(_inside(path.removeprefix(self._base)))

    async def _download(self, address: str, limit: int) -> bytes:
        if self._line is None:
            wait = httpx.Timeout(self._settings.read_s, connect=self._settings.connect_s)
            # As it lies there: what is packed could unpack to any size.
            self._line = httpx.AsyncClient(timeout=wait, headers={"Accept-Encoding": "identity"})
        content = bytearray()
        async with self._line.stream("GET", address) as answer:
            if answer.status_code != 200:
                raise _refusal(answer)
            announced = answer.headers.get("Content-Length", "")
            if announced.isdecimal() and int(announced) > limit:
                raise _too_large(limit)
            async for chunk in answer.aiter_raw():
                content += chunk
                if len(content) > limit:
                    raise _too_large(limit)
        return bytes(content)


def _inside(path: str) -> str:
    """`path`, if it lies below the Bot API's file address; Rejected for another host, a disk, or a way out."""
    if "://" in path or "\\" in path or any(part in ("", ".", "..") for part in path.split("/")):
        raise Rejected("Telegram names a path for this file that is not below its own file address")
    return path


def _too_large(limit: int) -> Rejected:
    return Rejected(f"the file is too large, it has more than {_size(limit)}")


def _size(count: int) -> str:
    return f"{count / (1024 * 1024):g} MB" if count >= 1024 * 1024 else f"{count} bytes"


def _refusal(answer: httpx.Response) -> ChannelError:
    status = answer.status_code
    if status == 429:
        wait = answer.headers.get("Retry-After", "")
        return RateLimited(
            "Telegram hands out no more files just now", float(wait) if wait.isdecimal() else BRIEF_WAIT
        )
    if status >= 500:
        return Unanswered(f"Telegram answered {status} when asked for a file")
    return Rejected(f"Telegram answered {status} when asked for a file")
