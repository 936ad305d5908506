"""How much is measured: enough for figures, or just enough to see that everything runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Crowd:
    """Users of the ConversationHandler. Its saves take minutes in a large one: `times` may be fewer."""

    users: int
    times: int


@dataclass(frozen=True, slots=True)
class Scale:
    """Counts for one run. `times` repetitions follow a warm-up that is thrown away."""

    times: int
    people: int  # clients who write, each a whole conversation
    crowds: tuple[Crowd, ...]
    saved_messages: int  # of the ConversationHandler while it saves after each
    populations: tuple[int, ...]  # clients on record while `due` of them are woken
    due: int
    reds: int  # red messages a repetition
    queues: tuple[int, ...]  # routine lines that wait meanwhile
    heard: int  # messages before memory is read a second time
    lines: int  # read by the floor
    commits: int  # of one message each


FULL = Scale(
    times=3,
    people=500,
    crowds=(Crowd(500, 3), Crowd(2_000, 1)),
    saved_messages=150,
    populations=(10_000, 100_000, 1_000_000),
    due=1_000,
    reds=60,
    queues=(0, 5_000),
    heard=10_000,
    lines=300,
    commits=300,
)

QUICK = Scale(
    times=1,
    people=12,
    crowds=(Crowd(12, 1),),
    saved_messages=5,
    populations=(100, 400),
    due=20,
    reds=4,
    queues=(40,),
    heard=140,
    lines=20,
    commits=20,
)
