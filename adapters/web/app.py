"""The web app: the routers that a configuration asks for, with kind errors and safe headers around them."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute, Match

from adapters.web.headers import Guarded
from adapters.web.health import Health, health_router
from adapters.web.plain import plain_router, sheet, trouble

HOME = "/playground"


def build(routers: Sequence[APIRouter], health: Health) -> FastAPI:
    """One app of `routers`, the health pages and a front door."""
    # No generated documentation: nothing here is an interface for strangers.
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    for router in (health_router(health), plain_router(), *routers):
        app.include_router(router)
    app.add_middleware(Guarded)

    @app.get("/")
    async def front() -> Response:
        if _has(app.routes, HOME):
            return RedirectResponse(HOME)
        return sheet("Handrail is running", "Clients and coaches meet it in their chat apps.")

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        detail = error.detail if error.detail != _reason(error.status_code) else ""
        answer = trouble(request.scope, error.status_code, detail)
        for name, value in (error.headers or {}).items():
            answer.headers[name] = value
        return answer

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> Response:
        # Where it is wrong, not what stood there: that may be a client's words.
        places = sorted({".".join(str(part) for part in found["loc"]) for found in error.errors()})
        return JSONResponse({"error": f"not understood: {', '.join(places)}"}, status_code=422)

    return app


def _has(routes: Sequence[BaseRoute], path: str) -> bool:
    scope = {"type": "http", "method": "GET", "path": path, "headers": []}
    return any(route.matches(scope)[0] is Match.FULL for route in routes)


def _reason(status: int) -> str:
    return str(HTTPException(status).detail)
