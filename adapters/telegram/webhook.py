"""Telegram's second door: updates arrive by POST, and are answered 200 only after they are stored."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.requests import ClientDisconnect

from adapters.telegram.handling import LAST_WORDS, NOT_STORED, Handling
from adapters.telegram.inorder import InOrder
from adapters.telegram.menu import show_menu
from adapters.telegram.rescue import Fetched, as_mapping, read
from adapters.telegram.settings import WEBHOOK_PATH, Hook, TelegramSettings
from adapters.telegram.upkeep import Upkeep
from adapters.telegram.wire import Wire
from bot.core.errors import ConfigError

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1024 * 1024  # bytes of a body; an update has a few thousand
MOST = 1000  # updates in hand at once; with one connection Telegram brings one
ANSWER_S = 8.0  # a request is answered by then: Telegram has one connection, and others may have urgent words
PATIENCE_S = 5.0  # then the next update no longer waits for the one before


class Webhook:
    """The door, and the router that Telegram calls."""

    def __init__(self, wire: Wire, settings: TelegramSettings, hook: Hook, handling: Handling) -> None:
        if not hook.secret:
            raise ConfigError("telegram.webhook_secret is empty: write one, or leave the key out")
        self._strangers = 0
        self._trouble = ""
        self._wire = wire
        self._menu = settings.menu
        self._secret = hook.secret.encode()
        self._handling = handling
        self._upkeep = Upkeep(wire, settings, hook)
        self._order = InOrder(PATIENCE_S)
        self._in_hand: dict[int, asyncio.Task[None]] = {}

    @property
    def trouble(self) -> str:
        return self._upkeep.trouble or self._trouble

    async def run(self) -> None:
        """Keep the webhook set until cancelled; then finish what is in hand."""
        menu = asyncio.create_task(show_menu(self._wire, self._menu))
        try:
            await self._upkeep.run()
        finally:
            menu.cancel()
            if self._in_hand:
                await asyncio.wait(set(self._in_hand.values()), timeout=LAST_WORDS)
            await self._handling.finish()

    def router(self, refused: Callable[[str], None]) -> APIRouter:
        """What Telegram calls. `refused` hears why a call was turned away: "secret", "too large" or "no update"."""
        router = APIRouter()

        @router.post(WEBHOOK_PATH)
        async def receive(request: Request) -> Response:
            return await self._answer(request, refused)

        return router

    async def _answer(self, request: Request, refused: Callable[[str], None]) -> Response:
        shown = request.headers.get(SECRET_HEADER, "").encode("latin-1", "replace")
        if not hmac.compare_digest(shown, self._secret):
            self._warn()
            refused("secret")
            return _kindly(403, "this is not Telegram's secret")
        body = await _body(request)
        if body is None:
            refused("too large")
            return _kindly(413, f"an update has at most {LARGEST} bytes")
        wire = _object(body)
        one = read(wire, self._wire.bot) if wire else None
        if one is None:
            refused("no update")
            return _kindly(400, "this is not an update in JSON")
        if await self._stored(one):
            return Response(status_code=200)
        return _kindly(503, "not stored; please deliver it again")

    def _warn(self) -> None:
        self._strangers += 1
        if self._strangers & (self._strangers - 1) == 0:  # 1, 2, 4, 8 ...: a flood must not flood the log
            log.warning("telegram: %d calls of the webhook without its secret so far", self._strangers)

    async def _stored(self, one: Fetched) -> bool:
        """Whether `one` is stored. A second delivery of what is still in hand waits for the first."""
        task = self._in_hand.get(one.id)
        if task is None:
            if len(self._in_hand) >= MOST:
                return False
            # A task of its own: it goes on though the caller gives up, and what it stores is not stored twice.
            task = self._in_hand[one.id] = asyncio.create_task(self._in_turn(one))
            task.add_done_callback(lambda done: self._ended(one, done))
        done, _ = await asyncio.wait({task}, timeout=ANSWER_S)
        if not done:
            self._trouble = NOT_STORED
        return bool(done) and not task.cancelled() and task.exception() is None

    async def _in_turn(self, one: Fetched) -> None:
        async with self._order.turn(one.id):
            await self._handling.handle(one)

    def _ended(self, one: Fetched, task: asyncio.Task[None]) -> None:
        del self._in_hand[one.id]
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            log.error("telegram: update %d was not stored (%s)", one.id, type(error).__name__)
        self._trouble = NOT_STORED if error is not None else ""


async def _body(request: Request) -> bytes | None:
    """The whole body; None when it is too large, which is not waited for."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                return None
    except ClientDisconnect:
        return b""  # cut off: it comes again
    return bytes(body)


def _object(body: bytes) -> Mapping[str, object]:
    try:
        return as_mapping(json.loads(body))
    except (ValueError, RecursionError):
        return {}


def _kindly(status: int, words: str) -> Response:
    return JSONResponse({"error": words}, status_code=status)
