"""The lexicon as a tree of words, and the longest phrases of it that a text holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, Literal, NamedTuple

from bot.routines import scoring_lexicon_en as english
from bot.routines import scoring_lexicon_more as more
from bot.routines.scoring_counting import LABELS
from bot.routines.scoring_tokens import Token
from bot.routines.scoring_turns import TURN_WORDS, Turn
from bot.routines.words_fold import fold
from bot.routines.words_numbers import digits_of
from bot.routines.words_phrases import expanded, words

Kind = Literal["any", "amount", "energy", "stress", "sleep"]


class Meaning(NamedTuple):
    """What a phrase of the lexicon can mean, per kind; values as well-being from 1 to 5, 5 the best."""

    values: dict[Kind, float]
    turn: Turn | None


_IGNORED: Final = words("""
    a|an|the|my|i|im|ive|id|is|was|were|am|are|be|been|being|it|its|thats|that|there|theres|of|our|your|his|her|their|
    this|feel|feeling|felt|today|tonight|just|still|tbh|honestly|actually|me|myself;
    ja|der|die|das|ein|eine|einen|mein|meine|ich|bin|war|ist|es|habe|hab|hatte; el|un|una|los|las|mi|estoy|he|lo;
    le|la|les|du|de|des|mon|je|suis|jai|une; il|sono|ho|mio|mia; o|os|as|um|uma|meu|minha|estou|to|tou
""") - {"to"}
_MERGED: Final = {
    (before, word): merged
    for merged, pairs in {
        "alittle": "a little",
        "bit": "a bit",
        "afew": "a few",
        "unpoco": "un poco|po|peu|poquito|pochino; um pouco|pouquinho; ein wenig|bisschen",
        "beenbetter": "been|felt better",
        "beenworse": "been|felt worse",
        "feelingit": "feeling it",
        "losingit": "losing it",
        "killingit": "killing it",
        "crushingit": "crushing it",
        "nailingit": "nailing it",
        "smashingit": "smashing it",
        "handlingit": "handling it",
        "handleit": "handle it",
    }.items()
    for before, word in (pair.split() for pair in expanded(pairs))
}
"""Two words that mean another thing together than the second does alone."""

_SAY_NOTHING_ALONE: Final = frozenset(
    [
        "had",
        "in",
        "on",
        "with",
        "what",
        "up",
        "not",
        "10",
        "100",
        "full",
        "com",
        "dont",
        "didnt",
        "wasnt",
        "sleep",
        "slept",
        "going",
        "standing",
        "handle",
        "handling",
        "better",
        "worse",
        "plus",
        "before",
        "always",
        "ever",
        "sei",
        "nada",
        "todo",
        "tout",
        "mil",
        "vez",
        "certo",
        "getting",
        "expected",
        "mesmo",
        "po",
        "heat",
        "na",
        "muss",
        "killing",
        "losing",
        "crushing",
        "alive",
        "profundo",
        "siempre",
        "sempre",
        "here",
        "out",
        "down",
        "well_",
        "go",
        "get",
    ]
)
"""What may be left of an idiom without its articles, but is no idiom any more ("full of it", "on it")."""


def _plain(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as they are looked for; none when too little is left of it."""
    words = digits_of(fold(phrase.replace("'", ""))).split()
    kept = tuple(_without_ignored(words))
    return () if len(kept) == 1 < len(words) and kept[0] in _SAY_NOTHING_ALONE else kept


def _without_ignored(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    skip = False
    for index, word in enumerate(words):
        if skip:
            skip = False
            continue
        merged = _MERGED.get((word, words[index + 1])) if index + 1 < len(words) else None
        if merged is not None:
            kept.append(merged)
            skip = True
        elif word not in _IGNORED:
            kept.append(word)
    return kept or list(words)


class _Node:
    """A word of some phrases: the words that may follow it, and what the phrase that ends here means."""

    __slots__ = ("meaning", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.meaning: Meaning | None = None


def _build() -> tuple[_Node, frozenset[str]]:
    root = _Node()
    vocabulary: set[str] = set()

    def node_of(phrase: str) -> _Node:
        node = root
        for word in _plain(phrase):
            vocabulary.add(word)
            node = node.next.setdefault(word, _Node())
        return node

    def add(kind: Kind, value: float, phrase: str) -> None:
        node = node_of(phrase)
        if node is root:
            return
        node.meaning = node.meaning or Meaning({}, None)
        node.meaning.values.setdefault(kind, value)

    for lexicon in (english, more):
        kinds: tuple[tuple[Kind, dict[float, str]], ...] = (
            ("any", lexicon.ANY),
            ("amount", lexicon.AMOUNT),
            ("energy", lexicon.ENERGY),
            ("stress", lexicon.STRESS),
            ("sleep", lexicon.SLEEP),
        )
        for kind, table in kinds:
            for value, notation in table.items():
                for phrase in expanded(notation):
                    add(kind, 6 - value if kind == "stress" else value, phrase)
    for label in LABELS:
        node = node_of(label)
        node.meaning = node.meaning or Meaning({}, None)
    for turn, notation in TURN_WORDS.items():
        for phrase in expanded(notation):
            node = node_of(phrase)
            if node is not root:
                node.meaning = Meaning(node.meaning.values if node.meaning else {}, turn)
    return root, frozenset(vocabulary)


@cache
def _lexicon() -> tuple[_Node, frozenset[str]]:
    """The tree, and all words in it. Built when first asked for: most commands of a terminal never score."""
    return _build()


def vocabulary() -> frozenset[str]:
    """All words of the lexicon."""
    return _lexicon()[1]


def speaking_words() -> frozenset[str]:
    """The words that say something by themselves."""
    root = _lexicon()[0]
    return frozenset(word for word, node in root.next.items() if node.meaning is not None) | frozenset(LABELS)


class Word(NamedTuple):
    """A word that the lexicon may know, and the part of the sentence it stands in."""

    text: str
    clause: int


def words_of(tokens: Sequence[Token]) -> list[Word]:
    """The words that the lexicon is asked for: without articles and the like, "a little" as one."""
    kept: list[Word] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        merged = _MERGED.get((token.text, tokens[at + 1].text)) if at + 1 < len(tokens) else None
        if merged is not None:
            kept.append(Word(merged, token.clause))
            at += 2
            continue
        if token.text not in _IGNORED and (token.text[0].isalnum() or token.text in ".!?\n;,"):
            kept.append(Word(token.text, token.clause))
        at += 1
    return kept or [Word(token.text, token.clause) for token in tokens]


def phrases_in(words: Sequence[Word]) -> Iterator[tuple[int, Meaning]]:
    """The longest phrases of the lexicon in the text, from left to right: the index of the first word, the meaning."""
    root = _lexicon()[0]
    at = 0
    while at < len(words):
        node: _Node | None = root
        best: tuple[int, Meaning] | None = None
        here = at
        while here < len(words):
            assert node is not None
            if words[here].text == "," and here > at:
                here += 1
                continue
            node = node.next.get(words[here].text)
            if node is None:
                break
            here += 1
            if node.meaning is not None:
                best = (here, node.meaning)
        if best is None:
            at += 1
            continue
        yield at, best[1]
        at = best[0]
