"""What a client reads in a direct message: our lines as Slack's messages, literal, in parts that fit. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adapters.slack.blocks import BLOCKS, LABEL, SECTION, Block, Message, Press, actions, section
from adapters.slack.words import fit, harmless, one_line, pieces
from bot.core.errors import Rejected
from bot.core.outgoing import Button, Buttons, Say

IN_A_ROW = 25  # buttons in one block
ACTION_ID = 255
AUTHOR = 80

# Slack keeps for itself whatever begins with a slash, and calls it unknown: the same words work without.
_COMMAND = re.compile(
    r"(?<![\w/.:])/(?=(?:start|checkin|skip|pause|resume|when|progress|human|policy|export|delete|stop|help)\b)"
)
_ADDRESS = re.compile(r"https?://[^\s<>|\"]+[^\s<>|\".,;:!?)\]}'’”]")


def literal(text: str) -> str:
    """Words that do nothing in Slack but be read; an address can be followed."""
    parts: list[str] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        parts += [_kept(text[end : found.start()]), f"<{found.group().replace('&', '&amp;')}>"]
        end = found.end()
    return "".join([*parts, _kept(text[end:])])


def messages_of(say: Say) -> tuple[Message, ...]:
    """All of what is said, in as many messages as it takes; the buttons stand under the last."""
    text = say.text if say.author else _COMMAND.sub("", say.text)
    name = f"*{fit(one_line(say.author), AUTHOR)}*\n" if say.author else ""
    head, *tail = pieces(text, SECTION - len(name), literal)
    parts = [f"{name}{head}" or "…", *tail]
    rows = tuple(_rows(say.buttons))
    if not rows:
        return tuple(Message(part) for part in parts)
    if len(rows) >= BLOCKS:
        raise Rejected(f"{len(rows)} rows of buttons are more than a message holds")
    return (
        *(Message(part) for part in parts[:-1]),
        Message(parts[-1], (section(parts[-1]), *(actions(row) for row in rows))),
    )


def settled(text: str) -> str:
    """What an answered question says afterwards, in one message."""
    return fit(text, SECTION, literal) or "…"


def _rows(buttons: Buttons) -> Iterator[list[Press]]:
    """Rows as Slack takes them. An action id may stand in a message once, so a second one is numbered."""
    used: set[str] = set()
    for row in buttons:
        presses = [_press(button, used) for button in row]
        for start in range(0, len(presses), IN_A_ROW):
            yield presses[start : start + IN_A_ROW]


def _press(button: Button, used: set[str]) -> Press:
    if not 0 < len(button.data) <= ACTION_ID - 4:
        raise Rejected(f"button data must have 1 to {ACTION_ID - 4} characters, not {len(button.data)}")
    action = button.data
    while action in used:
        action = f"{button.data}#{len(used)}"
    used.add(action)
    return Press(button.label[:LABEL], action, button.data)


def _kept(text: str) -> str:
    """`harmless`, with the spaces around it: the part may stand beside an address."""
    if not (inside := text.strip()):
        return text
    start = text.index(inside)
    return text[:start] + harmless(inside) + text[start + len(inside) :]


__all__ = ["Block", "literal", "messages_of", "settled"]
