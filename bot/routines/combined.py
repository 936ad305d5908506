"""Decides whether one message carries several of the five answers - energy, stress, sleep, a win, an obstacle - in any
order and layout, and takes them apart; the win and the obstacle are the client's own words, letter by letter."""

from __future__ import annotations

import re
from typing import Final, Literal

from bot.routines.combined_labels import (
    ALL_ALIKE,
    ILLNESS,
    INITIALS,
    LABEL,
    NUMBERED,
    SCORE_GIVEN,
    TRIPLE,
    Part,
    label_kind,
)
from bot.routines.combined_parting import Combined, Parting
from bot.routines.combined_words import LEAD_IN, after_copula, take_labelled_words
from bot.routines.scoring import score
from bot.routines.scoring_tokens import QUESTIONS, Question
from bot.routines.words_fold import fold_keeping_offsets

__all__ = ["Combined", "parse_all", "read_all"]

PARTS: Final[tuple[Part, ...]] = ("energy", "stress", "sleep", "win", "obstacle")
_LONGEST: Final = 1500
"""Five answers take a few lines; of a longer message only the beginning is taken apart."""

_ENOUGH_NAMED: Final = 2
_ENOUGH_UNNAMED: Final = 3


def read_all(text: str) -> Combined:
    """Whatever of the five answers the text holds, however little."""
    return _read(text).combined()


def parse_all(text: str) -> Combined | None:
    """The five answers of a combined message; None when the text is one answer to one question."""
    parting = _read(text)
    named = len(parting.named)
    answered = named + len(parting.unnamed)
    return parting.combined() if named >= _ENOUGH_NAMED or (named and answered >= _ENOUGH_UNNAMED) else None


def _read(text: str) -> Parting:
    folded = fold_keeping_offsets(text[:_LONGEST])
    parting = Parting(folded, folded.text)
    if not folded.text.strip():
        return parting
    if _by_numbered_lines(parting) or _by_listed_parts(parting):
        return parting
    leading = _by_leading_numbers(parting)
    take_labelled_words(parting)
    if leading is None:
        _labelled_scores(parting)
    else:
        _rest_in_order(parting, leading)
    _named_by_illness(parting)
    _prose_scores(parting)
    return parting


def _take(parting: Parting, part: Part, start: int, end: int) -> None:
    match part:
        case "win" | "obstacle":
            parting.take_span(part, start, end)
        case _:
            parting.take_score(part, parting.text[start:end])
            parting.blank(start, end)
    parting.named.add(part)


def _by_numbered_lines(parting: Parting) -> bool:
    """ "1. 4  2. 3  3. 4  4. swam twice  5. the audit": the numbers are those of the questions."""
    marks = list(NUMBERED.finditer(parting.text))
    if len(marks) < 3 or [mark[1] for mark in marks] != [str(at + 1) for at in range(len(marks))]:
        return False
    ends = [mark.start() for mark in marks[1:]] + [len(parting.text)]
    pieces = list(zip(PARTS, marks, ends, strict=False))
    for part, mark, end in pieces:
        said = LABEL.search(parting.text, mark.end(), end)
        begin = mark.end()
        if said is not None and said.start() <= begin + 1 and label_kind(said) == part:
            begin = said.end() + after_copula(parting.text[said.end() : end])
        _take(parting, part, begin, end)
    return True


_COMMA: Final = re.compile(r", ?")
_SPLITS: Final = (
    re.compile(r"\n+"),
    re.compile(r" ?\| ?| +/ +|/(?!\d)(?<!\d/)"),
    re.compile(r" ?; ?"),
    _COMMA,
)
_FEWEST_EDGES: Final = {_COMMA.pattern: 4}
"""Commas part a list only when all five answers are there; they stand inside answers too."""


def _by_listed_parts(parting: Parting) -> bool:
    """ "meh / high / slept ok / swam twice / the audit": five parts in the order of the questions, no labels."""
    if any(label_kind(found) in {"win", "obstacle"} for found in LABEL.finditer(parting.text)):
        return False
    for split in _SPLITS:
        edges = [(found.start(), found.end()) for found in split.finditer(parting.text)]
        if not _FEWEST_EDGES.get(split.pattern, 3) <= len(edges) <= 4:
            continue
        starts = [0] + [end for _, end in edges]
        ends = [start for start, _ in edges] + [len(parting.text)]
        pieces = [parting.text[start:end] for start, end in zip(starts, ends, strict=True)]
        if any(len(piece.split()) > 5 for piece in pieces[:3]):
            continue
        in_order = all(
            (found := LABEL.search(piece)) is None or label_kind(found) in {"win", "obstacle", part}
            for part, piece in zip(PARTS[:3], pieces, strict=False)
        )
        if not in_order or any(
            score(question, piece).score is None for question, piece in zip(QUESTIONS, pieces, strict=False)
        ):
            continue
        for part, start, end in zip(PARTS, starts, ends, strict=False):
            _take(parting, part, start, end)
        return True
    return False


