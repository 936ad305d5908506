"""A coach's message as plain words: Slack's links, mentions, escapes and emoji names as what was meant."""

from __future__ import annotations

import re

from adapters.slack.payload import Payload, every, words

_TOKEN = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_EMOJI = re.compile(r":([a-z0-9_+'-]+):(?::skin-tone-(\d):)?")


def plain_words(event: Payload) -> str:
    """The text of a message event as a reader without Slack should see it."""
    text = _TOKEN.sub(_meant, words(event, "text"))
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    drawn = _emoji_of(event)
    return _EMOJI.sub(lambda found: drawn.get(found.group(1), found.group()), text) if drawn else text


def _meant(found: re.Match[str]) -> str:
    what, label = found.group(1), found.group(2) or ""
    match what[:1]:
        case "@":
            return f"@{label or what[1:]}"
        case "#":
            return f"#{label or what[1:]}"
        case "!":
            return label or "@" + what[1:].split("^")[0]
    address = re.sub(r"^(mailto|tel):", "", what)
    if not label or label == what or address.endswith(label):
        return address
    return f"{label} ({address})"


def _emoji_of(event: Payload) -> dict[str, str]:
    """Emoji by name, as the message's blocks give them; custom ones have no character, only a name."""
    found: dict[str, str] = {}
    for element in every(event.get("blocks")):
        codes = words(element, "unicode")
        if element.get("type") == "emoji" and re.fullmatch(r"[0-9a-fA-F]{2,6}(-[0-9a-fA-F]{2,6})*", codes):
            points = [int(code, 16) for code in codes.split("-")]
            if all(point <= 0x10FFFF for point in points):
                found[words(element, "name")] = "".join(map(chr, points))
    return found
