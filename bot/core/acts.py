"""Acts: what a coach did, as a channel, the terminal or a link reports it; the engine finds out who it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Press:
    """A button. `action` is its public id ("page.acknowledge"); `value` is "ID:REV"."""

    action: str
    value: str


@dataclass(frozen=True, slots=True)
class Monitor:
    """The monitoring modal, filled in."""

    escalation: str
    until: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The modal after resolve or false alarm, filled in. Closing it instead changes nothing."""

    escalation: str
    outcome: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    escalation: str
    note: str


@dataclass(frozen=True, slots=True)
class ThreadWords:
    """A coach's message in a thread of the escalation channel. `thread` and `post` are the channel's ids."""

    thread: str
    post: str
    text: str
    files: int = 0  # attachments that came with it


Doing = Press | Monitor | Outcome | Note | ThreadWords


@dataclass(frozen=True, slots=True)
class Act:
    """`user` is the person's id in `via` ("slack", "telegram", "playground"), or a coach's name for "web" and "cli".

    `id` names a delivery that may be repeated (an event id); empty where repeating is harmless.
    """

    via: str
    user: str
    doing: Doing
    id: str = ""


@dataclass(frozen=True, slots=True)
class ActReply:
    """What the person who acted is told, in private; empty when the card itself shows it."""

    text: str = ""
    modal: str = ""  # "outcome" | "monitor" | "note": the form that should now be filled in
    escalation: str = ""
