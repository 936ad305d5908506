"""Words on their way into Slack: measured, cut without breaking an escape, and stripped of every power.

What a client wrote may neither call anybody, nor format, nor link, nor hide: it is shown and does nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Dress = Callable[[str], str]

_NOTHING = "\u200b"  # zero width; Slack formats only between word boundaries, and this is neither side of one
# Inside a word neither "_" nor "@" does anything: there they stay, so that ids and addresses can be copied.
_FORMATS = re.compile(r"[*~`]|(?<![^\W_])_|_(?![^\W_])")
_CALLS = re.compile(r"(?<!\w)@")
_BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Other control characters, and the marks that reorder a line on the screen.
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HALVES = re.compile(r"[\ud800-\udfff]")  # cannot be sent at all
_GAPS = re.compile(r"\n\s*\n\s*\n+")


def size(text: str) -> int:
    """Length as the strictest of Slack's counters sees it: in UTF-16 units."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def clean(text: str) -> str:
    """The same words with one kind of line break, at most one empty line in a row, and nothing invisible."""
    text = _HALVES.sub("\ufffd", _BREAKS.sub("\n", text))
    return _GAPS.sub("\n\n", _UNSEEN.sub("", text)).strip()


def escape(text: str) -> str:
    """Our own words: formatting works, but no mention or link can arise from a name inside them."""
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _CALLS.sub("@" + _NOTHING, text)


def harmless(text: str) -> str:
    """A client's words on one or several lines: no mention, no link, no formatting."""
    return _FORMATS.sub(lambda found: _NOTHING + found.group() + _NOTHING, escape(text))


def quoted(text: str) -> str:
    """A client's words as a block quote."""
    return "\n".join("> " + line for line in (harmless(text) or "(no words)").split("\n"))


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def fit(text: str, limit: int, dress: Dress = harmless) -> str:
    """`text` dressed, cut at its end so that the result measures at most `limit`."""
    if len(text) <= 2 * limit and size(whole := dress(text)) <= limit:
        return whole
    keep = _most(min(len(text), limit), lambda count: size(dress(text[:count] + "…")) <= limit)
    return dress(text[:keep] + "…")


def surroundings(text: str, start: int, end: int, limit: int, reach: int, dress: Dress = quoted) -> str:
    """`text[start:end]` with up to `reach` characters on either side; dressed, at most `limit` long.

    The span itself stays whole; only where it alone exceeds `limit` does it lose its own middle.
    """

    def window(around: int) -> str:
        low, high = max(0, start - around), min(len(text), end + around)
        return ("…" if low else "") + text[low:high] + ("…" if high < len(text) else "")

    if size(dress(window(0))) <= limit:
        return window(_most(reach, lambda around: size(dress(window(around))) <= limit))

    def ends(count: int) -> str:
        span = text[start:end]
        return f"{span[:count]}\n… {len(span) - 2 * count} characters left out …\n{span[len(span) - count :]}"

    return ends(_most((end - start) // 2, lambda count: size(dress(ends(count))) <= limit))


def pieces(text: str, limit: int, dress: Dress = quoted) -> tuple[str, ...]:
    """All of `text`, dressed, in as many parts as it takes for each to measure at most `limit`."""
    parts: list[str] = []
    rest = clean(text)
    while size(dress(rest)) > limit:
        cut = _head(rest, limit, dress)
        parts.append(dress(rest[:cut]))
        rest = rest[cut:]
    return (*parts, dress(rest)) if rest or not parts else tuple(parts)


def _head(text: str, limit: int, dress: Dress) -> int:
    """Where to cut so that what comes before measures at most `limit`: between lines if possible."""
    count = max(1, _most(len(text), lambda count: size(dress(text[:count])) <= limit))
    newline = text.rfind("\n", count // 2, count)
    return newline + 1 if newline > 0 else count


def _most(top: int, allowed: Callable[[int], bool]) -> int:
    """The largest allowed count up to `top`, or 0. What is allowed at n is allowed below n."""
    low, high = 0, top
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if allowed(middle) else (low, middle - 1)
    return low
