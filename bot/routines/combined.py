"""Decides whether one message carries several of the five answers - energy, stress, sleep, a win, an obstacle - in any
order and layout, and takes them apart; the win and the obstacle are the client's own words, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from bot.routines.combined_labels import (
    ALL_ALIKE,
    COPULA,
    DENIED_BEFORE,
    ILLNESS,
    INITIALS,
    LABEL,
    NUMBERED,
    SAID_AFTER,
    SCORE_GIVEN,
    SENTENCE_END,
    TRIPLE,
    Part,
    is_nothing,
    label_kind,
    trimmed,
)
from bot.routines.scoring import score
from bot.routines.scoring_tokens import QUESTIONS, Question
from bot.routines.words_fold import Folded, fold_keeping_offsets

PARTS: Final[tuple[Part, ...]] = ("energy", "stress", "sleep", "win", "obstacle")
_LONGEST: Final = 1500
"""Five answers take a few lines; of a longer message only the beginning is taken apart."""

_ENOUGH_NAMED: Final = 2
_ENOUGH_UNNAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Combined:
    """The answers found in one message, None where it has none. Win and obstacle are spans of the raw text."""

    energy: int | None = None
    stress: int | None = None
    sleep: int | None = None
    win: str | None = None
    obstacle: str | None = None


def read_all(text: str) -> Combined:
    """Whatever of the five answers the text holds, however little."""
    return _read(text).combined()


def parse_all(text: str) -> Combined | None:
    """The five answers of a combined message; None when the text is one answer to one question."""
    parting = _read(text)
    named = len(parting.named)
    answered = named + len(parting.unnamed)
    return parting.combined() if named >= _ENOUGH_NAMED or (named and answered >= _ENOUGH_UNNAMED) else None


@dataclass(slots=True)
class _Parting:
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
            self.scores.get("energy"), self.scores.get("stress"), self.scores.get("sleep"), self.words("win"), self.words("obstacle")
        )


def _read(text: str) -> _Parting:
    folded = fold_keeping_offsets(text[:_LONGEST])
    parting = _Parting(folded, folded.text)
    if not folded.text.strip():
        return parting
    if _by_numbered_lines(parting) or _by_listed_parts(parting):
        return parting
    leading = _by_leading_numbers(parting)
    _labelled_words(parting)
    if leading is None:
        _labelled_scores(parting)
    else:
        _rest_in_order(parting, leading)
    _named_by_illness(parting)
    _prose_scores(parting)
    return parting


def _take(parting: _Parting, part: Part, start: int, end: int) -> None:
    match part:
        case "win" | "obstacle":
            parting.take_span(part, start, end)
        case _:
            parting.take_score(part, parting.text[start:end])
            parting.blank(start, end)
    parting.named.add(part)


def _by_numbered_lines(parting: _Parting) -> bool:
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
            begin = said.end() + _copula(parting.text[said.end() : end])
        _take(parting, part, begin, end)
    return True


_COMMA: Final = re.compile(r", ?")
_SPLITS: Final = (re.compile(r"\n+"), re.compile(r" ?\| ?| +/ +|/(?!\d)(?<!\d/)"), re.compile(r" ?; ?"), _COMMA)
_FEWEST_EDGES: Final = {_COMMA.pattern: 4}
"""Commas part a list only when all five answers are there; they stand inside answers too."""


def _by_listed_parts(parting: _Parting) -> bool:
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
            (found := LABEL.search(piece)) is None or label_kind(found) == part for part, piece in zip(PARTS[:3], pieces, strict=False)
        )
        if not in_order or any(score(question, piece).score is None for question, piece in zip(QUESTIONS, pieces, strict=False)):
            continue
        for part, start, end in zip(PARTS, starts, ends, strict=False):
            _take(parting, part, start, end)
        return True
    return False


def _by_leading_numbers(parting: _Parting) -> int | None:
    """Where the text goes on after three numbers in a row, an "all threes" or initials with numbers; None without."""
    if (found := TRIPLE.match(parting.text)) or (found := INITIALS.search(parting.text)):
        for question in QUESTIONS:
            parting.take_score(question, found[question])
    elif found := ALL_ALIKE.match(parting.text):
        for question in QUESTIONS:
            parting.take_score(question, (found["all"] or found["plural"] or found["each"]).rstrip("s'").replace("sixe", "six"))
    else:
        return None
    parting.named.update(QUESTIONS)
    parting.blank(found.start(), found.end())
    return found.end()


def _copula(text: str) -> int:
    found = COPULA.match(text)
    return found.end() if found else 0


def _end_of_answer(parting: _Parting, start: int, labels: Sequence[re.Match[str]]) -> int:
    """Where an answer that begins at `start` ends: its sentence, or the next label."""
    ends = [len(parting.text)]
    stop = SENTENCE_END.search(parting.text, start)
    if stop is not None:
        ends.append(stop.start())
    ends.extend(found.start() for found in labels if found.start() >= start and label_kind(found) in {"win", "obstacle"})
    given = SCORE_GIVEN.search(parting.text, start)
    if given is not None:
        ends.append(given.start())
    end = min(ends)
    joined = re.search(r"[\s,]+(?:and|but|y|und|et|e|pero|aber|mais|ma|mas)?[\s,]*(?:no|kein|keine|sin|my|the)?\s*\Z", parting.text[start:end])
    return start + joined.start() if joined and end < len(parting.text) and joined.start() else end


def _labelled_words(parting: _Parting) -> None:
    """Takes the win and the obstacle that stand behind or before their labels."""
    while (found := _next_word_label(parting)) is not None:
        kind = label_kind(found)
        assert kind == "win" or kind == "obstacle"
        labels = list(LABEL.finditer(parting.text))
        before = parting.text[: found.start()]
        parting.named.add(kind)
        denied = DENIED_BEFORE.search(before)
        said_after = SAID_AFTER.search(before)
        start = found.end() + _copula(parting.text[found.end() :])
        if denied is not None and said_after is None:
            parting.spans.setdefault(kind, None)
            parting.blank(denied.start(), found.end())
        elif said_after is not None and _said_before(parting, said_after.start()) < said_after.start():
            begin = _said_before(parting, said_after.start())
            close = re.compile(r"[!.\s]*[)\]]|(?: (?:i think|i guess|for me|today|right|really))?").match(parting.text, found.end())
            parting.blank(found.start(), close.end() if close else found.end())
            parting.take_span(kind, begin, said_after.start())
            parting.blank(said_after.start(), found.end())
        else:
            end = _end_of_answer(parting, start, labels)
            parting.blank(found.start(), start)
            parting.take_span(kind, start, end)


def _next_word_label(parting: _Parting) -> re.Match[str] | None:
    return next((found for found in LABEL.finditer(parting.text) if label_kind(found) in {"win", "obstacle"}), None)


_LEAD_IN: Final = re.compile(r"[\s,.;:!-]*(?:(?:and|so|also|but|well|oh|then|plus|i|we|i've|i'd|y|und|et|e)\s+)*")


def _said_before(parting: _Parting, end: int) -> int:
    """Where the answer begins that ends at `end`: after the sentence, the score or the answer before it."""
    start = 0
    for stop in SENTENCE_END.finditer(parting.text, 0, end):
        if stop.end() < end and parting.text[stop.end() : end].strip():
            start = stop.end()
    for given in SCORE_GIVEN.finditer(parting.text, 0, end):
        start = max(start, given.end())
    start = max(start, parting.text.rfind("\x00", 0, end) + 1)
    lead = _LEAD_IN.match(parting.text, start, end)
    return lead.end() if lead else start


_CLAUSE_END: Final = re.compile(r"[.;!?\n|\x00]|,(?!\d)| / |/(?!\d)| (?:and|but|und|aber|y|pero|et|mais|e|ma|mas) ")


def _labelled_scores(parting: _Parting) -> None:
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
        colon = parting.text[found.end() : after_start].strip() != ""
        whole = f"{before} {found[0]} {after}"
        if parting.take_score(question, after) or parting.take_score(question, whole):
            (parting.named if colon or any(char.isdigit() for char in whole) else parting.unnamed).add(question)
    if len(parting.unnamed & set(QUESTIONS)) == len(QUESTIONS):
        parting.named.update(QUESTIONS)


def _question_of(found: re.Match[str]) -> Question | None:
    for question in QUESTIONS:
        if found.groupdict().get(question) is not None:
            return question
    first = LABEL.search(found[0])
    kind = label_kind(first) if first else None
    return kind if kind in QUESTIONS else None  # type: ignore[return-value]


_BETWEEN: Final = re.compile(r"\s*(?:[:=>?–-]+|,(?= ?\d))*\s*(?:(?:is|was|were|has been|felt|feels|ist|war|es|est|e|foi|era)\s+)?")


def _spaces(text: str, start: int) -> int:
    found = _BETWEEN.match(text, start)
    return found.end() - start if found else 0


_REST_SPLIT: Final = re.compile(r"[.!?]+(?=\s)|\n+|;| [/|] |, (?=nothing|no |none|but |and )| - |[.!?]+\Z|\x00+")


def _rest_in_order(parting: _Parting, start: int) -> None:
    """After three numbers the rest is the win, then the obstacle, where no label said otherwise."""
    if "win" in parting.spans and "obstacle" in parting.spans:
        return
    pieces: list[tuple[int, int]] = []
    here = start
    for split in [*((found.start(), found.end()) for found in _REST_SPLIT.finditer(parting.text, start)), (len(parting.text), len(parting.text))]:
        if parting.text[here : split[0]].strip(" ,.;:/-|\x00!?"):
            pieces.append((here, split[0]))
        here = split[1]
    open_parts: list[Literal["win", "obstacle"]] = [part for part in ("win", "obstacle") if part not in parting.spans]  # type: ignore[misc]
    for part, (begin, end) in zip(open_parts, pieces, strict=False):
        lead = _LEAD_IN.match(parting.text, begin, end)
        parting.take_span(part, lead.end() if lead else begin, end)


def _named_by_illness(parting: _Parting) -> None:
    """ "Flu. No energy": an illness that stands alone at the beginning is what got in the way."""
    if "obstacle" not in parting.spans and len(parting.scores) > 1 and (found := ILLNESS.match(parting.text)):
        parting.take_span("obstacle", found.start(1), found.end(1))
        parting.unnamed.add("obstacle")


_OWN_WORDS: Final = 0.8
"""The confidence of words that speak of the question itself, not of good and bad in general."""


def _prose_scores(parting: _Parting) -> None:
    """Scores still missing that a part of the sentence tells in words of its own ("knackered")."""
    missing = [question for question in QUESTIONS if question not in parting.scores]
    if not missing or not (parting.scores or parting.named):
        return
    for clause in _CLAUSE_END.split(parting.text):
        if LABEL.search(clause) or not clause.strip() or any(char.isdigit() for char in clause):
            continue
        for question in missing:
            scored = score(question, clause)
            if scored.method == "words" and scored.confidence >= _OWN_WORDS and parting.take_score(question, clause):
                parting.unnamed.add(question)
                break
