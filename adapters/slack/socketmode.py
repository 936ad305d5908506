"""Keeps one live Socket Mode connection to Slack, whatever becomes of the last one.

The library's own client renews a connection in place: it closes the old one first, and may go on dialling an
address that has expired. A click lost meanwhile is not repeated: here the new one comes before the old goes.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Protocol

import aiohttp
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from adapters.slack.calls import Calls, proxy_for
from adapters.slack.payload import words
from bot.core.errors import ChannelError, RateLimited, Unanswered

LOG = logging.getLogger("handrail.slack.socket")

Handle = Callable[[SocketModeRequest], Awaitable[SocketModeResponse | None]]

SILENT = 3  # ping intervals without a sound, after which a connection counts as dead
DIAL_S = 10.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.2, 20.0
STEADY_S = 10.0  # a connection that lived this long shows that dialling works: the pauses begin anew
GRACE_S = 15.0  # how long a connection that Slack renews is still listened to
LAST_WORDS_S = 2.0  # for answering what is in hand when we are stopped: a click does not come again


class Ears(Protocol):
    """Whoever hears what comes over a connection."""

    def hear(self, line: Line, request: SocketModeRequest) -> None: ...


class Line:
    """One websocket. `over` is set once it cannot be counted on any more; it may still bring something."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, ping_interval_s: float, ears: Ears) -> None:
        self.over = asyncio.Event()
        self.greeted = asyncio.Event()
        self.why = ""
        self._socket = socket
        self._interval = ping_interval_s
        self._ears = ears
        self._tasks = [asyncio.create_task(self._read()), asyncio.create_task(self._ping())]

    @property
    def open(self) -> bool:
        return not self._socket.closed

    async def send(self, response: SocketModeResponse) -> None:
        await self._socket.send_str(json.dumps(response.to_dict()))

    def deafen(self) -> None:
        """Hear nothing more; what was heard can still be answered."""
        for task in self._tasks:
            task.cancel()

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(aiohttp.ClientError, OSError, TimeoutError):
            async with asyncio.timeout(1):  # a dead peer never answers the closing word
                await self._socket.close()

    async def _read(self) -> None:
        try:
            while True:
                # Pongs end this wait too, so only a socket without any sound runs into it.
                message = await self._socket.receive(timeout=SILENT * self._interval)
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._hear(str(message.data))
                elif message.type is not aiohttp.WSMsgType.BINARY:
                    return self._end("closed")
        except TimeoutError:
            self._end("silent")
        except (aiohttp.ClientError, OSError) as error:
            self._end(type(error).__name__)

    async def _ping(self) -> None:
        try:
            while True:
                await self._socket.ping()
                await asyncio.sleep(self._interval)
        except (aiohttp.ClientError, OSError) as error:
            self._end(type(error).__name__)

    def _hear(self, text: str) -> None:
        try:
            message = json.loads(text)
        except ValueError:
            return
        if not isinstance(message, dict):
            return
        self.greeted.set()
        if message.get("type") == "disconnect":
            return self._end(words(message, "reason") or "asked to leave")
        if isinstance(message.get("payload"), dict) and words(message, "envelope_id"):
            request = SocketModeRequest.from_dict(message)
            if request is not None:
                self._ears.hear(self, request)
        return None

    def _end(self, why: str) -> None:
        self.why = self.why or why
        self.over.set()


class SocketMode:
    """Runs until cancelled; `trouble` is empty while a live connection stands."""

    def __init__(self, calls: Calls, ping_interval_s: float, timeout_s: float, handle: Handle) -> None:
        self.trouble = "Slack: not connected yet"
        self._calls = calls
        self._interval = ping_interval_s
        self._timeout = timeout_s
        self._handle = handle
        self._line: Line | None = None
        self._lines: set[Line] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._answers: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        failures = 0
        async with aiohttp.ClientSession() as session:
            try:
                while True:
                    try:
                        line = await self._dial(session)
                    except ChannelError as error:
                        self.trouble = f"Slack's socket cannot be opened: {error}"
                        LOG.warning("%s", self.trouble)
                        failures += 1
                        await asyncio.sleep(_pause(failures, error))
                        continue
                    since = loop.time()
                    self._replace(line)
                    await line.over.wait()
                    LOG.info("Slack's socket ends: %s", line.why)
                    self.trouble = f"Slack's socket ended ({line.why}); a new one is being opened"
                    failures = 0 if loop.time() - since >= STEADY_S else failures + 1
                    if failures > 1:
                        await asyncio.sleep(_pause(failures - 1, None))
            finally:
                self.trouble = "Slack: not listening"
                for open_line in self._lines:
                    open_line.deafen()
                if self._answers:
                    await asyncio.wait(set(self._answers), timeout=LAST_WORDS_S)
                for task in (*self._tasks, *self._answers):
                    task.cancel()
                for open_line in list(self._lines):
                    await open_line.close()

    def hear(self, line: Line, request: SocketModeRequest) -> None:
        _start(self._answers, self._answer(line, request))

    async def _dial(self, session: aiohttp.ClientSession) -> Line:
        answer = await self._calls.run(
            "apps.connections.open",
            lambda web: web.apps_connections_open(app_token=str(web.token)),
            self._timeout,
        )
        address = words(answer, "url")
        try:
            async with asyncio.timeout(DIAL_S):
                socket = await session.ws_connect(address, proxy=proxy_for(address))
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            raise Unanswered(f"the websocket failed: {type(error).__name__}") from None
        line = Line(socket, self._interval, self)
        self._lines.add(line)
        first = [asyncio.create_task(line.greeted.wait()), asyncio.create_task(line.over.wait())]
        try:
            await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in first:
                task.cancel()
        if not line.greeted.is_set():
            await self._end(line)
            raise Unanswered(f"the websocket said nothing ({line.why})")
        return line

    def _replace(self, line: Line) -> None:
        former, self._line = self._line, line
        self.trouble = ""
        if former is not None:
            _start(self._tasks, self._see_off(former))

    async def _see_off(self, line: Line) -> None:
        """What Slack still brings over a connection that it renews is taken, until it closes it."""
        loop = asyncio.get_running_loop()
        until = loop.time() + GRACE_S
        while line.open and line.why != "silent" and loop.time() < until:
            await asyncio.sleep(0.1)
        await self._end(line)

    async def _end(self, line: Line) -> None:
        self._lines.discard(line)
        await line.close()

    async def _answer(self, line: Line, request: SocketModeRequest) -> None:
        response = await self._handle(request)
        if response is None:
            return
        # The connection that brought it may have gone meanwhile; its successor may answer.
        for road in dict.fromkeys((line, self._line)):
            if road is not None and road.open:
                with contextlib.suppress(aiohttp.ClientError, OSError):
                    return await road.send(response)
        LOG.warning("envelope %s could not be acknowledged: no connection", request.envelope_id)


def _start(tasks: set[asyncio.Task[None]], work: Coroutine[object, object, None]) -> None:
    task = asyncio.create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)


def _pause(failures: int, error: ChannelError | None) -> float:
    grown = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** min(failures - 1, 10))
    return max(grown, error.retry_after) if isinstance(error, RateLimited) else grown
