"""Check: one thing that was looked at, what was found there, and how to mend it; in words for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Status(StrEnum):
    OK = "ok"
    NOTE = "note"  # works, or could not be told: worth knowing
    FAILED = "failed"  # somebody in danger might not be reached, or a client not be heard


@dataclass(frozen=True, slots=True)
class Check:
    name: str  # "slack.channel": stable, for programs
    status: Status
    found: str
    mend: str = ""  # which key, menu or command; never empty for a failure


@dataclass(frozen=True, slots=True)
class Probed:
    """What one channel told: its checks, and by how much its clock is ahead of ours, once for each answer."""

    checks: tuple[Check, ...]
    clocks: tuple[timedelta, ...] = ()


def ok(name: str, found: str) -> Check:
    return Check(name, Status.OK, found)


def note(name: str, found: str, mend: str = "") -> Check:
    return Check(name, Status.NOTE, found, mend)


def failed(name: str, found: str, mend: str) -> Check:
    return Check(name, Status.FAILED, found, mend)
