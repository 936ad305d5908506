"""Health: is the process alive, does the page path work, and the numbers for Prometheus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest


@dataclass(frozen=True, slots=True)
class Health:
    """`ready` names its checks; each is empty when all is well, else says what is wrong, for people."""

    ready: Callable[[], Mapping[str, str]]
    registry: CollectorRegistry


def health_router(health: Health) -> APIRouter:
    router = APIRouter()

    @router.api_route("/healthz", methods=["GET", "HEAD"])
    async def alive() -> PlainTextResponse:
        return PlainTextResponse("ok")

    @router.api_route("/readyz", methods=["GET", "HEAD"])
    async def ready() -> JSONResponse:
        checks = dict(health.ready())
        wrong = any(checks.values())
        return JSONResponse({"ready": not wrong, "checks": checks}, status_code=503 if wrong else 200)

    @router.get("/metrics")
    async def metrics() -> Response:
        return Response(generate_latest(health.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return router
