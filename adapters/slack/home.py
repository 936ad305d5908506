"""The app's home tab: a few lines of the practice's own, as one view. Pure."""

from __future__ import annotations

from adapters.slack.blocks import SECTION, Block, section
from adapters.slack.words import clean, escape, pieces

QUESTION = "home"  # what the inbox is asked on somebody's behalf
MOST = 90  # sections; a view holds 100


def home_view(text: str) -> Block:
    """`text` in paragraphs; a first line that ends with a colon is a heading."""
    parts = [part for paragraph in clean(text).split("\n\n") for part in _sections(paragraph)]
    return {"type": "home", "blocks": [section(part) for part in parts[:MOST] if part] or [section("-")]}


def _sections(paragraph: str) -> list[str]:
    heading, newline, rest = paragraph.partition("\n")
    if not newline or not heading.endswith(":"):
        return list(pieces(paragraph, SECTION, escape))
    first, *others = pieces(rest, SECTION - 200, escape)
    return [f"*{escape(heading[:-1][:150])}*\n{first}", *others]
