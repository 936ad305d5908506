"""Slack's address is open to everybody: what strangers send costs a line of the log now and then, no more."""

from __future__ import annotations

import logging

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack.http_door import PATH, HttpDoor, Refusal


async def nobody(request: AsyncBoltRequest) -> BoltResponse:
    raise AssertionError("an unsigned request was read")


def test_a_flood_of_forged_requests_does_not_flood_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "handrail.slack.http")
    logging.getLogger("handrail.slack.http").disabled = False  # a library's set-up may have turned it off
    refused: list[Refusal] = []
    app = FastAPI()
    app.include_router(HttpDoor(nobody, "a secret", refused.append).router())
    with TestClient(app) as stranger:
        for _ in range(100):
            assert stranger.post(PATH, content=b"{}").status_code == 401
    assert refused == [Refusal.SIGNATURE] * 100
    lines = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert 1 <= len(lines) <= 8
