"""The web's listening side: one uvicorn inside our own loop, which leaves signals and logs to us."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

from bot.core.errors import ConfigError

GRACE_S = 1  # open event streams never end by themselves


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield  # the process's signals belong to bot/app.py


class WebDoor:
    """`open()` takes the port, `run()` serves until cancelled."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        self._app = app
        self._host = host
        self._port = port
        self._socket: socket.socket | None = None
        self._server: _Server | None = None

    def open(self) -> int:
        """Take the port and return it, for 0 a free one. `ConfigError` if it cannot be had."""
        if self._socket is None:
            self._socket = _bound(self._host, self._port)
        return int(self._socket.getsockname()[1])

    async def run(self) -> None:
        self.open()
        listening = self._socket
        assert listening is not None
        config = uvicorn.Config(
            self._app,
            log_config=None,
            access_log=False,  # paths hold tokens
            log_level="critical",  # our own middleware logs what breaks
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=GRACE_S,
        )
        server = self._server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            await asyncio.shield(serving)
        finally:
            server.should_exit = True
            await _finished(serving)
            listening.close()
            self._server = self._socket = None

    def healthy(self) -> str:
        return "" if self._server is not None and self._server.started else "the web server is not listening"


async def _finished(serving: asyncio.Task[None]) -> None:
    """Wait for a clean stop even while being cancelled; a failure of the server itself still shows."""
    while not serving.done():
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.shield(serving)


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError, OverflowError) as error:
        raise ConfigError(
            f'[web] host = "{host}" is no address of this machine: write "127.0.0.1" for this machine alone, '
            'or "0.0.0.0" to be reached from others'
        ) from error
    listening = socket.socket(family, kind, proto)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)
        listening.setblocking(False)
    except OSError as error:
        listening.close()
        raise ConfigError(_why(error, host, port)) from error
    return listening


def _why(error: OSError, host: str, port: int) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return (
                f"[web] port = {port} is used by another program, or Handrail runs already: stop that, or choose "
                "another port (0 for any free one)"
            )
        case errno.EACCES:
            return f"[web] port = {port} needs rights that this process lacks: choose one above 1023"
        case _:
            return f'[web] host = "{host}", port = {port} cannot be listened on: {error.strerror}'
