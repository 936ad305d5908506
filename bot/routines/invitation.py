"""What of a message may be an invite's code, however it was typed: `/start CODE`, `start CODE`, or the bare code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.routines.understanding import CommandName, command_of

LONGEST: Final = 300  # characters; nobody who only wants to come in writes more
MOST: Final = 5  # words that are tried as codes

# As bot/desk.py makes them: twelve letters and digits.
_CODE: Final = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{12}(?![A-Za-z0-9])")
_PLAINLY: Final = re.compile(r"\A[\W_]*(?:start[\W_]+)?[A-Za-z0-9]{12}[\W_]*\Z", re.IGNORECASE)
_NO_WORD: Final = re.compile(r"\d|(?<=.)[A-Z]")  # a digit, or a capital inside: no word of a language


@dataclass(frozen=True, slots=True)
class Invitation:
    """Codes to try in this order. `alone`: the message says nothing else, so that a wrong code can be told so."""

    codes: tuple[str, ...]
    alone: bool


def invitation_in(text: str) -> Invitation | None:
    """None when nothing in `text` could be a code."""
    command = command_of(text)
    if command is not None and command.name is CommandName.START and command.argument:
        return Invitation((command.argument, *_codes(command.argument)), alone=True)
    if len(text) > LONGEST or not (codes := _codes(text)):
        return None
    alone = _PLAINLY.match(text) is not None and _NO_WORD.search(codes[0]) is not None
    return Invitation(codes, alone)


def _codes(text: str) -> tuple[str, ...]:
    """A phone likes to begin a message with a capital: each code is also tried without."""
    found = _CODE.findall(text)[:MOST]
    return tuple(dict.fromkeys(form for code in found for form in (code, code[0].lower() + code[1:])))
