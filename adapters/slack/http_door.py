"""Slack over HTTP: one address for events, interactivity and the slash command, in front of the same bolt app.

A request is weighed and its signature checked before anything reads it; what was not stored is not answered with 2xx.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from enum import StrEnum

from fastapi import APIRouter, Request
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response

LOG = logging.getLogger("handrail.slack.http")

PATH = "/slack/events"
LARGEST = 1_000_000  # bytes; Slack's own are far smaller

Dispatch = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]


class Refusal(StrEnum):
    """Why a request was turned away, as it is counted."""

    SIGNATURE = "signature"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"


_STATUS = {Refusal.SIGNATURE: 401, Refusal.TOO_LARGE: 413, Refusal.UNREADABLE: 400}

Count = Callable[[Refusal], None]


class HttpDoor:
    """`refused` hears of every request that was turned away."""

    def __init__(self, dispatch: Dispatch, signing_secret: str, refused: Count = lambda why: None) -> None:
        self._dispatch = dispatch
        self._verifier = SignatureVerifier(signing_secret)
        self._refused = refused
        self._strangers = 0

    def router(self) -> APIRouter:
        router = APIRouter()

        @router.post(PATH)
        async def told(request: Request) -> Response:
            try:
                return await self._told(request)
            except ClientDisconnect:
                return PlainTextResponse("", status_code=400)  # nobody is left to read it

        return router

    async def _told(self, request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return self._turn_away(Refusal.TOO_LARGE)
        if not self._genuine(body, request):
            return self._turn_away(Refusal.SIGNATURE)
        try:
            asked = AsyncBoltRequest(body=body.decode(), headers=dict(request.headers))
        except (ValueError, TypeError, AttributeError, KeyError):
            return self._turn_away(Refusal.UNREADABLE)
        answer = await self._dispatch(asked)
        return Response(answer.body, answer.status, answer.first_headers_without_set_cookie())

    def _genuine(self, body: bytes, request: Request) -> bool:
        """Whether Slack signed exactly these bytes, within the last five minutes."""
        stamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        # The verifier raises over what Slack never sends.
        if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12 and signature.isascii()):
            return False
        try:
            return self._verifier.is_valid(body, stamp, signature)
        except UnicodeDecodeError:
            return False

    def _turn_away(self, why: Refusal) -> Response:
        self._strangers += 1
        if self._strangers & (self._strangers - 1) == 0:  # 1, 2, 4, 8 ...: a flood must not flood the log
            LOG.warning("a request to %s was refused: %s; %d so far", PATH, why.value, self._strangers)
        self._refused(why)
        return PlainTextResponse("refused", status_code=_STATUS[why])


async def _body(request: Request) -> bytes | None:
    """All of the body; None when it is larger than anything Slack sends."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > LARGEST:
        return None
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            return None
        parts.append(part)
    return b"".join(parts)
