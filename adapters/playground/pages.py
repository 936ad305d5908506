"""The playground's page: a client's phone and the coaches' channel side by side, with a clock to move."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Protocol

from fastapi import APIRouter, Body, Depends, HTTPException, Response
from fastapi.responses import FileResponse, HTMLResponse, StreamingResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adapters.playground.desk import Desk
from adapters.playground.guide import Guide
from adapters.playground.origin import SameOrigin
from adapters.playground.phone import Phone
from adapters.playground.screen import Screen
from adapters.playground.snapshot import snapshot
from adapters.playground.wire import (
    ByClient,
    ByClock,
    HushIn,
    Move,
    PersonaIn,
    PressIn,
    ReplyIn,
    SlashIn,
    SubmitIn,
)
from bot.core.ports import Inbox
from escalation.localtime import instant, local_date

HERE = Path(__file__).parent
STATIC = {path.name: path for path in (HERE / "static").iterdir() if path.suffix in (".js", ".css", ".svg")}
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
HEARTBEAT_S = 15.0  # a proxy in between closes a stream that is silent for longer
GONE = "That is no longer on the screen."


class MovableClock(Protocol):
    """The playground's time: runs like any clock, and jumps forward when asked."""

    def now(self) -> datetime: ...

    async def move(self, by: timedelta) -> None:
        """Go forward and return when everything due by then has been woken."""
        ...


def router(
    screen: Screen, inbox: Inbox, clock: MovableClock, guide: Guide, hosts: Collection[str] = ()
) -> APIRouter:
    """Every route under /playground. `hosts`: the names, beside loopback, under which it may be reached."""
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
    )
    phone = Phone(screen, inbox, clock)
    desk = Desk(screen, inbox, clock, guide)
    pages = APIRouter(prefix="/playground", dependencies=[Depends(SameOrigin(hosts))])

    def now_seen() -> str:
        return snapshot(screen, clock, guide, desk)

    def found(there: bool) -> Response:
        if not there:
            raise HTTPException(404, GONE)
        return Response(status_code=204)

    @pages.get("")
    async def page() -> HTMLResponse:
        return HTMLResponse(templates.get_template("playground.html").render(practice=guide.practice))

    @pages.get("/static/{name}")
    async def static(name: str) -> FileResponse:
        path = STATIC.get(name)
        if path is None:
            raise HTTPException(404)
        return FileResponse(path, media_type=KINDS[path.suffix], headers={"Cache-Control": "no-cache"})

    @pages.get("/state")
    async def state() -> Response:
        return Response(now_seen(), media_type="application/json")

    @pages.get("/events")
    async def events() -> StreamingResponse:
        return StreamingResponse(_stream(screen, now_seen), media_type="text/event-stream")

    @pages.get("/file/{message}")
    async def file(message: str) -> Response:
        bubble = screen.bubble(message)
        if bubble is None or not bubble.file:
            raise HTTPException(404, GONE)
        name = "".join(letter for letter in bubble.file if letter.isalnum() or letter in "._-")
        return Response(
            bubble.content,
            media_type="application/octet-stream",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    @pages.post("/client")
    async def client(said: Annotated[ByClient, Body()]) -> Response:
        return found(await phone.handle(said))

    @pages.post("/coach/press")
    async def press(pressed: PressIn) -> Response:
        await desk.press(pressed.action, pressed.value)
        return Response(status_code=204)

    @pages.post("/coach/submit")
    async def submit(sent: SubmitIn) -> Response:
        wrong = await desk.submit(sent)
        if wrong:
            raise HTTPException(422, wrong)
        return Response(status_code=204)

    @pages.post("/coach/reply")
    async def reply(sent: ReplyIn) -> Response:
        return found(await desk.reply(sent.thread, sent.text))

    @pages.post("/coach/slash")
    async def slash(sent: SlashIn) -> Response:
        await desk.slash(sent.words)
        return Response(status_code=204)

    @pages.post("/coach/close")
    async def close() -> Response:
        screen.close()
        return Response(status_code=204)

    @pages.post("/coach/hush")
    async def hush(sent: HushIn) -> Response:
        screen.hush(sent.whisper)
        return Response(status_code=204)

    @pages.post("/persona")
    async def persona(chosen: PersonaIn) -> Response:
        if chosen.coach not in [coach.name for coach in guide.coaches]:
            raise HTTPException(404, "No coach of that name.")
        screen.act_as(chosen.coach)
        return Response(status_code=204)

    @pages.post("/clock")
    async def move(by: Annotated[ByClock, Body()]) -> Response:
        if isinstance(by, Move):
            step = timedelta(seconds=by.seconds)
        else:
            screen.tried("tomorrow")
            step = tomorrow_morning(clock.now(), guide) - clock.now()
        await clock.move(step)
        screen.touch()
        return Response(status_code=204)

    return pages


def tomorrow_morning(now: datetime, guide: Guide) -> datetime:
    """The guide's morning hour on the day after `now`, by the practice's clocks."""
    return instant(local_date(now, guide.zone) + timedelta(days=1), guide.morning, guide.zone)


async def _stream(screen: Screen, now_seen: Callable[[], str]) -> AsyncIterator[str]:
    """Server-sent events: one snapshot at once, one for every change, a comment when it is quiet."""
    yield f"retry: 1000\ndata: {now_seen()}\n\n"
    version = screen.version
    while True:
        try:
            version = await asyncio.wait_for(screen.after(version), HEARTBEAT_S)
        except TimeoutError:
            yield ": still here\n\n"
            continue
        yield f"data: {now_seen()}\n\n"
