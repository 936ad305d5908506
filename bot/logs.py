"""Logs: one JSON line each on stderr, with ids and places, never a client's words."""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

import structlog


class _Line(logging.Formatter):
    """What an adapter or a library logs, in the same form as our own lines."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        line: dict[str, object] = {
            "event": record.getMessage(),
            "logger": record.name,
            "level": record.levelname.lower(),
            "timestamp": at,
        }
        if record.exc_info and record.exc_info[1]:
            line |= _origin(record.exc_info[1])
        return json.dumps(line)


def _without_words(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    error = sys.exc_info()[1] if event.pop("exc_info", None) else None
    if error is not None:
        event.update(_origin(error))
    return event


def _origin(error: BaseException) -> dict[str, object]:
    """Where an exception came from, not what it says: its message may quote a client."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return {
        "error": type(error).__name__,
        "at": [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames],
    }


def quiet_libraries() -> None:
    """Logs go to stderr, structured; libraries that print URLs with tokens are kept silent."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Line())
    logging.basicConfig(handlers=[handler], level=os.environ.get("HANDRAIL_LOG", "WARNING"))
    for name in (
        "httpx",
        "httpcore",
        "telegram",
        "slack_sdk",
        "slack_bolt",
        "apscheduler",
        "aiohttp.access",
        "apprise",
    ):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_words,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
