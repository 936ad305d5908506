"""Turns the entries of a pack's word lists into linear-time expressions over the ASCII view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import re2

from escalation.normalise import Pattern, fold
from escalation.redflag_rules import ListPattern, PackError

_SEPARATOR = r"(?:[^a-z0-9.!?]{1,6}|\.| ?\.{2,5} ?)"
_WORDS_BETWEEN = rf"(?:[a-z0-9']+{_SEPARATOR}){{0,3}}"
_MEMORY = 4 << 20  # bytes of automaton cache a list may use; past that it is rebuilt, which costs time only


def entry_pattern(
    where: str, entry: str, raw: Mapping[str, tuple[Path, list[str]]], lang: str, depth: int
) -> str:
    """An entry of a word list as a regular expression over the ASCII view.

    A space is any separator, `*` the rest of a word, `~` up to three words in between, `'` may be missing,
    `{name}` another list; groups and alternatives are written as usual.
    """
    if depth > 6:
        raise PackError(f"{where}: {entry!r}: lists refer to each other in a circle")
    if not entry.strip():
        raise PackError(f"{where}: an entry is empty")
    out: list[str] = []
    text = entry.lower()
    position = 0
    while position < len(text):
        character = text[position]
        position += 1
        if character.isascii() and character.isalnum():
            out.append(character)
        elif character == "{" and text[position : position + 1].isalpha():
            end = text.find("}", position)
            name = text[position:end]
            if name not in raw:
                raise PackError(f"{where}: {entry!r}: no list is called {name!r}")
            inner = [entry_pattern(where, item, raw, lang, depth + 1) for item in raw[name][1]]
            out.append(f"(?:{'|'.join(inner)})")
            position = end + 1
        elif character == " ":
            out.append(_SEPARATOR)
        elif character == "~":
            out.append(_WORDS_BETWEEN)
            position += text[position : position + 1] == " "
        elif character == "\\":
            out.append(character + text[position : position + 1])
            position += 1
            if text[position : position + 1] == "*":
                out.append("*")
                position += 1
        elif character == "*":
            out.append("*" if text[position - 2 : position - 1] in (")", "]", ".") else "[a-z]*")
        elif character in "'’":
            out.append("'?")
            position += text[position : position + 1] == "?"
        elif character == "(" and text[position : position + 1] != "?":
            out.append("(?:")
        elif character in "äöü" and lang == "de":
            out.append(f"{fold(character).text}e?")
        else:
            out.append(fold(character).text)
    return "".join(out)


def typos_of(word: str) -> set[str]:
    """A letter dropped or two swapped inside a long word, as thumbs do."""
    if len(word) < 6:
        return set()
    dropped = {word[:i] + word[i + 1 :] for i in range(1, len(word))}
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1)}
    return (dropped | swapped) - {word}


def compile_bytes(where: str, pattern: str) -> ListPattern:
    """Compiled for a view's bytes; PackError, beginning with `where`, when it is no pattern."""
    try:
        compiled: ListPattern = re2.compile(pattern.encode(), _options())
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise PackError(f"{where}: not a pattern: {reason[:80]}") from error
    return compiled


def compile_spellings(words: Iterable[str]) -> Pattern | None:
    """Finds text that holds one of the chat spellings; None when there are none."""
    escaped = [re2.escape(word) for word in sorted(words)]
    if not escaped:
        return None
    compiled: Pattern = re2.compile(r"\b(?:" + "|".join(escaped) + r")\b", _options())
    return compiled


def _options() -> re2.Options:
    options = re2.Options()
    options.max_mem = _MEMORY
    options.longest_match = True
    options.never_capture = True
    options.log_errors = False
    return options
