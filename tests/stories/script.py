"""A story file, read: what happens, and what everybody outside must get to see because of it.

    # A comment.
    @ start 2026-03-02 09:00              the story's first moment, UTC        (before everything else)
    @ steps oncall 2m slack; everybody 5m the ladder, other than the house's
    @ nobody on call / @ only Ana / @ no ways   changes to the team
    @ Mia is a client, asked at 18:00     invited, agreed, settled; also: is invited, is paused, has left
    Mia: 8k done, but ...                 something happens: a line that begins at the margin
        Handrail: I have stopped*         somebody sees something: an indented line; `*` stands for anything

What happens:

    invite Mia                            an invite that settles nothing beforehand
    Mia: WORDS                            a message ({code} is the invite's, \\n a new line)
    Mia: [4]                              a tap on the newest button of that label
    Mia: [4] of "energy"                  ... in the newest message with these words
    Mia: [4] gone                         ... though it was taken off meanwhile (a double tap, an old question)
    Mia edits 2: WORDS                    her second message reads otherwise now
    Mia sends voice: CAPTION              photo, voice, sticker ...; the caption may be missing
    Mia sends large document              one that her channel does not hand out
    Mia shares location 40.7, -74.0 / Mia shares contact +49 1 / Mia blocks / Mia unblocks
    Mia in a group: WORDS
    Ana presses page.resolve              with the REV that the card shows; `at rev 3` with another
    Ana in thread: WORDS                  in the newest card's thread
    Ana watches for 2h: NOTE / Ana notes: WORDS / Ana gives the outcome reached: WORDS
    Ana asks queue                        /handrail queue
    Ana leaves the team
    slack is down / slack is back         also phone, telegram, apprise
    + 2m                                  time passes (s, m, h, d), stopping wherever something is due
    sleep 9h                              the machine sleeps; nothing runs meanwhile
    = Mia is active, free                 how things stand: membership, held or free, and what `Standing` lists

What is seen:

    Handrail: TEXT [button] [button]      by the client who acted last; buttons are compared when there are any
    Handrail to Tom: TEXT                 by another one
    Ana to Mia: TEXT                      a coach's own words
    toast: TEXT / rewritten: TEXT         on a tapped button; an answered question that now shows its answer
    card: TEXT                            the card's promise, when it is posted or changes
    page: Ana, Ben by slack: TEXT
    file: photo under the card: "CAPTION" what the client sent, for coaches to look at; or under the review
    thread: TEXT / notice: TEXT / review: TEXT / delivered:
    whisper to Ana: TEXT / form for Ana: outcome / answer to Ana: TEXT

Lines on one screen must come in this order; screens do not wait for each other. Nothing else may be seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Seen:
    """One expected line."""

    number: int
    where: str
    text: str
    buttons: tuple[str, ...]

    def matches(self, text: str, buttons: tuple[str, ...]) -> bool:
        pattern = ".*".join(re.escape(part) for part in self.text.split("*"))
        fits = re.fullmatch(pattern, text, re.DOTALL) is not None
        return fits and (not self.buttons or self.buttons == buttons)


@dataclass(frozen=True, slots=True)
class Happening:
    """One line at the margin, and what must be seen because of it."""

    number: int
    text: str
    seen: tuple[Seen, ...] = ()


_BUTTONS = re.compile(r"((?: \[[^\]]+\])+)$")


def read(path: Path) -> tuple[Happening, ...]:
    """The story in `path`; a line that cannot be one is an error that names it."""
    happenings: list[Happening] = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.rstrip()
        if not line or line.lstrip().startswith("#"):
            continue
        if line[0] != " ":
            happenings.append(Happening(number, line))
            continue
        assert happenings, f"{path.name}:{number}: seen before anything has happened"
        last = happenings[-1]
        seen = (*last.seen, _seen(path, number, line.strip()))
        happenings[-1] = Happening(last.number, last.text, seen)
    return tuple(happenings)


def _seen(path: Path, number: int, line: str) -> Seen:
    where, colon, text = line.partition(":")
    assert colon, f"{path.name}:{number}: who sees this? write WHERE: TEXT"
    found = _BUTTONS.search(" " + text.strip())
    buttons: tuple[str, ...] = ()
    if found:
        buttons = tuple(re.findall(r"\[([^\]]+)\]", found[1]))
        text = (" " + text.strip())[: found.start()]
    return Seen(number, where, " ".join(text.split()), buttons)
