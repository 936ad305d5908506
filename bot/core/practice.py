"""Practice: everything that was settled before the event came - people, words, rules, waits. Passed into `decide`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import Protocol

from escalation.words import Coach, Policy, Team


class Texts(Protocol):
    """The words of prompts/said."""

    @property
    def languages(self) -> tuple[str, ...]: ...

    def say(self, language: str, key: str, **values: str | int) -> str:
        """The text under `key`, filled in; English where the language lacks it; `KeyError` where nobody has it."""
        ...

    def choose(self, language: str, key: str, turn: int, **values: str | int) -> str:
        """One of the texts under `key`, the `turn`-th modulo their number: the same facts need not sound the same."""
        ...


class Crisis(Protocol):
    """Numbers for a client in danger, per language."""

    def lines(self, language: str) -> str:
        """The emergency number, and the crisis lines that the practice's owner has confirmed, as one text."""
        ...

    def emergency(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Question:
    key: str  # "energy"
    scale: bool  # scored 1-5; otherwise kept in words


@dataclass(frozen=True, slots=True)
class CheckInRules:
    hour: time
    days: tuple[int, ...]
    reminder_after: timedelta
    expire_after: timedelta
    quiet: tuple[time, time] | None


@dataclass(frozen=True, slots=True)
class Retention:
    transcript: timedelta
    audit: timedelta


@dataclass(frozen=True, slots=True)
class Practice:
    name: str
    zone: str
    country: str
    language: str
    team: Team
    policy: Policy
    review_within: timedelta
    checkin: CheckInRules
    retention: Retention
    texts: Texts
    crisis: Crisis
    questions: tuple[Question, ...]

    def coach_of(self, name: str) -> Coach | None:
        """The named owner of a client, else the practice's first owner, else anybody."""
        owners = self.team.owners()
        return self.team.named(name) or (owners[0] if owners else next(iter(self.team.coaches), None))
