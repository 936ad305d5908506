"""Mends words that are one slip of the finger away from a word of the lexicon, when nothing else could be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import OSA

from bot.routines.scoring_tokens import Token
from bot.routines.scoring_words import SPEAKING_WORDS, VOCABULARY
from bot.routines.words_numbers import NUMBER_WORDS

_LONG_ENOUGH: Final = 5
_LONG_ENOUGH_ALONE: Final = 4
_NEARLY_ALONE: Final = 2

_REAL_WORDS: Final = frozenset([])
"""Common words that stand one letter from a word of the lexicon and mean what they say."""

_TARGETS: Final = frozenset(word for word in SPEAKING_WORDS | NUMBER_WORDS if len(word) >= _LONG_ENOUGH_ALONE and word.isalpha())


def _shortened(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _neighbours() -> dict[str, tuple[str, ...]]:
    """Every word of the lexicon under itself and under itself less one letter, so that a slip is found by look-up."""
    near: dict[str, list[str]] = {}
    for word in sorted(_TARGETS):
        for key in {word, *_shortened(word)}:
            near.setdefault(key, []).append(word)
    return {key: tuple(words) for key, words in near.items()}


_NEAR: Final = _neighbours()


def _mended(word: str) -> str | None:
    candidates = {near for key in (word, *_shortened(word)) for near in _NEAR.get(key, ())}
    fitting = [near for near in candidates if OSA.distance(word, near, score_cutoff=1) <= 1]
    if not fitting:
        return None
    return min(fitting, key=lambda near: (near[0] != word[0], sorted(near) != sorted(word), -len(near), near))


def corrected(tokens: Sequence[Token]) -> str | None:
    """The text with its slips mended, or None when there is nothing to mend."""
    words = [token.text for token in tokens]
    alone = sum(word.isalpha() for word in words) <= _NEARLY_ALONE
    changed = False
    for at, word in enumerate(words):
        if not word.isalpha() or word in VOCABULARY or word in _REAL_WORDS:
            continue
        squeezed = _squeezed(word)
        if squeezed in VOCABULARY:
            words[at], changed = squeezed, True
            continue
        if len(word) < (_LONG_ENOUGH_ALONE if alone else _LONG_ENOUGH):
            continue
        mended = _mended(squeezed)
        if mended is not None:
            words[at], changed = mended, True
    return " ".join(words) if changed else None


def _squeezed(word: str) -> str:
    """ "sooo tireddd": letters written three times and more stand for one or two."""
    if not any(word[at] == word[at + 1] == word[at + 2] for at in range(len(word) - 2)):
        return word
    twice = "".join(char for at, char in enumerate(word) if at < 2 or not char == word[at - 1] == word[at - 2])
    if twice in VOCABULARY:
        return twice
    once = "".join(char for at, char in enumerate(word) if at == 0 or char != word[at - 1])
    return once
