"""Which of a client's words the card shows: those that were found, in context, and the recent talk."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.slack.blocks import SECTION
from adapters.slack.words import clean, fit, one_line, pieces, quoted, size, surroundings
from escalation.handoff import NEXT_STEP, Card, Line
from escalation.localtime import local
from escalation.words import Escalation, Finding

QUOTE = 4_000  # the gravest finding with its surroundings
QUOTES = 5_000  # all of them together
LEAST = 300  # below this an excerpt says nothing
REACH = 700  # characters of surroundings on either side of a quote
LINE = 400  # one line of the conversation
GAP = "_… {} lines left out …_"


def by_gravity(matter: Escalation) -> list[Finding]:
    """The gravest finding first: by lane, then in the order in which handoff lists the categories."""
    grave = {category: place for place, category in enumerate(NEXT_STEP)}
    return sorted(matter.findings, key=lambda found: (-found.lane, grave.get(found.category, len(grave))))


def found_words(card: Card) -> list[str]:
    """The client's words around every finding, as quotes that each fit a section; the gravest comes first."""
    shown: list[str] = []
    room = QUOTES
    parts: list[str] = []
    for finding in by_gravity(card.escalation):
        text, start, end = _in_context(finding, card.conversation)
        if any(clean(text[start:end]) in clean(window) for window in shown):
            continue
        limit = QUOTE if not shown else min(room, QUOTE // 2)
        if limit < LEAST:
            parts.append("There is more than fits here: read the conversation.")
            break
        shown.append(surroundings(text, start, end, limit, REACH))
        room -= size(quoted(shown[-1]))
        parts.extend(pieces(shown[-1], SECTION))
    return packed(parts or ["No words are quoted: read the conversation."])


def talk(card: Card, room: int) -> list[str]:
    """The conversation within `room`, in parts that fit a section: its newest lines and its first ones."""
    client = one_line(card.escalation.party.name) or "client"
    names = {"client": client}
    lines = [_spoken(line, names.get(line.who, line.who), card.zone) for line in card.conversation]
    return packed(_without_middle(lines, room) or ["Nothing before this."])


def packed(lines: Sequence[str]) -> list[str]:
    """Lines joined into as few sections as they need."""
    parts: list[str] = []
    for line in lines:
        if parts and size(parts[-1]) + 1 + size(line) <= SECTION:
            parts[-1] = f"{parts[-1]}\n{line}"
        else:
            parts.append(line)
    return parts


def _in_context(finding: Finding, conversation: Sequence[Line]) -> tuple[str, int, int]:
    """The newest message of the client that holds the quote, and where; the bare quote if none is at hand."""
    quote = finding.quote
    said = [line.text for line in reversed(conversation) if line.who == "client"] if quote else []
    for text in said:
        if text[finding.start : finding.end] == quote:
            return text, finding.start, finding.end
    for text in said:
        if (at := text.find(quote)) >= 0:
            return text, at, at + len(quote)
    return quote, 0, len(quote)


def _spoken(line: Line, who: str, zone: str) -> str:
    at = local(line.at, zone).strftime("%d %b %H:%M")
    return f"> *{at} {fit(one_line(who), 60)}:* " + fit(line.text, LINE, quoted).removeprefix("> ")


def _without_middle(lines: list[str], room: int) -> list[str]:
    if sum(size(line) + 1 for line in lines) <= room:
        return lines
    room -= size(GAP) + 8
    head: list[str] = []
    tail: list[str] = []
    for turn in range(len(lines)):
        # Two new lines for each old one: the end of a conversation says more than its beginning.
        newer = turn % 3 != 2
        line = lines[-1 - len(tail)] if newer else lines[len(head)]
        if size(line) + 1 > room:
            break
        room -= size(line) + 1
        if newer:
            tail.insert(0, line)
        else:
            head.append(line)
    return [*head, GAP.format(len(lines) - len(head) - len(tail)), *tail]
