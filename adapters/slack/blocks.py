"""Block Kit in the few shapes that we use, each within Slack's limits, and a message made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from adapters.slack.words import fit, one_line, size

Block = dict[str, object]  # one JSON object of Slack's

BLOCKS = 50  # in a message
SECTION = 2_900  # Slack says 3,000
HEADER = 150
LABEL = 75
VALUE = 2_000
CARD = 11_800  # all strings of a message; Slack begins to refuse a little above 13,000


@dataclass(frozen=True, slots=True)
class Message:
    """What Slack gets. `text` is the notification, and all there is without blocks."""

    text: str
    blocks: tuple[Block, ...] = ()
    metadata: Block = field(default_factory=dict)
    in_channel: bool = False  # a reply that the channel is shown too


@dataclass(frozen=True, slots=True)
class Press:
    """A button to press. `style`: "", "primary" or "danger"."""

    label: str
    action: str
    value: str
    style: str = ""


def header(text: str) -> Block:
    return {"type": "header", "text": plain_text(text, HEADER)}


def section(markup: str) -> Block:
    """`markup` must be escaped already and fit."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": markup, "verbatim": True}}


def context(markup: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": markup, "verbatim": True}]}


def divider() -> Block:
    return {"type": "divider"}


def actions(buttons: Sequence[Press]) -> Block:
    return {"type": "actions", "elements": [_button(button) for button in buttons]}


def plain_text(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": fit(text, limit, one_line) or "-"}


def weight(part: object) -> int:
    """All strings in blocks together, as Slack seems to count a message."""
    match part:
        case str():
            return size(part)
        case dict():
            return sum(weight(value) for value in part.values())
        case list() | tuple():
            return sum(weight(item) for item in part)
        case _:
            return 0


def _button(button: Press) -> Block:
    shape: Block = {
        "type": "button",
        "text": plain_text(button.label, LABEL),
        "action_id": button.action,
        "value": button.value[:VALUE],
    }
    return {**shape, "style": button.style} if button.style else shape
