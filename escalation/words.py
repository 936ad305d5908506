"""The words of the safety core: what was found, how urgent it is, who is called and how.

Everything here is a frozen value; rules that act on them live in the files named after the idea
(`triage`, `ladder`, `oncall`, `handoff`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Literal


class Lane(IntEnum):
    """How a message is treated; ordered, so that `max` takes the more careful one."""

    ROUTINE = 0  # software answers
    REVIEW = 1  # a coach reads it within the review window
    URGENT = 2  # automation stops, a person is paged

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that matched one span of a client's words.

    `start` and `end` count code points of the raw text (half-open); `quote` is that slice.
    """

    category: str
    lane: Lane
    rule: str
    quote: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What triage says of one message: the lane, the findings that led there, the language heard."""

    lane: Lane
    findings: tuple[Finding, ...] = ()
    lang: str = "und"  # ISO 639-1, or "und" when nothing was understood
