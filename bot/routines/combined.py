"""Decides whether one message carries several of the five answers - energy, stress, sleep, a win, an obstacle - in any
order and layout, and takes them apart; the win and the obstacle are the client's own words, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

from bot.routines.combined_labels import LABEL, SAID_AFTER, is_nothing, label_kind, trimmed
from bot.routines.scoring import Question, score
from bot.routines.words_fold import Folded, fold_keeping_offsets

Part = Literal["energy", "stress", "sleep", "win", "obstacle"]


@dataclass(frozen=True, slots=True)
class Combined:
    """The answers found in one message; None where it has none. Win and obstacle are spans of the raw text."""

    energy: int | None = None
    stress: int | None = None
    sleep: int | None = None
    win: str | None = None
    obstacle: str | None = None
