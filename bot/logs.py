"""Logs: one JSON line each on stderr, with ids and places, never a client's words."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from pathlib import Path

import structlog


def _without_words(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Where an exception came from, not what it says: its message may quote a client."""
    error = sys.exc_info()[1] if event.pop("exc_info", None) else None
    if error is not None:
        event["error"] = type(error).__name__
        event["at"] = [
            f"{Path(frame.filename).name}:{frame.lineno}"
            for frame in traceback.extract_tb(error.__traceback__)[-6:]
        ]
    return event


def quiet_libraries() -> None:
    """Logs go to stderr, structured; libraries that print URLs with tokens are kept silent."""
    logging.basicConfig(stream=sys.stderr, level=os.environ.get("HANDRAIL_LOG", "WARNING"))
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
