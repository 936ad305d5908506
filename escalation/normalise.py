"""Turns a client's raw text into views in which disguised or careless spelling reads as plain words.

Every view is ASCII and carries a map back to code-point offsets of the raw text. Views only ever add to
what is heard: the plain view is always read, the mended ones are read beside it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

import re2

# A letter of a script that no view can spell; a separator to every rule.
FOREIGN = "\x1a"


class Pattern(Protocol):
    """What is used of a compiled google-re2 pattern over str."""

    def search(self, text: str) -> object | None: ...


@dataclass(frozen=True, slots=True)
class View:
    """ASCII text to be matched; `starts` and `ends` give, per character, its raw span. None is identity."""

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Raw code-point span of the non-empty slice [start, end) of this view."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True, slots=True)
class Spelling:
    """What stands in chat -> what is meant, of all packs together."""

    words: Mapping[str, str] = field(default_factory=dict)
    trigger: Pattern | None = None


# NFKD already opens accented, full-width, mathematical and circled letters; here stand the look-alikes met
# most, the rest is asked of the Unicode confusables table.
_LOOKALIKES: dict[str, str] = {
    # Cyrillic
    **dict(zip("авсԁеɡһіјкмпорԛгѕтуѵԝхуьзяи", "abcdeghijkmnopqrstyvwxybzrn", strict=True)),
    **dict(zip("АВСЕНІЈКМОРЅТУХЗ", "abcehijkmopstyxz", strict=True)),
    # Greek
    **dict(zip("αβεηικνορτυχωγσ", "abenikvoptuxwys", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx", strict=True)),
    # Latin letters that have no decomposition
    **{"ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "þ": "th"},
    **{"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ɑ": "a", "ƅ": "b", "ո": "n", "ս": "u"},
    # Marks
    **{"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "＇": "'", "“": '"', "”": '"', "„": '"'},
    **{"«": '"', "»": '"', "–": "-", "—": "-", "‑": "-", "−": "-", "…": "...", "¿": " ", "¡": " "},
    **{"£": "$", "€": "$", "×": "x", "•": " ", "·": " "},
}

# Emoji that carry a meaning of their own; the word is what rules see. All others read as a space.
_EMOJI: dict[str, str] = {
    "🔪": "knife", "🗡": "knife", "🔫": "gun", "💊": "pills", "💉": "needle", "🩸": "blood",
    "⚰": "coffin", "🪦": "grave", "🪢": "noose", "🚑": "ambulance", "🆘": "sos", "🪒": "razor",
    "😵": "dizzy", "🤮": "vomiting", "💔": "heartbroken", "🍷": "wine", "🍺": "beer", "🥃": "whiskey",
}  # fmt: skip

_LEET = str.maketrans("0134578@$!|+", "oieastbasilt")
_LEET_L = str.maketrans("0134578@$!|+", "oleastbasilt")
_LEET_MARKS = frozenset("0134578@$!|+*")
_MAX_WORD = 64  # a longer run without a space is no disguised word; it is left as it stands

# Anything that could make a mended view differ from the plain one. Conservative: a needless yes costs time only.
_DISGUISE = re2.compile(
    r"[a-z][0134578@$|*+!][a-z0-9@$!|]|[a-z]0\b|[a-z]{3}[1345]\b|\b[0134578][a-z]{4}|(?:^|\s)[@$|][a-z]{2}|[a-z]\*+[a-z]|"
    + "|".join(letter * 3 for letter in "abcdefghijklmnopqrstuvwxyz")
    + r"|(?:^|[^a-z0-9'])[a-z0-9@$!][ .*_~/|,\-]{1,2}[a-z0-9@$!][ .*_~/|,\-]{1,2}[a-z0-9@$!](?:[^a-z0-9']|$)"
)


def views(text: str, spelling: Spelling) -> tuple[View, ...]:
    """The plain view first, then those mended views that differ from it. Time is linear in the text."""
    plain = fold(text)
    mendable = _DISGUISE.search(plain.text) is not None
    if not mendable and (spelling.trigger is None or spelling.trigger.search(plain.text) is None):
        return (plain,)
    found = [plain]
    seen = {plain.text}
    for table, keep in ((_LEET, 2), (_LEET_L, 2), (_LEET, 1)):
        view = _mend(plain, spelling.words, table, keep)
        if view.text not in seen:
            seen.add(view.text)
            found.append(view)
    return tuple(found)


def fold(text: str) -> View:
    """Lower-case ASCII without accents, invisible characters or look-alikes; ASCII text keeps its offsets."""
    if text.isascii():
        return View(text.lower().replace("_", " "))
    pieces = [_plain(character) for character in text]
    starts: list[int] = []
    ends: list[int] = []
    for index, piece in enumerate(pieces):
        if len(piece) == 1:
            starts.append(index)
            ends.append(index + 1)
        else:
            starts.extend([index] * len(piece))
            ends.extend([index + 1] * len(piece))
    return View("".join(pieces), tuple(starts), tuple(ends))


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    """One code point as lower-case ASCII: nothing, one character or a few."""
    if character.isascii():
        return " " if character == "_" else character.lower()
    if character in _LOOKALIKES:
        return _LOOKALIKES[character]
    if character in _EMOJI:
        return f" {_EMOJI[character]} "
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf", "Cc", "Cn", "Cs", "Co"):
        return ""
    opened = unicodedata.normalize("NFKD", character)
    if opened != character:
        return "".join(_plain(part) for part in opened)
    if category.startswith("L"):
        return _from_unicode_table(character)
    if category.startswith(("Z", "S")):
        return " "
    if category.startswith("P"):
        return "." if character in "。！？؟।" else " "
    return FOREIGN


def _from_unicode_table(character: str) -> str:
    # Imported here since its tables take 30 ms to load and most practices never meet such a letter.
    from confusable_homoglyphs import confusables

    for twin in confusables.confusables_data.get(character, ()):
        letters = str(twin["c"])
        if letters.isascii() and letters.isalpha():
            return letters.lower()
    return FOREIGN


def _mend(plain: View, words: Mapping[str, str], leet: dict[int, int], keep: int) -> View:
    """`plain` with disguised words spelled out; runs of three or more of a letter shortened to `keep`."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def put(letters: str, start: int, end: int) -> None:
        """Write `letters` for plain[start:end]: one for one where lengths agree, else all for the whole."""
        raw = plain.span(start, end)
        for offset, letter in enumerate(letters):
            here = plain.span(start + offset, start + offset + 1) if len(letters) == end - start else raw
            out.append(letter)
            starts.append(here[0])
            ends.append(here[1])

    text = plain.text
    position = 0
    for start, end in _tokens(text):
        if position < start:
            put(text[position:start], position, start)
        position = end
        token = text[start:end]
        meant = words.get(token)
        if meant is not None:
            put(meant, start, end)
            continue
        if len(token) > _MAX_WORD:
            put(token, start, end)
            continue
        if " " in token or "." in token or "-" in token or "*" in token[1:-1] or "/" in token:
            joined = _joined(token)
            if joined is not None:
                joined = joined.translate(leet) if not joined.isalpha() else joined
                put(joined, start, end)
                continue
        spelled = _unleet(token, leet)
        shortened = _shorten(spelled, keep)
        meant = words.get(shortened)
        put(shortened if meant is None else meant, start, end)
    if position < len(text):
        put(text[position:], position, len(text))
    return View("".join(out), tuple(starts), tuple(ends))


