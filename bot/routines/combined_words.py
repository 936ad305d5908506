"""Takes the win and the obstacle out of a message, where a label stands before them ("Win: ...") or behind ("...
(win)")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.routines.combined_labels import (
    COPULA,
    DENIED_BEFORE,
    LABEL,
    SAID_AFTER,
    SCORE_GIVEN,
    SENTENCE_END,
    label_kind,
)
from bot.routines.combined_parting import Parting


def after_copula(text: str) -> int:
    found = COPULA.match(text)
    return found.end() if found else 0


def _end_of_answer(parting: Parting, start: int, labels: Sequence[re.Match[str]]) -> int:
    """Where an answer that begins at `start` ends: its sentence, or the next label."""
    ends = [len(parting.text)]
    stop = SENTENCE_END.search(parting.text, start)
    if stop is not None:
        ends.append(stop.start())
    ends.extend(
        found.start()
        for found in labels
        if found.start() >= start and label_kind(found) in {"win", "obstacle"}
    )
    given = SCORE_GIVEN.search(parting.text, start)
    if given is not None:
        ends.append(given.start())
    end = min(ends)
    joined = re.search(
        r"[\s,]+(?:and|but|y|und|et|e|pero|aber|mais|ma|mas)?[\s,]*(?:no|kein|keine|sin|my|the)?\s*\Z",
        parting.text[start:end],
    )
    return start + joined.start() if joined and end < len(parting.text) and joined.start() else end


_MOST_LABELS: Final = 12
"""A message names its win and its obstacle a few times at most; more is not an answer any more."""


def take_labelled_words(parting: Parting) -> None:
    """Takes the win and the obstacle that stand behind or before their labels."""
    for _ in range(_MOST_LABELS):
        found = _next_word_label(parting)
        if found is None:
            return
        kind = label_kind(found)
        assert kind == "win" or kind == "obstacle"
        labels = list(LABEL.finditer(parting.text))
        before = parting.text[: found.start()]
        parting.named.add(kind)
        denied = DENIED_BEFORE.search(before)
        said_after = SAID_AFTER.search(before)
        start = found.end() + after_copula(parting.text[found.end() :])
        if denied is not None and said_after is None:
            parting.spans.setdefault(kind, None)
            parting.blank(denied.start(), found.end())
        elif said_after is not None and _said_before(parting, said_after.start()) < said_after.start():
            begin = _said_before(parting, said_after.start())
            close = re.compile(r"[!.\s]*[)\]]|(?: (?:i think|i guess|for me|today|right|really))?").match(
                parting.text, found.end()
            )
            parting.blank(found.start(), close.end() if close else found.end())
            parting.take_span(kind, begin, said_after.start())
            parting.blank(said_after.start(), found.end())
        else:
            end = _end_of_answer(parting, start, labels)
            parting.blank(found.start(), start)
            parting.take_span(kind, start, end)


def _next_word_label(parting: Parting) -> re.Match[str] | None:
    return next(
        (found for found in LABEL.finditer(parting.text) if label_kind(found) in {"win", "obstacle"}), None
    )


LEAD_IN: Final = re.compile(
    r"[\s,.;:!-]*(?:(?:and|so|also|but|well|oh|then|plus|i|we|i've|i'd|y|und|et|e)\s+)*"
)


def _said_before(parting: Parting, end: int) -> int:
    """Where the answer begins that ends at `end`: after the sentence, the score or the answer before it."""
    start = 0
    for stop in SENTENCE_END.finditer(parting.text, 0, end):
        if stop.end() < end and parting.text[stop.end() : end].strip():
            start = stop.end()
    for given in SCORE_GIVEN.finditer(parting.text, 0, end):
        start = max(start, given.end())
    start = max(start, parting.text.rfind("\x00", 0, end) + 1)
    lead = LEAD_IN.match(parting.text, start, end)
    return lead.end() if lead else start
