"""Decides what an answer without numbers is worth: how its phrases are strengthened, weakened, denied or put aside as
background, and what they come to together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from bot.routines.scoring_counting import LABELS
from bot.routines.scoring_phrases import Meaning, Word, phrases_in, words_of
from bot.routines.scoring_signs import ANY_SIGNS, ENERGY_SIGNS, SLEEP_SIGNS, STRESS_SIGNS
from bot.routines.scoring_tokens import BACKGROUND_OPENERS, TURNS, Question, Token
from bot.routines.scoring_turns import ALONE, Turn
from bot.routines.words_phrases import words


class Hit(NamedTuple):
    """One phrase found in the text with the value it has there and how much it counts."""

    value: float
    weight: float
    own: bool
    clause: int


class Verdict(NamedTuple):
    """The value of all phrases together, or None, with how sure it is."""

    value: float | None
    confidence: float
    why: str


_PAST_CLAUSE: Final = words("""
    yesterday|usually|normally|gestern|ayer|hier|ieri|ontem|previously
""")
_LAST_ONES: Final = words("""
    week|month|year|time|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend
""")
_EARLIER_CLAUSE: Final = words("""
    earlier|initially|morning|first|started|before
""")
_NOW_CLAUSE: Final = words("""
    now|currently|overall|jetzt|ahora|maintenant|adesso|agora
