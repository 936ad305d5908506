"""Slack over HTTP: requests signed with the app's secret, sent to the address the app gave."""

import asyncio
import hashlib
import hmac
import json
from time import perf_counter, time
from urllib.parse import urlencode, urlsplit

import aiohttp

from tests.emulators.slack.delivery import Envelope


def sign(secret: str, body: bytes | str, timestamp: int | None = None) -> dict[str, str]:
    """The headers with which Slack proves that the body is its own."""
    raw = body.encode() if isinstance(body, str) else body
    stamp = str(int(time()) if timestamp is None else timestamp)
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + raw, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


class HttpDoor:
    """Posts each envelope to the app's address; an answer of 200 is the acknowledgement."""

    def __init__(self, url: str, signing_secret: str, ack_within_s: float) -> None:
        self._url = url
        self._secret = signing_secret
        self._ack_within_s = ack_within_s

    async def ready(self, timeout: float) -> bool:
        """Wait until somebody listens at the address."""
        where = urlsplit(self._url)
        ends_at = perf_counter() + timeout
        while perf_counter() < ends_at:
            try:
                _, writer = await asyncio.open_connection(where.hostname, where.port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return True
        return False

    async def offer(self, envelope: Envelope) -> bool:
        content_type = (
            "application/json" if envelope.kind == "events_api" else "application/x-www-form-urlencoded"
        )
        match envelope.kind:
            case "events_api":
                body = json.dumps(envelope.payload)
            case "interactive":
                body = urlencode({"payload": json.dumps(envelope.payload)})
            case "slash_commands":
                body = urlencode(envelope.payload)
        headers = {"Content-Type": content_type, **sign(self._secret, body)}
        if envelope.attempts > 1:
            headers |= {
                "X-Slack-Retry-Num": str(envelope.attempts - 1),
                "X-Slack-Retry-Reason": "http_timeout",
            }
        timeout = aiohttp.ClientTimeout(total=self._ack_within_s)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.post(self._url, data=body.encode(), headers=headers) as answer,
            ):
                words = await answer.text()
                if answer.status != 200:
                    return False
        except (TimeoutError, aiohttp.ClientError, OSError):
            return False
        if words.startswith("{"):
            envelope.acknowledge(json.loads(words))
        else:
            envelope.acknowledge({"text": words} if words else None)
        return True
