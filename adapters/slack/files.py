"""Fetches what somebody sent as a file in Slack: with the app's token, from Slack's own hosts and nowhere else."""

from __future__ import annotations

import asyncio

import aiohttp
from yarl import URL

from adapters.slack.calls import Calls, proxy_for
from adapters.slack.payload import number, part, words
from adapters.slack.settings import SlackSettings
from bot.core.errors import ChannelError, RateLimited, Rejected, Unanswered

SLACKS = ("slack.com", "slack-gov.com")  # and whatever lies below them; the token goes to no other host
HOPS = 3  # redirects, each to such a host again
CHUNK = 64 * 1024
BRIEF_WAIT = 1.0  # seconds, when Slack says "too many" without saying for how long
PAGE = "text/html"
SIGN_IN = (
    "Slack shows its sign-in page instead of the file: add the scope files:read and install the app again"
)


class Files:
    """A FileSource."""

    def __init__(self, calls: Calls, settings: SlackSettings) -> None:
        self._calls = calls
        self._token = settings.bot_token
        self._base = URL(settings.api_base_url)
        self._within = settings.timeout_s
        self._file_within = settings.file_s

    async def fetch(self, file: str, limit_bytes: int) -> bytes:
        """The bytes of "ID" or "ID ADDRESS".

        Rejected when it has more than `limit_bytes` or cannot be had; else a ChannelError.
        """
        id_, _, address = file.partition(" ")
        url = self._ours(address or await self._ask(id_, limit_bytes))
        try:
            async with asyncio.timeout(self._file_within):
                return await self._download(url, limit_bytes)
        except TimeoutError:
            raise Unanswered(f"Slack's file did not come within {self._file_within:g} s") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            # Not chained: the library's own words hold the address.
            raise Unanswered(f"Slack's file did not come ({type(error).__name__})") from None

    async def _ask(self, id_: str, limit: int) -> str:
        """Files from another organisation come into an event without an address."""
        answer = await self._calls.run("files.info", lambda web: web.files_info(file=id_), self._within)
        told = part(answer, "file")
        size = number(told, "size")
        if size is not None and size > limit:
            raise _too_large(limit)
        address = words(told, "url_private_download") or words(told, "url_private")
        if not address:
            raise Rejected("Slack names no address for this file")
        return address

    def _ours(self, address: str) -> URL:
        """`address` as an URL, if the token may go there."""
        try:
            url = URL(address)
        except ValueError:
            raise Rejected("Slack names an address for this file that is none") from None
        host = (url.host or "").lower()
        slacks = url.scheme == "https" and any(host == each or host.endswith(f".{each}") for each in SLACKS)
        configured = bool(host) and host == self._base.host and url.scheme in ("https", self._base.scheme)
        if url.user is not None or not (slacks or configured):
            raise Rejected("the file does not lie with Slack")
        return url

    async def _download(self, url: URL, limit: int) -> bytes:
        asked_for = url.path.lower()
        for _ in range(HOPS + 1):
            async with self._calls.session().get(
                url,
                headers={"Authorization": f"Bearer {self._token}", "Accept-Encoding": "identity"},
                proxy=proxy_for(str(url)),
                allow_redirects=False,
            ) as answer:
                if answer.status in (301, 302, 303, 307, 308):
                    url = self._ours(str(url.join(URL(answer.headers.get("Location", "")))))
                    continue
                if answer.status != 200:
                    raise _refusal(answer)
                if answer.content_type == PAGE and not asked_for.endswith((".html", ".htm")):
                    raise Rejected(SIGN_IN)
                return await _all_of(answer, limit)
        raise Rejected("Slack sends us from one address of this file to another")


async def _all_of(answer: aiohttp.ClientResponse, limit: int) -> bytes:
    if answer.content_length is not None and answer.content_length > limit:
        raise _too_large(limit)
    content = bytearray()
    async for chunk in answer.content.iter_chunked(CHUNK):
        content += chunk
        if len(content) > limit:
            raise _too_large(limit)
    return bytes(content)


def _too_large(limit: int) -> Rejected:
    return Rejected(f"the file is too large, it has more than {limit / (1024 * 1024):g} MB")


def _refusal(answer: aiohttp.ClientResponse) -> ChannelError:
    status = answer.status
    if status == 429:
        wait = answer.headers.get("Retry-After", "")
        return RateLimited(
            "Slack hands out no more files just now", float(wait) if wait.isdecimal() else BRIEF_WAIT
        )
    if status >= 500:
        return Unanswered(f"Slack answered {status} when asked for a file")
    return Rejected(f"Slack answered {status} when asked for a file")
