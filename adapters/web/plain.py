"""Plain pages: one sheet of words, readable without scripts, for links and for when something is wrong."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response
from starlette.types import Scope

HERE = Path(__file__).parent
_templates = Environment(
    loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
)

KIND_WORDS = {
    403: ("Not from here", "This page may only be used from its own address."),
    404: ("Nothing here", "There is no page at this address. The link may be old, or cut off at its end."),
    405: ("Not like this", "This page cannot be used that way."),
    500: (
        "Something broke",
        "This is our mistake, and it has been written down. Please try again in a moment. "
        "If you wanted to acknowledge a page, do it in Slack or by phone now.",
    ),
}


def sheet(title: str, text: str, button: str = "", status: int = 200) -> HTMLResponse:
    """A heading, paragraphs split at blank lines and, if asked, a button that posts to its own address."""
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    page = _templates.get_template("sheet.html").render(title=title, paragraphs=paragraphs, button=button)
    return HTMLResponse(page, status_code=status)


def trouble(scope: Scope, status: int, detail: str = "") -> Response:
    """The answer to a request that cannot be served: JSON for whoever asks for it, else a sheet."""
    title, text = KIND_WORDS.get(status, ("That did not work", "The request could not be handled."))
    if _wants_json(scope):
        return JSONResponse({"error": detail or text}, status_code=status)
    return sheet(title, text, status=status)


def broken(scope: Scope) -> Response:
    return trouble(scope, 500)


def plain_router() -> APIRouter:
    router = APIRouter()

    @router.get("/static/plain.css")
    async def style() -> FileResponse:
        return FileResponse(
            HERE / "static" / "plain.css", media_type="text/css", headers={"Cache-Control": "no-cache"}
        )

    @router.get("/robots.txt")
    async def robots() -> Response:
        return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")

    return router


def _wants_json(scope: Scope) -> bool:
    for name, value in scope["headers"]:
        if name in (b"content-type", b"accept") and b"application/json" in value:
            return True
    return False
