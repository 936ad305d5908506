"""/ack/TOKEN: the link in a text message that replaces a lost click. GET shows, only POST acknowledges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from adapters.web.plain import sheet

LONGEST = 200  # characters of a token; more was not made by us


@dataclass(frozen=True, slots=True)
class AckPage:
    """What to show, without a client's words. Not `ok`: the token opens nothing."""

    title: str
    text: str
    ok: bool
    button: str = "Acknowledge"  # what the page that GET shows offers; empty when nothing is left to do


class AckDesk(Protocol):
    async def show(self, token: str) -> AckPage:
        """What `token` would acknowledge, and as whom. Changes nothing: mail scanners open every link."""
        ...

    async def acknowledge(self, token: str) -> AckPage: ...


def ack_router(desk: AckDesk) -> APIRouter:
    router = APIRouter()

    @router.get("/ack/{token}")
    async def show(token: str) -> HTMLResponse:
        if len(token) > LONGEST:
            return _unknown()
        page = await desk.show(token)
        return sheet(page.title, page.text, button=page.button) if page.ok else _unknown(page)

    @router.post("/ack/{token}")
    async def acknowledge(token: str) -> HTMLResponse:
        if len(token) > LONGEST:
            return _unknown()
        page = await desk.acknowledge(token)
        return sheet(page.title, page.text) if page.ok else _unknown(page)

    return router


def _unknown(page: AckPage | None = None) -> HTMLResponse:
    title = page.title if page and page.title else "This link opens nothing"
    text = (
        page.text
        if page and page.text
        else "It may be old, or cut off at its end. Acknowledge in Slack instead."
    )
    return sheet(title, text, status=404)
