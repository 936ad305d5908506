"""Guide: the short walk that the playground offers a newcomer, and which of its steps have been tried."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import time

from escalation.words import Coach

COMMANDS = (
    ("/checkin", "Start a check-in"),
    ("/progress", "How it has been going"),
    ("/when", "Change hour, days or time zone"),
    ("/pause", "No questions for a while"),
    ("/resume", "Go on"),
    ("/human", "Ask for a person"),
    ("/policy", "What the avatar does, keeps and never does"),
    ("/export", "Everything that is kept about me"),
    ("/delete", "Delete everything"),
    ("/stop", "Leave"),
    ("/help", "What I can say"),
)


@dataclass(frozen=True, slots=True)
class Guide:
    """The sample practice, as the page needs to know it."""

    practice: str
    zone: str
    client: str  # the name that the invite was written for
    invite: str  # the code
    coaches: tuple[Coach, ...]
    link: str = ""  # the deep link that a real client would open
    commands: tuple[tuple[str, str], ...] = COMMANDS  # the phone's menu: command, what it does
    morning: time = time(8, 0)  # "tomorrow morning", a little after the client's check-in


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing to do by one touch."""

    label: str
    # say: send it from the phone; tap, press: the newest such button; thread: fill the reply; clock: move it
    does: str
    value: str
    deed: str  # what the page remembers once it was done, by chip or by hand


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of the walk."""

    title: str
    text: str
    chips: tuple[Chip, ...]


RED_SENTENCE = "8k done, but honestly I don't want to be here anymore"
ALL_FIVE = "energy 4, stress 2, slept like a log, win: finished my report, obstacle: a packed week"
FIRST_WORDS = "Hi, I have just read your message. I am here. Can I call you now?"


def stops(guide: Guide) -> tuple[Stop, ...]:
    """The walk, in order."""
    return (
        Stop(
            "Open the invite",
            f"{guide.client} got a link from the coach. Opening it says this:",
            (Chip(f"/start {guide.invite}", "say", f"/start {guide.invite}", "start"),),
        ),
        Stop(
            "Agree",
            "Read what the avatar does and never does, then agree. It may ask for a few settings.",
            (Chip("Press its first button", "tap", "", "agree"),),
        ),
        Stop(
            "Do a check-in",
            "Five questions, with buttons or in your own words. All in one message works too.",
            (
                Chip("/checkin", "say", "/checkin", "checkin"),
                Chip("All five at once", "say", ALL_FIVE, "answers"),
            ),
        ),
        Stop(
            "Write the sentence that matters",
            "Nobody reads it in time, unless the software knows when to stop.",
            (Chip(f"“{RED_SENTENCE}”", "say", RED_SENTENCE, "red"),),
        ),
        Stop(
            "Be the coach",
            "Automation is off now. Only a person goes on from here, and only a person switches it back on.",
            (
                Chip("Acknowledge", "press", "page.acknowledge", "page.acknowledge"),
                Chip("Take over", "press", "page.take_over", "page.take_over"),
                Chip("Write in the thread", "thread", FIRST_WORDS, "thread"),
                Chip("Resolve", "press", "page.resolve", "page.resolve"),
                Chip("Hand back", "press", "page.hand_back", "page.hand_back"),
            ),
        ),
        Stop(
            "Move to tomorrow morning",
            "The avatar asks again, at the hour that the client chose.",
            (Chip("Tomorrow morning", "clock", "tomorrow-morning", "tomorrow"),),
        ),
    )


def progress(guide: Guide, deeds: Collection[str]) -> int:
    """How many stops lie behind the visitor: up to the last one finished, or left for a later one."""
    walk = stops(guide)
    begun = [at for at, stop in enumerate(walk) if any(chip.deed in deeds for chip in stop.chips)]
    if not begun:
        return 0
    last = begun[-1]
    return last + 1 if walk[last].chips[-1].deed in deeds else last


def deed_of_words(text: str) -> str:
    """What a client who wrote `text` has tried, or nothing that the walk knows."""
    plain = text.strip()
    if plain.startswith("/start"):
        return "start"
    if plain == "/checkin":
        return "checkin"
    if plain == ALL_FIVE:
        return "answers"
    return ""
