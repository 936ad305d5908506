"""Cuts a text into pieces that Telegram takes, at a border that a reader does not mind."""

from __future__ import annotations

import unicodedata

# Telegram counts UTF-16 units: an emoji is two or more.
MESSAGE_UNITS = 4096
CAPTION_UNITS = 1024

PLACEHOLDER = "…"  # Telegram refuses a message that shows nothing

# Best border first; each must lie in the second half of the piece, or the pieces become crumbs.
BORDERS = ("\n\n", "\n", " ")

# Longest tail of joiners, marks and skin tones that is kept whole when a word has to be cut.
CLUSTER = 16


def units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def sayable(text: str) -> str:
    """`text` with half characters replaced, or a placeholder when a reader would see nothing."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole if _visible(whole) else PLACEHOLDER


def split(text: str, first: int = MESSAGE_UNITS, rest: int = MESSAGE_UNITS) -> tuple[str, ...]:
    """`text` in pieces of at most `first`, then `rest` UTF-16 units; only blanks at the borders are lost."""
    pieces: list[str] = []
    left, room = sayable(text), first
    while (end := _fitting(left, room)) < len(left):
        cut = _border(left, end)
        piece, left = left[:cut].rstrip(), left[cut:].lstrip()
        if _visible(piece):
            pieces.append(piece)
            room = rest
    if _visible(left) or not pieces:
        pieces.append(left)
    return tuple(pieces)


def clipped(text: str, room: int) -> str:
    """`text`, or as much of its beginning as fits with a mark that something is missing."""
    if units(text) <= room:
        return text
    return split(text, room - units(PLACEHOLDER))[0] + PLACEHOLDER


def _fitting(text: str, room: int) -> int:
    """How many characters of `text` fit into `room` units."""
    used = 0
    for index, character in enumerate(text[: room + 1]):
        used += 2 if character > "\uffff" else 1
        if used > room:
            return index
    return len(text)


def _border(text: str, end: int) -> int:
    for border in BORDERS:
        found = text.rfind(border, end // 2, end + len(border))
        if found > 0:
            return found
    for cut in range(end, max(end - CLUSTER, 1), -1):
        if not _joined(text[cut - 1], text[cut]):
            return cut
    return end


def _joined(before: str, after: str) -> bool:
    """Whether a reader sees the two as one character."""
    return (
        before == "\u200d"
        or after == "\u200d"
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or unicodedata.category(after) in ("Mn", "Me", "Mc")
    )


def _visible(text: str) -> bool:
    return any(not (c.isspace() or unicodedata.category(c) in ("Cc", "Cf", "Cs")) for c in text)
