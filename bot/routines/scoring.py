"""Decides what a plain answer to "how is your energy, your stress, how did you sleep?" is worth from 1 to 5, how sure
that is and by which method; what cannot be told is left without a score, never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.routines.scoring_nights import half_up
from bot.routines.scoring_numbers import Reading, readings
from bot.routines.scoring_tokens import Question, Token, tokens_of
from bot.routines.scoring_typos import corrected
from bot.routines.scoring_words import words_verdict
from bot.routines.understanding import CommandName, command_of, is_question
from bot.routines.words_fold import fold
from bot.routines.words_numbers import digits_of

__all__ = ["Question", "Scored", "score"]

LEAST_CONFIDENCE: Final = 0.5
"""Below this an answer stays without a score and is asked again, once."""

_LONGEST_ANSWER: Final = 600
"""What is read of one answer: a score stands in its first lines, and a long story is for the coach."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of an answer, or None; confidence from 0 to 1; method names the kind of evidence."""

    score: int | None
    confidence: float
    method: str


def score(question: Question, text: str) -> Scored:
    """The answer's score: 5 is best for energy and sleep, and worst for stress."""
    folded = digits_of(fold(text)[:_LONGEST_ANSWER])
    tokens = tokens_of(folded)
    if not tokens:
        return Scored(None, 0.0, "empty")
    by_number = _by_number(question, tokens)
    if by_number is not None and (by_number.score is not None or by_number.method == "numbers_disagree"):
        return by_number
    stars = _by_repeated_sign(tokens)
    if stars is not None:
        return stars
    command = command_of(text)
    if command is not None:
        return Scored(None, 0.0, "skipped" if command.name is CommandName.SKIP else "command")
    by_words = _by_words(question, tokens)
    if by_words.score is None and by_words.method == "no_words":
        mended = corrected(tokens)
        if mended is not None:
            again = digits_of(mended)
            retokened = tokens_of(again)
            by_number = _by_number(question, retokened) or by_number
            if by_number is not None and by_number.score is not None:
                return Scored(by_number.score, 0.75, "number_mended")
            words = _by_words(question, retokened)
            by_words = (
                Scored(words.score, min(words.confidence, 0.65), "words_mended") if words.score else words
            )
    if by_words.score is not None and is_question(text) and by_words.confidence < 0.8:
        return Scored(None, 0.2, "question")
    if by_words.score is None and by_number is not None:
        return by_number
    return by_words


def _by_words(question: Question, tokens: Sequence[Token]) -> Scored:
    verdict = words_verdict(question, tokens)
    if verdict.value is None or verdict.confidence < LEAST_CONFIDENCE:
        return Scored(None, round(verdict.confidence, 2), verdict.why)
    value = 6 - verdict.value if question == "stress" else verdict.value
    return Scored(half_up(value), round(verdict.confidence, 2), verdict.why)


_CONFIDENCE: Final = {"of_scale": 0.97, "bare": 0.95, "range": 0.8, "hours": 0.85}
_COUNTED_SIGNS: Final = frozenset("⭐🌟★🔋■█●❤♥")


def _by_repeated_sign(tokens: Sequence[Token]) -> Scored | None:
    """Three stars are a 3; one star alone says nothing."""
    for sign in _COUNTED_SIGNS:
        count = sum(token.text == sign for token in tokens)
        if 2 <= count <= 5:
            return Scored(count, 0.85, "stars")
    return None


def _by_number(question: Question, tokens: Sequence[Token]) -> Scored | None:
    """The score that the numbers of the answer give, or None when it holds no number that could be one."""
    found = readings(question, tokens)
    if not found:
        return None
    mine = [reading for reading in found if reading.about == question]
    open_to = mine or [reading for reading in found if reading.about is None or reading.kind == "hours"]
    if not open_to:
        return Scored(None, 0.2, "answers_another_question")
    current = [reading for reading in open_to if reading.when != "past"]
    if not current:
        return Scored(None, 0.2, "past")
    now = [reading for reading in current if reading.when == "now" and reading.kind != "hours"]
    chosen = now[-1] if now else _first_by_kind(question, tokens, current)
    if chosen is None:
        return Scored(None, 0.3, "numbers_disagree")
    value = chosen.score
    if chosen.kind == "hours":
        words = words_verdict(question, tokens)
        if words.value is not None and words.value < value - 1 and words.confidence >= LEAST_CONFIDENCE:
            value = (value + half_up(words.value)) // 2
    return Scored(value, _CONFIDENCE[chosen.kind], chosen.kind if chosen.kind == "hours" else "number")


def _first_by_kind(question: Question, tokens: Sequence[Token], current: Sequence[Reading]) -> Reading | None:
    for kinds in (("of_scale",), ("bare", "range"), ("hours",)):
        alike = [reading for reading in current if reading.kind in kinds]
        if not alike:
            continue
        first = alike[0]
        if len({reading.score for reading in alike}) == 1 or first.first <= 1 or first.kind == "hours":
            gap = max(reading.score for reading in alike) - first.score
            beside = len(alike) > 1 and any(
                tokens[here].text in {"or", "oder", "ou", "o"}
                for here in range(first.last + 1, alike[1].first)
            )
            return (
                None
                if beside and abs(gap) + abs(min(reading.score for reading in alike) - first.score) > 1
                else first
            )
        if max(reading.score for reading in alike) - min(reading.score for reading in alike) <= 1:
            return first
        return None
    return None
