"""From the ladder's orders to what is sent: pages by their ways, fixed texts in the client's language, the card."""

from __future__ import annotations

from typing import assert_never

from bot.core.effects import Effect, WithdrawPages
from bot.core.outgoing import (
    PRIORITY_COACH,
    PRIORITY_PAGE,
    Origin,
    PageCoaches,
    PostCard,
    PostInThread,
    RedrawCard,
    Send,
)
from bot.core.practice import Practice
from bot.routines.voice import fixed
from escalation import moves
from escalation.words import Escalation, Way

HEADLINES: dict[moves.Why, str] = {
    moves.Why.URGENT: "URGENT: {who} needs a person now ({what}). Not acknowledged yet.",
    moves.Why.MORE: "URGENT: more urgent words from {who} ({what}).",
    moves.Why.NO_CONTACT: "URGENT: {who} was acknowledged, but nobody has reached them in time.",
    moves.Why.RESOLVE: "Reminder: {who} was reached, and the matter is still open. Resolve it or monitor.",
    moves.Why.MONITOR: "Reminder: the watch over {who} has ended. Extend it or resolve.",
    moves.Why.HAND_BACK: "Reminder: {who} is resolved but not handed back; automation is still off.",
    moves.Why.UNREACHABLE: "URGENT: {who} can no longer be written to. Phone: {phone}. Emergency contact: {contact}.",
}


def carried_out(
    orders: tuple[moves.Order, ...], escalation: Escalation, rev: int, practice: Practice
) -> tuple[Effect, ...]:
    """The effects of `orders`, in their order; the card is brought up to date behind them."""
    effects: list[Effect] = []
    for order in orders:
        match order:
            case moves.PostCard():
                effects.append(_send(PostCard(escalation.id), PRIORITY_PAGE))
            case moves.Call():
                effects += _pages(order, escalation, rev)
            case moves.Tell(key=key, coach=coach):
                if (
                    escalation.party.chat
                ):  # found again after a restore, perhaps nobody knows where they write from
                    told = fixed_text(key, coach, escalation, orders, practice)
                    effects.append(fixed(escalation.party.chat, told))
            case moves.Note(text=text, mention=mention):
                effects.append(_send(PostInThread(escalation.id, text, mention), PRIORITY_COACH))
            case moves.StandDown(holder=holder, paged=paged):
                effects.append(WithdrawPages(escalation.id))
                effects += [_stand_down(escalation, holder, to, way, rev) for to, way in paged]
            case moves.CallOff(holder=holder, to=to, way=way):
                effects.append(_stand_down(escalation, holder, to, way, rev))
            case moves.Release():
                pass  # the caller lifts the hold: it knows the client
            case _:
                assert_never(order)
    effects.append(_send(RedrawCard(escalation.id), PRIORITY_COACH))
    return tuple(effects)


def fixed_text(
    key: str, coach: str, escalation: Escalation, orders: tuple[moves.Order, ...], practice: Practice
) -> str:
    """The words under `hold.KEY`: who is being called, the numbers for now, and nothing that we cannot keep."""
    language = escalation.party.language or practice.language
    called = [page.to for order in orders if isinstance(order, moves.Call) for page in order.pages]
    if not called:
        called = [page.to for page in escalation.pages if page.call == escalation.calls]
    return practice.texts.say(
        language,
        f"hold.{key}",
        coach=coach or practice.name,
        called=", ".join(dict.fromkeys(called)) or practice.name,
        practice=practice.name,
        crisis=practice.crisis.lines(language),
    )


def _send(what: PostCard | PageCoaches | PostInThread | RedrawCard, priority: int) -> Send:
    return Send(what, Origin.SAFETY, priority)


def _pages(call: moves.Call, escalation: Escalation, rev: int) -> list[Effect]:
    """In Slack one reply mentions everybody of the call; every other way has its own page for each coach."""
    text = headline(call.why, escalation)
    by_slack = [page for page in call.pages if page.way is Way.SLACK]
    groups = [by_slack] if by_slack else []
    groups += [[page] for page in call.pages if page.way is not Way.SLACK]
    return [
        _send(
            PageCoaches(
                escalation.id,
                tuple(page.id for page in group),
                tuple(page.to for page in group),
                group[0].way,
                text,
                rev,
            ),
            PRIORITY_PAGE,
        )
        for group in groups
    ]


def _stand_down(escalation: Escalation, holder: str, to: str, way: Way, rev: int) -> Send:
    text = f"{holder} has it now ({name_of(escalation)}). Nothing more to do for you."
    return _send(PageCoaches(escalation.id, (), (to,), way, text, rev), PRIORITY_COACH)


def name_of(escalation: Escalation) -> str:
    return escalation.party.name or "an unknown sender"


def headline(why: moves.Why, escalation: Escalation) -> str:
    """Why a coach is called, in one line that carries no word of the client's."""
    gravest = max(escalation.findings, key=lambda finding: finding.lane, default=None)
    return HEADLINES[why].format(
        who=name_of(escalation),
        what=gravest.category.replace("_", " ") if gravest else "urgent words",
        phone=escalation.party.phone or "none known",
        contact=escalation.party.contact or "none known",
    )
