"""Asks a `handrail run` on this machine, if there is one, how it is itself."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from bot import config
from bot.core.checks import Check, failed, note, ok
from bot.doctor.deadline import in_thread

NAME = "run"
ANSWERS_WITHIN_S = 3.0
ANOTHER_LOOK_S = 3.0
NOT_READY = 503
MOST = 100_000  # bytes of an answer that may be somebody else's
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes


async def examine(settings: config.Settings) -> list[Check]:
    host, port = settings.web.host, settings.web.port
    if port == 0:
        return [note(NAME, "[web] port is 0: a running process cannot be found by it")]
    try:
        answer = await in_thread("process", lambda: _asked(ANYWHERE.get(host, host), port))
        if answer.status == NOT_READY:  # perhaps it has only just started
            await asyncio.sleep(ANOTHER_LOOK_S)
            answer = await in_thread("process", lambda: _asked(ANYWHERE.get(host, host), port))
    except ConnectionRefusedError:
        return [note(NAME, "nothing runs here", "start it: handrail run")]
    except (OSError, HTTPException) as error:
        return [
            note(NAME, f"whether something runs at {host}:{port} could not be told ({type(error).__name__})")
        ]
    return [judged(answer, host, port)]


def judged(answer: Answer, host: str, port: int) -> Check:
    """What the answer to /readyz says."""
    try:
        said = json.loads(answer.body)
    except ValueError:
        said = None
    if not isinstance(said, Mapping) or not isinstance(said.get("checks"), Mapping):
        return failed(
            NAME,
            f"another program answers at {host}:{port}",
            "stop it, or write another number as [web] port",
        )
    troubles = [f"{part}: {trouble}" for part, trouble in said["checks"].items() if trouble]
    if troubles:
        return failed(
            NAME,
            f"`handrail run` says: {'; '.join(troubles)}",
            "mend what the other checks name; if they name nothing, wait a minute and ask again, then start "
            "`handrail run` again",
        )
    return ok(NAME, f"`handrail run` answers at {host}:{port}, and all its parts are well")


def _asked(host: str, port: int) -> Answer:
    line = HTTPConnection(host, port, timeout=ANSWERS_WITHIN_S)
    try:
        line.request("GET", "/readyz")
        answer = line.getresponse()
        return Answer(answer.status, answer.read(MOST))
    finally:
        line.close()
