"""What a red-flag rule is: composed slots over word lists, with the lane and the reason they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from escalation.normalise import Spelling
from escalation.redflag_gate import Gate
from escalation.words import Lane

URGENT_CATEGORIES = frozenset(
    {
        "suicide_active",
        "suicide_passive",
        "self_harm",
        "harm_to_others",
        "abuse",
        "medical",
        "eating_disorder",
        "overdose",
        "unsafe_caregiving",
        "third_party_risk",
        "acute_mental_state",
    }
)
REVIEW_CATEGORIES = frozenset(
    {
        "distress",
        "trauma",
        "conflict",
        "injury",
        "medication",
        "alcohol_substance",
        "body_image",
        "past_history",
        "bereavement",
        "negated_disclaimer",
        "relationship",
        "payment",
        "scope_creep",
        "drop_off",
        "human_request",
        "privacy",
        "minor",
        "unknown_language",
        "cannot_tell",
    }
)
CATEGORIES = URGENT_CATEGORIES | REVIEW_CATEGORIES


class PackError(ValueError):
    """A pack that cannot be used; says file, rule and key, and what to write."""


class Reach(StrEnum):
    """How far the parts of one form may stand from each other."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    MESSAGE = "message"


class Context(StrEnum):
    """What can stand around words and change what they say. Lists of these names in a pack hold its words."""

    NEGATION = "negation"
    QUOTATION = "quotation"
    MEDIA = "media"
    WORK = "work"
    PAST = "past"
    HYPOTHETICAL = "hypothetical"
    RECENT = "recent"  # takes the effect of PAST away again
    NO_NEGATION = "no_negation"  # "can't stop", "don't know why": a negator that denies nothing


LOWERING = frozenset(Context) - {Context.RECENT, Context.NO_NEGATION}


class Hit(Protocol):
    """What is used of a google-re2 match over bytes."""

    def start(self) -> int: ...
    def end(self) -> int: ...


class ListPattern(Protocol):
    """What is used of a compiled google-re2 pattern over bytes."""

    def finditer(self, text: bytes) -> Iterable[Hit]: ...


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a form: any of these word lists; at most `gap` words after the slot before."""

    lists: tuple[int, ...]
    mask: int
    gap: int


@dataclass(frozen=True, slots=True)
class Form:
    """Rows of slots that must all be found; slots within a row stand in order."""

    rows: tuple[tuple[Slot, ...], ...]
    masks: tuple[int, ...]
    some: tuple[Slot, ...] = ()  # signs of which at least `least` must stand together
    least: int = 0
    rarest_first: tuple[Slot, ...] = ()  # the slots of all rows, in the order worth looking for them

    def possible(self, present: int) -> bool:
        """Whether a message with these lists (a bit each) can match at all."""
        for mask in self.masks:
            if not mask & present:
                return False
        if self.least == 0:
            return True
        left = self.least
        for slot in self.some:
            if slot.mask & present:
                left -= 1
                if left == 0:
                    return True
        return False


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One rule of a pack."""

    id: str
    lang: str
    category: str
    lane: Lane
    why: str
    forms: tuple[Form, ...]
    reach: Reach
    spread: int  # words from first to last slot, at most
    unless: tuple[int, ...]  # lists that, standing close by, make this an idiom
    heeds: frozenset[Context]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordList:
    """One list of a pack, compiled; `name` is the words themselves when they stand in a form."""

    name: str
    lang: str
    pattern: ListPattern


@dataclass(frozen=True, slots=True)
class RedFlags:
    """All packs, compiled. `anchored[i]` are the forms worth trying when list i may occur."""

    rules: tuple[RedFlag, ...]
    lists: tuple[WordList, ...]
    gate: Gate
    anchored: tuple[tuple[tuple[int, Form], ...], ...]
    contexts: Mapping[Context, tuple[int, ...]]
    spelling: Spelling
    languages: frozenset[str]
    version: str