def _tokens(text: str) -> list[tuple[int, int]]:
    """Spans of words, with a run of single spaced-out letters ("s u i c", "k.i.l.l") as one word."""
    spans = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    # Where most words are single letters, two of them in a row are a word as well ("m y").
    least = 2 if sum(end - start == 1 for start, end in spans) * 2 > len(spans) else 3
    merged: list[tuple[int, int]] = []
    index = 0
    while index < len(spans):
        start, end = spans[index]
        last = index
        if end - start == 1:
            mark = ""
            while last + 1 < len(spans) and spans[last + 1][1] - spans[last + 1][0] == 1:
                gap = text[spans[last][1] : spans[last + 1][0]]
                if not 0 < len(gap) <= 3 or "\n" in gap:
                    break
                if mark and gap != mark and "'" not in gap:
                    # After a wide gap the letter belongs to the next word.
                    last -= len(gap) < len(mark)
                    break
                mark = mark or gap
                last += 1
        if last - index + 1 >= least:
            merged.append((start, spans[last][1]))
            index = last + 1
        else:
            merged.append((start, end))
            index += 1
    return merged


_WORD = re2.compile(r"[a-z0-9@$](?:[a-z0-9@$'|+*!]*[a-z0-9@$+*|])?")


def _joined(token: str) -> str | None:
    """The letters of a spaced-out run, or None when it is something else (a list of numbers, a date)."""
    if any(one.isalnum() and other.isalnum() for one, other in pairwise(token)):
        return None
    letters = [part for part in token if part.isalnum() or part in "@$!'"]
    if sum(part.isalpha() or part == "'" for part in letters) * 2 <= len(letters):
        return None
    return "".join(letters)


def _unleet(token: str, leet: dict[int, int]) -> str:
    if token.isalpha() or not any(mark in _LEET_MARKS for mark in token):
        return token
    letters = sum(part.isalpha() for part in token)
    if letters == 0 or sum(part.isdigit() for part in token) > letters + 1:
        return token
    if token[0].isdigit():
        # "10km", "3rd", "190bpm", "500cal" are quantities, not disguises
        number = token.rstrip("abcdefghijklmnopqrstuvwxyz")
        if number.isdigit() and len(token) - len(number) <= 3 and len(number) > 1:
            return token
    return token.replace("*", "i").translate(leet)


def _shorten(token: str, keep: int) -> str:
    out: list[str] = []
    for letter in token:
        if len(out) >= 2 and out[-1] == out[-2] == letter:
            continue
        out.append(letter)
    doubled = "".join(out)
    if keep == 2 or doubled == token:
        return doubled
    # Only a word that had a run of three is squeezed to single letters: "diiie" -> "die".
    single: list[str] = []
    for letter in token:
        if not single or single[-1] != letter:
            single.append(letter)
    return "".join(single)
