"""Socket Mode: tickets, connections, pings, envelopes to one connection each, acknowledgements back."""

import asyncio
import contextlib
import json
import secrets
from dataclasses import dataclass, field
from time import perf_counter

from aiohttp import WSMsgType, web

from tests.emulators.faults import Faults
from tests.emulators.slack.delivery import Envelope
from tests.emulators.wire import Json

MAX_CONNECTIONS = 10


@dataclass(slots=True, eq=False)
class Connection:
    """One websocket of the app. A silent one is dead for good, though it stays open."""

    number: int
    request: web.Request
    socket: web.WebSocketResponse
    silent: bool = False
    opened_at: float = field(default_factory=perf_counter)
    received: list[Json] = field(default_factory=list)


class Sockets:
    """The open connections of the app; envelopes go to them in turn."""

    def __init__(self, faults: Faults) -> None:
        self.connections: list[Connection] = []
        self.opened = 0
        self.pings = 0
        self.ping_every_s = 5.0
        self._faults = faults
        self._tickets: set[str] = set()
        self._waiting: dict[str, Envelope] = {}
        self._turn = 0
        self._changed = asyncio.Event()

    def new_ticket(self) -> str:
        ticket = secrets.token_urlsafe(12)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection from hello to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets or len(self.connections) >= MAX_CONNECTIONS:
            return web.Response(status=403)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self.opened += 1
        connection = Connection(self.opened, request, socket)
        self.connections.append(connection)
        self._change()
        pinging = asyncio.get_running_loop().create_task(self._ping(connection))
        try:
            await self._speak(
                connection,
                {
                    "type": "hello",
                    "num_connections": len(self.connections),
                    "debug_info": {
                        "host": "applink-1",
                        "build_number": 1,
                        "approximate_connection_time": 18060,
                    },
                    "connection_info": {"app_id": "A1"},
                },
            )
            async for message in socket:
                if message.type is WSMsgType.PING:
                    self.pings += 1
                    if self._may_speak(connection):
                        await socket.pong(message.data)
                elif message.type is WSMsgType.TEXT:
                    self._hear(connection, json.loads(message.data))
        finally:
            pinging.cancel()
            self.connections.remove(connection)
            self._change()
        return socket

    async def offer(self, envelope: Envelope) -> bool:
        """Give the envelope to the next connection in turn; False when there is none."""
        if not self.connections:
            return False
        self._turn += 1
        connection = self.connections[self._turn % len(self.connections)]
        self._waiting[envelope.envelope_id] = envelope
        await self._speak(connection, envelope.wire())
        return True

    async def ready(self, timeout: float) -> bool:
        """Wait until there is a connection at all; False if none came in time."""
        ends_at = perf_counter() + timeout
        while not self.connections:
            if (remaining := ends_at - perf_counter()) <= 0:
                return False
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), remaining)
        return True

    async def connected(self, count: int = 1, timeout: float = 5) -> None:
        """Wait until at least so many connections are open and alive."""
        ends_at = perf_counter() + timeout
        while sum(not connection.silent for connection in self.connections) < count:
            remaining = ends_at - perf_counter()
            if remaining <= 0:
                raise AssertionError(
                    f"{len(self.connections)} sockets open, {count} expected within {timeout} s"
                )
            changed = self._changed
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), min(remaining, 0.5))

    async def disconnect(self, reason: str, close_after_s: float) -> None:
        """Tell every connection to go away (warning, refresh_requested, link_disabled), then close it."""
        leaving = list(self.connections)
        for connection in leaving:
            await self._speak(
                connection, {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}}
            )
        await asyncio.sleep(close_after_s)
        for connection in leaving:
            with contextlib.suppress(ConnectionError, RuntimeError):
                await connection.socket.close()

    def silence(self) -> None:
        """From now on the connections open now say nothing: no envelope, no pong; they stay open."""
        for connection in self.connections:
            connection.silent = True

    def drop(self) -> None:
        """Cut every connection without a closing word."""
        for connection in list(self.connections):
            if connection.request.transport is not None:
                connection.request.transport.abort()

    def _hear(self, connection: Connection, message: Json) -> None:
        if connection.silent:
            return
        connection.received.append(message)
        envelope = self._waiting.get(str(message.get("envelope_id")))
        if envelope is not None:
            envelope.acknowledge(message.get("payload"))

    def _may_speak(self, connection: Connection) -> bool:
        if not connection.silent and self._faults.take_silence():
            connection.silent = True
        return not connection.silent

    async def _speak(self, connection: Connection, message: Json) -> None:
        if self._may_speak(connection):
            with contextlib.suppress(ConnectionError):
                await connection.socket.send_str(json.dumps(message))

    async def _ping(self, connection: Connection) -> None:
        while True:
            await asyncio.sleep(self.ping_every_s)
            if self._may_speak(connection):
                with contextlib.suppress(ConnectionError):
                    await connection.socket.ping(b"Ping from applink-1")

    def _change(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