""")
_REACH: Final = 4
"""A turning word works on the next phrase at most so many words away."""

_SIGNS: Final[dict[Question, dict[str, float]]] = {
    "energy": ANY_SIGNS | ENERGY_SIGNS,
    "stress": ANY_SIGNS | {sign: 6 - value for sign, value in STRESS_SIGNS.items()},
    "sleep": ANY_SIGNS | SLEEP_SIGNS,
}


def _denied(value: float) -> float:
    """What "not X" says: "not good" is poor, "not tired" is good, "not terrible" is middling."""
    if value >= 2.9:
        return 2.0
    return 4.0 if value > 1.4 else 3.3


def _turned(value: float, turns: Sequence[Turn], question: Question) -> float:
    for turn in reversed(turns):
        match turn:
            case Turn.MORE:
                value = min(5.0, value + 1) if value > 3.5 else max(1.0, value - 1) if value < 2.9 else value
            case Turn.FAIRLY:
                value = 3 + (value - 3) * 0.8
            case Turn.LESS:
                value = 3 + (value - 3) * (0.45 if question == "stress" and value < 3 else 0.65)
            case Turn.NOT | Turn.HARDLY:
                value = _denied(value)
            case Turn.NOT_AT_ALL:
                value = 1.2 if value >= 2.9 else 4.7
            case Turn.THAN | Turn.UNSURE | Turn.MORE_AFTER:
                pass
    return value


def _flat(turns: Sequence[Turn]) -> list[Turn]:
    """Turning words in order, where "not" takes the force out of a following "so" or "very"."""
    kept: list[Turn] = []
    for turn in turns:
        if turn in {Turn.MORE, Turn.FAIRLY} and kept and kept[-1] in {Turn.NOT, Turn.HARDLY}:
            continue
        if turn in {Turn.NOT, Turn.HARDLY} and kept and kept[-1] in {Turn.NOT, Turn.HARDLY}:
            continue
        kept.append(turn)
    return kept


def _value_for(question: Question, meaning: Meaning) -> tuple[float, bool] | None:
    own = meaning.values.get(question)
    if own is not None:
        return own, True
    general = meaning.values.get("any")
    if general is not None:
        return general, False
    amount = meaning.values.get("amount")
    if amount is None:
        return None
    return (6 - amount if question == "stress" else amount), False


def _speaks_of_last(said: Sequence[str]) -> bool:
    """ "Last week", but not "last night", which is the night that is asked about."""
    return any(before == "last" and word in _LAST_ONES for before, word in pairwise(said))


def _clause_facts(tokens: Sequence[Token]) -> dict[int, tuple[frozenset[Question], float]]:
    """Per clause: the topics it names, and how much it counts (background, yesterday and "earlier" count less)."""
    texts: dict[int, list[str]] = {}
    for token in tokens:
        texts.setdefault(token.clause, []).append(token.text)
    facts: dict[int, tuple[frozenset[Question], float]] = {}
    turned = False
    for clause, said in texts.items():
        weight = 1.0
        if said[0] in BACKGROUND_OPENERS and clause > 0:
            weight = 0.25
        if (set(said) & _PAST_CLAUSE or _speaks_of_last(said)) and not set(said) & _NOW_CLAUSE:
            weight = 0.1
        elif set(said) & _EARLIER_CLAUSE:
            weight = min(weight, 0.5)
        if set(said) & _NOW_CLAUSE:
            weight = 1.6
        turned = turned or said[0] in TURNS
        if turned and weight == 1.0:
            weight = 1.2
        facts[clause] = (frozenset(LABELS[word] for word in said if word in LABELS), weight)
    return facts


@dataclass(slots=True)
class _Reader:
    """Goes through the phrases from left to right and keeps what they add up to."""

    question: Question
    facts: dict[int, tuple[frozenset[Question], float]]
    hits: list[Hit] = field(default_factory=list)
    alone: list[Hit] = field(default_factory=list)
    marks: set[Turn] = field(default_factory=set)
    pending: list[Turn] = field(default_factory=list)
    pending_value: float | None = None
    pending_at: int = -1
    pending_clause: int = -1
    denied: bool = False

    def take(self, meaning: Meaning, at: int, word: Word) -> None:
        """Takes the next phrase."""
        if self.pending and (at - self.pending_at > _REACH or word.clause != self.pending_clause):
            self.drop_pending()
        if meaning.turn is not None:
            self._take_turn(meaning, at, word)
        elif word.text in LABELS and not meaning.values:
            self._take_label(word)
        else:
            self._take_value(meaning, word)

    def drop_pending(self) -> None:
        """A turning word without a phrase to turn says something by itself, or nothing."""
        if self.pending_value is not None:
            weight = self.facts[self.pending_clause][1]
            self.alone.append(Hit(self.pending_value, weight, False, self.pending_clause))
        self.pending = []
        self.pending_value = None

    def _take_turn(self, meaning: Meaning, at: int, word: Word) -> None:
        turn = meaning.turn
        assert turn is not None
        if turn in {Turn.THAN, Turn.UNSURE}:
            self.marks.add(turn)
            return
        if (
            turn is Turn.NOT_AT_ALL
            and not self.pending
            and self.denied
            and self.hits[-1].clause == word.clause
        ):
            last = self.hits.pop()
            self.hits.append(last._replace(value=1.2 if last.value < 3 else 4.7))
            return
        if turn is Turn.MORE_AFTER:
            if self.hits and self.hits[-1].clause == word.clause:
                last = self.hits.pop()
                self.hits.append(last._replace(value=_turned(last.value, (Turn.MORE,), self.question)))
            return
        value = _value_for(self.question, meaning)
        alone = ALONE[turn]
        if value is not None:
            self.pending_value = _turned(value[0], _flat(self.pending), self.question)
        elif alone is not None:
            self.pending_value = 6 - alone if self.question == "stress" else alone
        self.pending.append(turn)
        self.pending_at, self.pending_clause = at, word.clause

    def _take_label(self, word: Word) -> None:
        if LABELS[word.text] != self.question:
            self.pending, self.pending_value = [], None
        elif self.pending and self.pending[-1] in {Turn.NOT, Turn.NOT_AT_ALL, Turn.HARDLY}:
            amount = 2.0 if self.pending[-1] is Turn.HARDLY else 1.0
            self.pending, self.pending_value = [], None
            self._add(6 - amount if self.question == "stress" else amount, word, "the question")

    def _take_value(self, meaning: Meaning, word: Word) -> None:
        turns = _flat(self.pending)
        self.pending, self.pending_value = [], None
        value = _value_for(self.question, meaning)
        if value is None:
            self.denied = False
            return
        topics = self.facts[word.clause][0]
        if not value[1] and topics and self.question not in topics:
            self.denied = False
            return
        self.denied = bool({Turn.NOT, Turn.HARDLY} & set(turns))
        self._add(_turned(value[0], turns, self.question), word, "the question" if value[1] else "anything")

    def _add(self, value: float, word: Word, about: Literal["the question", "anything"]) -> None:
        self.hits.append(Hit(value, self.facts[word.clause][1], about == "the question", word.clause))


_CLEAR_SPREAD: Final = 2.3
"""Two statements of equal standing further apart than this contradict each other, and nothing is guessed."""


def words_verdict(question: Question, tokens: Sequence[Token]) -> Verdict:
    """What the words say about the question; None with a low confidence when they do not, or contradict themselves."""
    words = words_of(tokens)
    reader = _Reader(question, _clause_facts(tokens))
    for first, meaning in phrases_in(words):
        reader.take(meaning, first, words[first])
    reader.drop_pending()
    hits = reader.hits or reader.alone
    signs = _signs(question, tokens)
    if not hits and not signs:
        return Verdict(None, 0.1, "compared" if Turn.THAN in reader.marks else "no_words")
    if not hits:
        return Verdict(
            sum(signs) / len(signs), 0.6 if max(signs) - min(signs) < _CLEAR_SPREAD else 0.2, "emoji"
        )
    return _together(hits, signs, reader.marks, TURNS & {token.text for token in tokens})


def _signs(question: Question, tokens: Sequence[Token]) -> list[float]:
    table = _SIGNS[question]
    return [table[token.text] for token in tokens if token.text in table]


def _together(
    hits: Sequence[Hit], signs: Sequence[float], marks: set[Turn], turned: frozenset[str]
) -> Verdict:
    loud = max(hit.weight for hit in hits)
    if loud < 0.3:
        return Verdict(None, 0.2, "background_only")
    main = [hit for hit in hits if hit.weight >= loud * 0.6] if loud > 0.5 else list(hits)
    own = [hit.value for hit in main if hit.own]
    rest = [hit.value for hit in main if not hit.own]
    sides = own if own else rest
    if len(sides) > 1 and min(sides) <= 2.2 and max(sides) >= 3.8 and not turned:
        return Verdict(None, 0.3, "contradiction")
    spread = (
        max(own) - min(own) if len(own) > 1 else (max(rest) - min(rest) if not own and len(rest) > 1 else 0.0)
    )
    if spread > _CLEAR_SPREAD:
        return Verdict(None, 0.3, "contradiction")
    total = sum(hit.weight * _standing(hit, own) for hit in hits)
    value = sum(hit.value * hit.weight * _standing(hit, own) for hit in hits) / total
    if signs:
        value = (value * 3 + sum(signs) / len(signs)) / 4
    confidence = 0.8 if own else 0.7
    if spread > 1.2:
        confidence -= 0.15
    if Turn.UNSURE in marks:
        confidence -= 0.15
    if Turn.THAN in marks and not own:
        confidence -= 0.3
    return Verdict(value, confidence, "words")


def _standing(hit: Hit, own: Sequence[float]) -> float:
    """Words about the question itself count more than "good" and "bad"."""
    return 1.0 if hit.own or not own else 0.35
