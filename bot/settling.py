"""Settling: what must be true from the first moment after a restore, and what a coach's release ends.

`settled` runs in the restore's own transaction: nobody ever sees the restored rows without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag

from bot import carrying
from bot.core.effects import Erase
from bot.core.outgoing import PRIORITY_COACH, Notice, Origin, PageCoaches, Send
from bot.core.practice import Practice
from bot.store import audit, clients, erasure, escalations, restored
from bot.store.ledger import Ledger
from bot.store.restored import Restore, Unsent
from bot.store.tx import Tx
from escalation import acts
from escalation.localtime import local
from escalation.words import Coach, Escalation, Role, Way

ASSISTANT = "Assistants acknowledge and note; a coach has to release automation. Nothing was changed."
NOT_HELD = "Automation is not held. Nothing was changed."
HOW = "`/handrail release`"


@dataclass(frozen=True, slots=True)
class Settled:
    """What a restore brought about beside the rows themselves."""

    erased: tuple[str, ...]  # clients whom the backup had brought back
    open: tuple[str, ...]  # escalations on record as open
    ledger_doubt: str  # why the ledger of erasures may not be whole; empty when nothing says so
    unsent: Unsent


def settled(tx: Tx, practice: Practice, ledger: Ledger, restore: Restore) -> Settled:
    """Erasures are replayed, stale sends withdrawn, automation is held, and the coaches will be told once."""
    now = restore.restored_at
    erased = _erased_again(tx, practice, ledger, now)
    unsent = restored.settle_outbox(tx, now)
    restored.begin(tx, restore)
    open_ = escalations.open_ones(tx)
    done = Settled(erased, tuple(each.id for each in open_), _doubt(tx, ledger), unsent)
    details: dict[str, audit.Json] = {
        "taken_at": restore.taken_at.isoformat(),
        "erased": list(erased),
        "withdrawn": unsent.rows,
    }
    audit.append(tx, None, now, "Restored", details)
    carrying.tell(tx, _to_coaches(practice, told(practice.zone, restore, done, open_)), now)
    return done


def _doubt(tx: Tx, ledger: Ledger) -> str:
    """A ledger that was lost with its machine must not be taken for one in which nobody stands."""
    if not ledger.path.exists():
        return f"there is no ledger of erasures at {ledger.path}"
    known = {entry.client for entry in ledger.entries()}
    if clients.erased_ids(tx) - known:
        return f"the ledger of erasures at {ledger.path} lacks people who were erased before the backup"
    return ""


def _to_coaches(practice: Practice, text: str) -> tuple[Send, ...]:
    """To the escalation channel, the owner by name; without one to each owner by the first way that they have."""
    team, owner = practice.team, practice.coach_of("")
    if Way.SLACK in team.ways:
        return (Send(Notice(text, owner.name if owner else ""), Origin.SAFETY, PRIORITY_COACH),)
    short = f"{text.splitlines()[0].replace('*', '')} Automation is held until you run: handrail release --coach NAME"
    return tuple(
        Send(PageCoaches("", (), (each.name,), ways[0], short, 0), Origin.SAFETY, PRIORITY_COACH)
        for each in team.owners() or team.coaches
        if (ways := team.ways_to(each, tuple(Way)))
    )


def _erased_again(tx: Tx, practice: Practice, ledger: Ledger, now: datetime) -> tuple[str, ...]:
    """Whoever the ledger names is erased, as on the day that it was asked for."""
    again: list[str] = []
    for id_ in dict.fromkeys(entry.client for entry in ledger.entries()):
        try:
            client = clients.by_id(tx, id_)
        except (InvalidTag, ValueError):
            # The record does not read. It goes all the same, unless a person still needs the open matter's.
            if escalations.open_of(tx, id_) is None and erasure.erase(tx, id_, now):
                again.append(id_)
            continue
        if client is None:
            continue
        # Nobody is erased while a matter is open: that it was erased says that this one had been closed.
        before = escalations.open_of(tx, id_)
        after = acts.erased(before, now).escalation if before else None
        outcome = carrying.Outcome(client, before, after, (Erase(),), "ErasedAgain", {"by": "ledger"})
        carrying.carry_out(tx, outcome, practice, now)
        again.append(id_)
    return tuple(again)


def told(zone: str, restore: Restore, done: Settled, open_: list[Escalation]) -> str:
    """What the coaches read: which hours are missing, what that means, and what waits for them."""
    lines = [
        f"*This practice was restored from a backup.* What happened between {_at(restore.taken_at, zone)} and"
        f" {_at(restore.restored_at, zone)} ({zone}) is not on record here:"
        f" {_span(restore.restored_at - restore.taken_at)} are missing.",
        "• What clients wrote and answered in that time is not here, nor a pause, a stop or a changed consent."
        " Please look through the clients' chats and this channel.",
        "• Who joined in that time has to open the invite again; an invite made in that time has to be made anew.",
        "• Automation is held for everybody. Clients are asked nothing and get no routine answers until an owner or"
        f" coach types {HOW}. Urgent words are noticed and paged as ever.",
    ]
    if open_:
        listed = ", ".join(f"{each.id} ({each.party.name or 'an unknown sender'})" for each in open_)
        lines.append(f"• Open according to the backup, and paged until somebody acts: {listed}.")
    lines.append("• This channel is searched for open escalations of that time; what is found is told here.")
    if done.unsent.by_coaches:
        lines.append(
            "• Words of coaches that waited to be sent are not sent again. Where a line in these threads has no"
            f" check mark, please write it once more: {', '.join(done.unsent.by_coaches)}."
        )
    if done.erased:
        count = len(done.erased)
        lines.append(f"• {count} client{'s' if count > 1 else ''} erased since the backup: erased again.")
    if done.ledger_doubt:
        lines.append(
            f"• {done.ledger_doubt[0].upper()}{done.ledger_doubt[1:]}: whoever was erased since the backup may be on"
            " record again. Please erase them once more (handrail erase)."
        )
    return "\n".join(lines)


def release(tx: Tx, practice: Practice, coach: Coach, now: datetime) -> str:
    """Automation runs again for everybody, if `coach` may say so; empty, or why nothing was changed."""
    if coach.role is Role.ASSISTANT:
        return ASSISTANT
    restore = restored.held(tx)
    if restore is None or not restored.release(tx, now):
        return NOT_HELD
    audit.append(tx, None, now, "AutomationReleased", {"coach": coach.name})
    text = (
        f"{coach.name} has released automation, held since the restore of"
        f" {_at(restore.restored_at, practice.zone)}. Check-ins are asked again from now on; nothing is made up for."
    )
    carrying.tell(tx, (Send(Notice(text), Origin.SAFETY, PRIORITY_COACH),), now)
    return ""


def _at(at: datetime, zone: str) -> str:
    return f"{local(at, zone):%a %d %b %Y %H:%M}"


def _span(span: timedelta) -> str:
    minutes = max(1, round(span.total_seconds() / 60))
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [f"{days} d" if days else "", f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    return " ".join(part for part in parts if part)
