"""What a client writes while something is measured."""

from __future__ import annotations

# One client's conversation: a check-in in words, and a look at what came of it.
LINES = (
    "/checkin",
    "4",
    "quite stressed today",
    "slept like a log",
    "a run with Tom",
    "rain all week",
    "/progress",
)
# What takes more reading.
LONG_LINES = (
    "8k in 44:10, legs heavy, slept about six hours, otherwise fine",
    "Had a good day at work, walked the dog twice and cooked for the kids, feeling okay about tomorrow's run",
    "The week was packed, so I moved Thursday's tempo to Saturday; could we talk about the plan next time?",
    "Stress maybe a three, sleep was good, my win is that I said no to another meeting, nothing in the way",
)
RED = "8k done, but honestly I don't want to be here anymore"
