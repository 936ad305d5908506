"""What the emulators share: a server on loopback, the log of requests, faults, the control door."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import perf_counter, time
from typing import Self, assert_never

from aiohttp import web

from tests.emulators.faults import (
    Drop,
    Faults,
    Hang,
    HtmlError,
    Kind,
    Nonsense,
    Refusal,
    SilentSocket,
    Slow,
    Status,
    TooMany,
)
from tests.emulators.feed import Feed
from tests.emulators.wire import Json, Upload

HTML_ERROR = "<html><head><title>500</title></head><body><h1>Internal Server Error</h1></body></html>"


@dataclass(slots=True)
class Call:
    """One request as it came. `at` is monotonic, for intervals; `wall_at` is for people."""

    method: str
    body: Json
    token: str
    chat: str | None = None
    files: dict[str, Upload] = field(default_factory=dict)
    at: float = field(default_factory=perf_counter)
    wall_at: float = field(default_factory=time)
    fault: str | None = None
    status: int | None = None
    answered_at: float | None = None


class Emulator:
    """A server that starts with `async with`, keeps its port over stop and start, and goes wrong on order."""

    def __init__(self, port: int = 0) -> None:
        self.faults = Faults()
        self.calls: Feed[Call] = Feed(type(self).__name__, lambda call: f"{call.method} -> {call.status}")
        self.clock_offset = timedelta(0)  # by how much the Date of our answers is ahead of the true time
        self._port = port
        self._runner: web.AppRunner | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> None:
        self._stopping = asyncio.Event()
        app = web.Application(client_max_size=60 * 1024 * 1024)
        self.add_routes(app.router)
        app.router.add_route("*", "/_control/{path:.*}", self._control)
        # A caller who has gone frees his long poll at once; work that must survive him is shielded.
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Refuse connections from now on; what happened so far is kept, and `start` opens the same port."""
        self._stopping.set()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def spawn(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        """Run beside the requests; stopped with the server."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def log(self, method: str | None = None) -> list[Call]:
        """Every request so far, oldest first, of one method if named."""
        return [call for call in self.calls.items if method is None or call.method == method]

    async def expect_call(
        self, method: str, where: Callable[[Call], bool] = lambda call: True, timeout: float = 5
    ) -> Call:
        """The first request of this method, from the start of the log, that passes `where`."""
        found = await self.calls.wait(lambda call: call.method == method and where(call), timeout, 0)
        return self.calls.items[found]

    async def answer(
        self, request: web.Request, call: Call, work: Callable[[], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Log the call, then do the work, unless a fault is due."""
        fault = self.faults.take(call.method, call.chat)
        call.fault = None if fault is None else repr(fault)
        self.calls.add(call)
        response = await self._answer(request, fault, work)
        if self.clock_offset:
            response.headers["Date"] = format_datetime(datetime.now(UTC) + self.clock_offset, usegmt=True)
        call.status = response.status
        call.answered_at = perf_counter()
        return response

    async def _answer(
        self, request: web.Request, fault: Kind | None, work: Callable[[], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        match fault:
            case None:
                return await work()
            case Slow(seconds):

                async def late() -> web.StreamResponse:
                    await asyncio.sleep(seconds)
                    return await work()

                return await asyncio.shield(asyncio.get_running_loop().create_task(late()))
            case Hang(work_done):
                if work_done:
                    await work()
                await self._stopping.wait()
                return web.Response(status=503)
            case Drop(work_done):
                if work_done:
                    await work()
                if request.transport is not None:
                    request.transport.abort()
                return web.Response(status=503)
            case HtmlError():
                return web.Response(status=500, text=HTML_ERROR, content_type="text/html")
            case Nonsense():
                return web.Response(text='{"this": "is not', content_type="application/json")
            case Status() | TooMany() | Refusal():
                return self.error_response(call_method(request), fault)
            case SilentSocket():
                return await work()
            case _:
                assert_never(fault)

    # What each emulator supplies.

    def add_routes(self, router: web.UrlDispatcher) -> None:
        raise NotImplementedError

    def error_response(self, method: str, fault: Status | TooMany | Refusal) -> web.Response:
        """The vendor's own form of an error."""
        raise NotImplementedError

    async def control(self, noun: str, name: str, verb: str, args: Json) -> object:
        """One order through the control door; LookupError when there is no such order."""
        raise LookupError(f"no order {noun}/{name}/{verb}")

    async def _control(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        args: Json = json.loads(raw) if raw else dict(request.query)
        parts = request.match_info["path"].strip("/").split("/")
        try:
            match (request.method, parts):
                case ("GET", ["log"]):
                    result: object = [describe(call) for call in self.log(args.get("method"))]
                case ("POST", ["faults"]):
                    self.faults.add(**args)
                    result = {}
                case ("DELETE", ["faults"]):
                    self.faults.clear(args.get("method"))
                    result = {}
                case (_, [noun, name, verb]):
                    result = await self.control(noun, name, verb, args)
                case _:
                    raise LookupError(f"no order {request.method} {request.path}")
        except AssertionError as error:
            return web.json_response({"ok": False, "error": str(error)}, status=409)
        except (LookupError, TypeError, ValueError) as error:
            return web.json_response({"ok": False, "error": str(error)}, status=400)
        return web.json_response({"ok": True, "result": result})


def call_method(request: web.Request) -> str:
    return request.match_info.get("method", request.path)


def describe(call: Call) -> Json:
    return {
        "method": call.method,
        "body": call.body,
        "at": call.wall_at,
        "status": call.status,
        "fault": call.fault,
    }


async def serve_forever(emulator: Emulator) -> None:
    """Run stand-alone until interrupted; prints the address as its only line."""
    async with emulator:
        print(emulator.base_url, flush=True)
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
