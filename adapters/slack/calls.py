"""Calls of Slack's Web API: one try each, within a deadline, failing only with our own errors."""

from __future__ import annotations

import asyncio
import logging
import urllib.request
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.payload import Payload
from adapters.slack.refusals import Answer, answer_of, channel_error
from bot.core.errors import ChannelError, Unanswered

# At DEBUG the libraries write whole messages, and in a warning about a request that nobody handles its body.
QUIET = logging.getLogger("handrail.slack.library")
QUIET.setLevel(logging.ERROR)

Work = Callable[[AsyncWebClient], Awaitable[AsyncSlackResponse]]
Meaning = Callable[[Answer, str], ChannelError]

IDLE_S = 10.0  # a connection unused for longer is not trusted: a page must not find it closed


class Calls:
    """The Web API with one token. Opens its connections on first use; `close` ends them."""

    def __init__(self, token: str, base_url: str, meaning: Meaning = channel_error) -> None:
        """`meaning`: what a refusal says to whoever sends with these calls."""
        self._token = token
        self._base_url = base_url
        self._meaning = meaning
        self._client: AsyncWebClient | None = None

    async def run(self, doing: str, work: Work, within: float, fine: tuple[str, ...] = ()) -> Payload:
        """Slack's answer to `work`; raises the ChannelError family.

        `within`: seconds for all of it. `fine`: refusals that mean that nothing is left to do.
        """
        try:
            async with asyncio.timeout(within):
                response = await work(self.client())
        except SlackApiError as error:
            answer = answer_of(error)
            if answer.word in fine:
                return {}
            raise self._meaning(answer, doing) from None
        except (TimeoutError, aiohttp.ClientError, OSError, SlackClientError) as error:
            raise Unanswered(f"{doing}: {type(error).__name__}; it may or may not have arrived") from None
        except (AttributeError, ValueError):
            # The library trips over a 200 whose body is no JSON object.
            raise Unanswered(f"{doing}: not an answer of Slack's; it may or may not have arrived") from None
        return response.data if isinstance(response.data, Mapping) else {}

    def client(self) -> AsyncWebClient:
        """The library's client. It must be asked for inside the running loop."""
        if self._client is None:
            self._client = web_client(self._token, self._base_url)
            connector = aiohttp.TCPConnector(keepalive_timeout=IDLE_S)
            self._client.session = aiohttp.ClientSession(connector=connector)
        return self._client

    def session(self) -> aiohttp.ClientSession:
        """The connections, for what Slack wants brought to another address. It carries no token."""
        session = self.client().session
        assert session is not None  # `client` has just made it
        return session

    async def close(self) -> None:
        if self._client is not None and self._client.session is not None:
            await self._client.session.close()
        self._client = None


def web_client(token: str | None, base_url: str) -> AsyncWebClient:
    """A client that tries once: by default it repeats a post whose connection broke, and so may double it."""
    client = AsyncWebClient(token=token, base_url=base_url, logger=QUIET, retry_handlers=[])
    client.proxy = proxy_for(base_url)
    return client


def proxy_for(url: str) -> str | None:
    """The environment's proxy for `url`. The library ignores NO_PROXY, so we read it."""
    parts = urlsplit(url)
    if not parts.hostname or urllib.request.proxy_bypass(parts.hostname):
        return None
    scheme = {"ws": "http", "wss": "https"}.get(parts.scheme, parts.scheme)
    return urllib.request.getproxies().get(scheme)
