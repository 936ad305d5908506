"""The table of moves against design's own: which happening leads from where to where, and nothing else does."""

from __future__ import annotations

from escalation.moves import MOVES, Happening
from escalation.words import State

# One line for each row: happening, from, to ("same" where the state stays).
TABLE = """
urgent verdict   open                                              same
urgent verdict   acknowledged taken_over contacted                 same
urgent verdict   monitoring resolved                               open
acknowledge      open                                              acknowledged
take over        open acknowledged                                 taken_over
take over        taken_over contacted monitoring resolved          same
contact          open acknowledged taken_over                      contacted
window passed    acknowledged taken_over                           open
monitor          open acknowledged taken_over contacted monitoring monitoring
resolve          open acknowledged taken_over contacted monitoring resolved
false alarm      open acknowledged taken_over contacted monitoring resolved
hand back        resolved                                          closed
erasure          open acknowledged taken_over contacted monitoring resolved closed
"""


def _written() -> dict[tuple[State, Happening], State]:
    found: dict[tuple[State, Happening], State] = {}
    for line in TABLE.strip().splitlines():
        happening = Happening(line[:16].strip())
        *from_, to = line[16:].split()
        for name in from_:
            found[State(name), happening] = State(name if to == "same" else to)
    return found


def test_the_table_of_moves_is_the_one_that_was_designed() -> None:
    written = _written()
    assert written == MOVES


def test_only_a_hand_back_or_an_erasure_closes() -> None:
    closing = {happening for (_, happening), to in MOVES.items() if to is State.CLOSED}
    assert closing == {Happening.HAND_BACK, Happening.ERASURE}


def test_nothing_leads_out_of_a_closed_escalation() -> None:
    assert not [happening for happening in Happening if (State.CLOSED, happening) in MOVES]


def test_every_state_can_be_closed_by_a_coach() -> None:
    for start in State:
        reached, new = {start}, {start}
        while new:
            led = {to for (state, how), to in MOVES.items() if state in new and how is not Happening.ERASURE}
            new = led - reached
            reached |= new
        assert State.CLOSED in reached
