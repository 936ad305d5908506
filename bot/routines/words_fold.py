"""Owns how a client's text is levelled before it is read: case, accents, quotes, invisible characters and
look-alike digits are removed, so that every other rule sees plain lower-case words and Western digits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

LONGEST_READ: Final = 4096
"""Telegram's own limit for a message; nothing after it is read."""

_APOSTROPHES: Final = frozenset("'’‘ʼʹ′`´＇")
_DASHES: Final = frozenset("-‐‑‒–—―−－")
_FRACTIONS: Final = {"½": ".5", "¼": ".25", "¾": ".75"}
_BASE_LETTERS: Final = {
    "ø": "o",
    "Ø": "o",
    "æ": "ae",
    "Æ": "ae",
    "œ": "oe",
    "Œ": "oe",
    "ı": "i",
    "ł": "l",
    "Ł": "l",
    "đ": "d",
}
_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)


def _levelled(char: str) -> str:
    """The plain form of one character: usually one, none for invisible ones, more for ligatures."""
    if char in _APOSTROPHES:
        return "'"
    if char in _DASHES:
        return "-"
    if char in _FRACTIONS:
        return _FRACTIONS[char]
    if char in _BASE_LETTERS:
        return _BASE_LETTERS[char]
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category in {"Mn", "Me", "Cf", "Cs", "Co"} or ord(char) in _SKIN_TONES:
        return ""
    if char == "\n" or category in {"Zl", "Zp"}:
        return "\n"
    if category in {"Cc", "Zs"}:
        return " "
    decomposed = unicodedata.normalize("NFKD", char)
    return "".join(part for part in decomposed.casefold() if unicodedata.category(part) not in {"Mn", "Zs"})


class _Levels(dict[int, str]):
    """Remembers what each character becomes; str.translate asks it once per new character."""

    def __missing__(self, code: int) -> str:
        plain = _levelled(chr(code))
        self[code] = plain
        return plain


_LEVELS: Final = _Levels()


@dataclass(frozen=True, slots=True)
class Folded:
    """A levelled text that still knows where each of its characters stood in the raw one."""

    raw: str
    text: str
    offsets: tuple[int, ...] | None
    """Raw index of every folded character; None when both have the same length and order."""

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the raw text that the half-open folded span came from."""
        if self.offsets is None:
            return start, end
        if start >= end:
            return 0, 0
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> str:
    """The levelled text, at most the first LONGEST_READ characters of the raw one."""
    text = text[:LONGEST_READ]
    if text.isascii() and text.isprintable() and "`" not in text:
        return text.lower()
    return text.translate(_LEVELS)


def fold_keeping_offsets(text: str) -> Folded:
    """Like fold, with the way back to the raw text."""
    raw = text[:LONGEST_READ]
    if raw.isascii():
        return Folded(raw, fold(raw) if raw.isprintable() else raw.translate(_LEVELS), None)
    parts: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(raw):
        plain = _LEVELS[ord(char)]
        parts.append(plain)
        offsets.extend([index] * len(plain))
    return Folded(raw, "".join(parts), tuple(offsets))


_STRETCHED: Final = re.compile(r"([^\W\d_])\1{2,}")
_NOT_WORD: Final = re.compile(r"[\W_]+")


def plain_words(text: str) -> str:
    """Only the words of the text, apostrophes dropped ("don't" is "dont"), one space between, nothing else."""
    folded = fold(text).replace("'", "")
    return _NOT_WORD.sub(" ", _STRETCHED.sub(r"\1", folded)).strip()
