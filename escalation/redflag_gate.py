"""Tells from the beginnings of a message's words which word lists could occur in it at all.

Most messages rule out most lists this way for the price of a few look-ups, and what is left is searched for
exactly. The gate may say yes too often, never no too often: what it cannot work out, it lets through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_LENGTH = 6  # characters looked at, from the beginning of a word on into the next ones
_GAP = "$"  # stands for any run of characters between two words
_MOST = 5000  # beginnings of one pattern; one that has more is let through always

_STRUCTURE = re.compile(
    r"[()|]|\\.|\[.[^\]]*\]"
)  # an escape or a class is taken whole, so that nothing in it counts
_RUN = re.compile(r"[a-z0-9]+(?![?*+{])")  # letters that no quantifier touches
_BETWEEN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Gate:
    """`masks` gives for a beginning the lists (a bit each) that may start so; `always` those never ruled out."""

    masks: Mapping[str, int]
    always: int

    def possible(self, text: str) -> int:
        """The lists, a bit each, that could occur in the text."""
        masks = self.masks
        found = self.always
        words = [word for word in _BETWEEN.split(text) if word]
        words += ["", ""]
        for index in range(len(words) - 2):
            stream = words[index]
            if len(stream) < _LENGTH:
                stream = f"{stream}{_GAP}{words[index + 1]}{_GAP}{words[index + 2]}"
            for length in range(1, min(len(stream), _LENGTH) + 1):
                mask = masks.get(stream[:length])
                if mask is not None:
                    found |= mask
        return found


def build_gate(patterns: Iterable[str]) -> Gate:
    """`patterns` are the lists' expressions without the word boundaries around them."""
    masks: dict[str, int] = {}
    always = 0
    for index, pattern in enumerate(patterns):
        beginnings = _beginnings(pattern)
        if beginnings is None:
            always |= 1 << index
            continue
        for beginning in beginnings:
            masks[beginning] = masks.get(beginning, 0) | 1 << index
    return Gate(masks, always)


# While beginnings are worked out, a string that can still grow is kept as it is; one that is settled (long
# enough, or followed by something unknown) ends in _DONE.
_DONE = "\0"


def _beginnings(pattern: str) -> set[str] | None:
    """All beginnings of what the pattern matches; None when some match could begin with anything."""
    found, position = _alternatives(pattern, 0)
    if position != len(pattern) or len(found) > _MOST:
        return None
    settled: set[str] = set()
    for beginning in found:
        text = beginning.removesuffix(_DONE)
        if beginning == text and len(text) < _LENGTH and not text.endswith(_GAP):
            text += _GAP
        if text in ("", _GAP) or text.startswith(_GAP):
            return None
        settled.add(text)
    return settled


def _alternatives(pattern: str, position: int) -> tuple[set[str], int]:
    found: set[str] = set()
    while True:
        sequence, position = _sequence(pattern, position)
        found |= sequence
        if position >= len(pattern) or pattern[position] == ")":
            return found, position
        position += 1  # past the |


def _sequence(pattern: str, position: int) -> tuple[set[str], int]:
    so_far = {""}
    while position < len(pattern) and pattern[position] not in "|)":
        if all(part.endswith(_DONE) for part in so_far):
            return so_far, _end_of_sequence(pattern, position)  # nothing that follows is a beginning
        unit, position = _unit(pattern, position)
        optional, repeated, position = _quantifier(pattern, position)
        if repeated and unit != {_GAP}:
            unit = unit | {part + _DONE for part in unit if not part.endswith(_DONE)}
        grown = {_joined(first, second) for first in so_far for second in unit}
        so_far = grown | so_far if optional else grown
    return so_far, position


def _end_of_sequence(pattern: str, position: int) -> int:
    """Where the alternative that `position` stands in ends: at its `|` or `)`, or with the pattern."""
    depth = 0
    for found in _STRUCTURE.finditer(pattern, position):
        match found.group():
            case "(":
                depth += 1
            case "|" | ")" if depth == 0:
                return found.start()
            case ")":
                depth -= 1
    return len(pattern)


def _unit(pattern: str, position: int) -> tuple[set[str], int]:
    character = pattern[position]
    if character == "(":
        skip = 3 if pattern.startswith("(?:", position) else 1
        found, position = _alternatives(pattern, position + skip)
        return found, position + 1
    if character == "[":
        end = pattern.index("]", position + 2)
        inside = pattern[position + 1 : end]
        if inside.isalnum():
            return set(inside), end + 1
        return {_GAP if inside.startswith("^a-z0-9") else _DONE}, end + 1
    if character == "\\":
        escaped = pattern[position + 1]
        if escaped == "b":
            return {""}, position + 2
        if escaped == "d":
            return set("0123456789"), position + 2
        return {_DONE if escaped in "wWSD" else _GAP}, position + 2
    if character == "^":
        return {""}, position + 1
    if character == ".":
        return {_DONE}, position + 1
    if run := _RUN.match(pattern, position):
        return {run.group()}, run.end()
    if character.isascii() and character.isalnum():
        return {character}, position + 1
    return {_GAP}, position + 1


def _quantifier(pattern: str, position: int) -> tuple[bool, bool, int]:
    """Whether what stands before may be absent, may be repeated, and where the pattern goes on."""
    if position >= len(pattern):
        return False, False, position
    match pattern[position]:
        case "?":
            return True, False, position + 1
        case "*":
            return True, True, position + 1
        case "+":
            return False, True, position + 1
        case "{":
            end = pattern.index("}", position)
            return pattern[position + 1] == "0", True, end + 1
        case _:
            return False, False, position


def _joined(first: str, second: str) -> str:
    if first.endswith(_DONE):
        return first
    if first.endswith(_GAP) and second.startswith(_GAP):
        second = second[1:]
    joined = first + second
    if len(joined.removesuffix(_DONE)) >= _LENGTH:
        return joined[:_LENGTH] + _DONE
    return joined