def _by_leading_numbers(parting: Parting) -> int | None:
    """Where the text goes on after three numbers in a row, an "all threes" or initials with numbers; None without."""
    if (found := TRIPLE.match(parting.text)) or (found := INITIALS.search(parting.text)):
        for question in QUESTIONS:
            parting.take_score(question, found[question])
    elif found := ALL_ALIKE.match(parting.text):
        for question in QUESTIONS:
            parting.take_score(
                question,
                (found["all"] or found["plural"] or found["each"]).rstrip("s'").replace("sixe", "six"),
            )
    else:
        return None
    parting.named.update(QUESTIONS)
    parting.blank(found.start(), found.end())
    return found.end()


_CLAUSE_END: Final = re.compile(
    r"[.;!?\n|\x00]|,(?!\d)| / |/(?!\d)| (?:and|but|und|aber|y|pero|et|mais|e|ma|mas) "
)


def _labelled_scores(parting: Parting) -> None:
    """Scores beside their labels, on the side where this client writes them."""
    for given in list(SCORE_GIVEN.finditer(parting.text)):
        question = _question_of(given)
        if question is not None and parting.take_score(question, given["value"] or given["before"]):
            parting.named.add(question)
            parting.blank(given.start(), given.end())
    labels = [found for found in LABEL.finditer(parting.text) if found.lastgroup in QUESTIONS]
    for at, found in enumerate(labels):
        question = _question_of(found)
        if question is None or question in parting.scores:
            continue
        after_start = found.end() + _spaces(parting.text, found.end())
        next_start = labels[at + 1].start() if at + 1 < len(labels) else len(parting.text)
        stop = _CLAUSE_END.search(parting.text, after_start)
        after_end = min(next_start, stop.start() if stop else len(parting.text))
        before_start = labels[at - 1].end() if at else 0
        for end in _CLAUSE_END.finditer(parting.text, before_start, found.start()):
            before_start = end.end()
        before, after = parting.text[before_start : found.start()], parting.text[after_start:after_end]
        colon = parting.text[found.end() : after_start].strip() in {":", "="}
        whole = f"{before} {found[0]} {after}"
        if parting.take_score(question, after) or parting.take_score(question, whole):
            (parting.named if colon or any(char.isdigit() for char in whole) else parting.unnamed).add(
                question
            )
    if len(parting.unnamed & set(QUESTIONS)) == len(QUESTIONS):
        parting.named.update(QUESTIONS)


def _question_of(found: re.Match[str]) -> Question | None:
    for question in QUESTIONS:
        if found.groupdict().get(question) is not None:
            return question
    first = LABEL.search(found[0])
    match label_kind(first) if first else None:
        case "energy" | "stress" | "sleep" as question:
            return question
        case _:
            return None


_BETWEEN: Final = re.compile(
    r"\s*(?:[:=>?–-]+|,(?= ?\d))*\s*(?:(?:is|was|were|has been|felt|feels|ist|war|es|est|e|foi|era)\s+)?"
)


def _spaces(text: str, start: int) -> int:
    found = _BETWEEN.match(text, start)
    return found.end() - start if found else 0


_REST_SPLIT: Final = re.compile(
    r"[.!?]+(?=\s)|\n+|;| [/|] |, (?=nothing|no |none|but |and )| - |[.!?]+\Z|\x00+"
)


def _rest_in_order(parting: Parting, start: int) -> None:
    """After three numbers the rest is the win, then the obstacle, where no label said otherwise."""
    if "win" in parting.spans and "obstacle" in parting.spans:
        return
    pieces: list[tuple[int, int]] = []
    here = start
    for split in [
        *((found.start(), found.end()) for found in _REST_SPLIT.finditer(parting.text, start)),
        (len(parting.text), len(parting.text)),
    ]:
        if parting.text[here : split[0]].strip(" ,.;:/-|\x00!?"):
            pieces.append((here, split[0]))
        here = split[1]
    words: tuple[Literal["win", "obstacle"], ...] = ("win", "obstacle")
    open_parts = [part for part in words if part not in parting.spans]
    for part, (begin, end) in zip(open_parts, pieces, strict=False):
        lead = LEAD_IN.match(parting.text, begin, end)
        parting.take_span(part, lead.end() if lead else begin, end)


def _named_by_illness(parting: Parting) -> None:
    """ "Flu. No energy": an illness that stands alone at the beginning is what got in the way."""
    if "obstacle" not in parting.spans and len(parting.scores) > 1 and (found := ILLNESS.match(parting.text)):
        parting.take_span("obstacle", found.start(1), found.end(1))
        parting.unnamed.add("obstacle")


_OWN_WORDS: Final = 0.8
"""The confidence of words that speak of the question itself, not of good and bad in general."""


def _prose_scores(parting: Parting) -> None:
    """Scores still missing that a part of the sentence tells in words of its own ("knackered")."""
    missing = [question for question in QUESTIONS if question not in parting.scores]
    if not missing or not (parting.scores or parting.named):
        return
    for clause in _CLAUSE_END.split(parting.text):
        if LABEL.search(clause) or not clause.strip() or any(char.isdigit() for char in clause):
            continue
        for question in missing:
            scored = score(question, clause)
            if (
                scored.method == "words"
                and scored.confidence >= _OWN_WORDS
                and parting.take_score(question, clause)
            ):
                parting.unnamed.add(question)
                break
