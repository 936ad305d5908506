"""The small notation in which phrase lists are written: `;` between phrases, spaces between words, `a|b` for
either, `a?` for perhaps, `_` for a space inside a choice; a choice may go on after `|` on the next line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Final

_CHOICE_GOES_ON: Final = re.compile(r"\|\s+")


def _choices(slot: str) -> tuple[str, ...]:
    optional = slot.endswith("?")
    choices = tuple(choice.replace("_", " ") for choice in slot.removesuffix("?").split("|"))
    return (*choices, "") if optional else choices


def expanded(notation: str) -> Iterator[str]:
    """Every phrase that the notation stands for, words one space apart, in the order written."""
    for phrase in _CHOICE_GOES_ON.sub("|", notation).split(";"):
        slots = [_choices(slot) for slot in phrase.split()]
        if slots:
            for words in product(*slots):
                yield " ".join(word for word in words if word)


def words(notation: str) -> frozenset[str]:
    """All phrases that the notation stands for, as a set."""
    return frozenset(expanded(notation))


def any_of(phrases: str) -> str:
    """A regular expression for any of the phrases of the notation, the longest first."""
    return (
        "(?:"
        + "|".join(
            re.escape(phrase) for phrase in sorted(set(expanded(phrases)), key=lambda one: (-len(one), one))
        )
        + ")"
    )
