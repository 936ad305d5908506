"""What a check-in ends in: one small thing to do, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.client import CheckInRecord, Client
from bot.core.outgoing import Buttons
from bot.core.practice import Practice
from bot.routines.voice import row, words

HIGH_STRESS = 4  # of 5: the upper two marks of the scale
POOR_SLEEP = 2  # of 5: the lower two
LOW_FOLLOW_THROUGH = 3  # check-ins in a row without a win


@dataclass(frozen=True, slots=True)
class Action:
    text: str = ""
    buttons: Buttons = ()


def action_for(
    record: CheckInRecord, before: tuple[CheckInRecord, ...], client: Client, practice: Practice
) -> Action:
    """High stress first, then poor sleep, then low follow-through; one at most."""
    if record.stress is not None and record.stress >= HIGH_STRESS:
        buttons = row(
            (words(client, practice, "button.exercise"), f"x.grounding.yes:{record.id}"),
            (words(client, practice, "button.not_now"), f"x.grounding.no:{record.id}"),
        )
        return Action(words(client, practice, "action.grounding"), buttons)
    if record.sleep is not None and record.sleep <= POOR_SLEEP:
        return Action(words(client, practice, "action.wind_down"))
    lately = (*before, record)[-LOW_FOLLOW_THROUGH:]
    if len(lately) == LOW_FOLLOW_THROUGH and not any(each.win for each in lately):
        return Action(words(client, practice, "action.smaller_goal"))
    return Action()
