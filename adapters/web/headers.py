"""Headers that every page of ours carries, and the plain answer when our own code breaks."""

from __future__ import annotations

from pathlib import PurePath

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.web.plain import broken

log = structlog.get_logger(__name__)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Guarded:
    """Wraps the app: safe headers on every answer; a bug is logged by its name and place and answered kindly.

    The log has no message and no values of the exception, which may quote a client's words.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun: list[int] = []

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message["status"])
                _add(MutableHeaders(scope=message))
            await send(message)

        try:
            await self._app(scope, receive, guarded)
        except Exception as error:  # the outermost place of a request: a bug must not show its insides
            log.error("web.failed", error=type(error).__name__, at=_place(error))
            if not begun:
                await broken(scope)(scope, receive, guarded)


def _add(headers: MutableHeaders) -> None:
    headers["Content-Security-Policy"] = POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"  # an address may hold a token
    headers["X-Robots-Tag"] = "noindex, nofollow"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers.setdefault("Cache-Control", "no-store")


def _place(error: BaseException) -> str:
    """File and line where `error` was raised."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None:
        return ""
    return f"{PurePath(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}"
