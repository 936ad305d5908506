"""A message while it is taken apart: the answers found in it so far, and which of its words are spoken for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bot.routines.combined_labels import Part, is_nothing, trimmed
from bot.routines.scoring import score
from bot.routines.scoring_tokens import Question
from bot.routines.words_fold import Folded


@dataclass(frozen=True, slots=True)
class Combined:
    """The answers found in one message, None where it has none. Win and obstacle are spans of the raw text."""

    energy: int | None = None
    stress: int | None = None
    sleep: int | None = None
    win: str | None = None
    obstacle: str | None = None


@dataclass(slots=True)
class Parting:
    """A message being taken apart: what was found so far, and which characters are spoken for."""

    folded: Folded
    text: str
    scores: dict[Question, int] = field(default_factory=dict)
    spans: dict[Literal["win", "obstacle"], tuple[int, int] | None] = field(default_factory=dict)
    named: set[Part] = field(default_factory=set)
    """Answers that a label, a number in its place or a numbered line makes certain."""
    unnamed: set[Part] = field(default_factory=set)
    """Answers that only their words tell."""

    def take_score(self, question: Question, said: str) -> bool:
        if question in self.scores or said.strip() in {"", "one"}:
            return False  # "skipping the stress one"
        scored = score(question, said)
        if scored.score is None:
            return False
        self.scores[question] = scored.score
        return True

    def take_span(self, part: Literal["win", "obstacle"], start: int, end: int) -> None:
        """Keeps the span as the win or the obstacle, unless it says that there is none; the text is spoken for."""
        if self.spans.get(part) is None:
            begin, stop = trimmed(self.folded.raw, self.text, start, end)
            nothing = begin >= stop or is_nothing(self.text[begin:stop])
            self.spans[part] = None if nothing else (begin, stop)
        self.blank(start, end)

    def blank(self, start: int, end: int) -> None:
        self.text = self.text[:start] + "\x00" * (end - start) + self.text[end:]

    def words(self, part: Literal["win", "obstacle"]) -> str | None:
        span = self.spans.get(part)
        if span is None:
            return None
        start, end = self.folded.raw_span(*span)
        return self.folded.raw[start:end].strip() or None

    def combined(self) -> Combined:
        return Combined(
            self.scores.get("energy"),
            self.scores.get("stress"),
            self.scores.get("sleep"),
            self.words("win"),
            self.words("obstacle"),
        )
