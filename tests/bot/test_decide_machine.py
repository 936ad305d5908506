"""Whatever a client sends, with any verdict: what a hold promises is kept, and nothing is left unwaited for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot import case, decide
from bot.core.acts import Monitor, Note, Outcome, Press, ThreadWords
from bot.core.client import MOVES, Client, Membership
from bot.core.effects import Effect, Erase
from bot.core.events import ClientEvent, ClientInvited, ClientSent, CoachActed, LadderWakeCame, WakeCame
from bot.core.outgoing import Origin, Say, Send
from bot.core.update import (
    Blocked,
    Body,
    ChatMoved,
    Edited,
    SentMedia,
    SharedContact,
    SharedLocation,
    Tapped,
    Unblocked,
    Wrote,
)
from bot.routines.planning import awake
from bot.routines.understanding import CommandName, command_of
from escalation.words import Coach, Escalation, Lane, Party, State, Verdict
from tests.bot.people import NOW, REVIEW, ROUTINE, URGENT, mia, update
from tests.stories.house import ANA, BEN, CHLOE, practice

TEXTS = st.sampled_from(
    [
        *(f"/{name.value}" for name in CommandName),
        "stop", "pause", "resume", "skip", "yes", "no", "I agree", "no thanks", "English", "Berlin", "07:30",
        "Mon, Thu", "4", "purple", "slept like a log", "what should I eat?", "never mind, I'm fine", "",
        "energy 4, stress 5, sleep 3, win: a run, obstacle: rain", "/when 6:15", "/start CODE",
    ]
) | st.text(max_size=30)  # fmt: skip
COACHES = st.sampled_from([ANA, BEN, CHLOE])
PRESSES = st.sampled_from(
    [
        "page.acknowledge", "page.take_over", "page.contacted", "page.resolve", "page.false_alarm",
        "page.hand_back", "page.monitor", "page.note", "page.unknown",
    ]
)  # fmt: skip


class Conversation(RuleBasedStateMachine):
    @initialize(membership=st.sampled_from(list(Membership)))
    def begins(self, membership: Membership) -> None:
        self.now = NOW
        self.client: Client = mia(membership)
        self.escalation: Escalation | None = None
        self.buttons: list[str] = ["q.energy.4:gone", "consent.yes:c1", "x.stop:gone", "nonsense"]
        self.answered = False  # since a coach last did something, or the matter opened again
        self.messages = 0

    # --- what happens ------------------------------------------------------------------------------------

    def _decides(self, event: ClientEvent, moves: int = 1) -> tuple[Effect, ...]:
        before, matter = self.client, self.escalation
        decision = decide.decide(before, matter, event, practice(), self.now)
        assert before.membership is decision.client.membership or any(
            from_ is before.membership and to is decision.client.membership
            for (from_, _), to in MOVES.items()
        ), f"{before.membership} cannot become {decision.client.membership}"
        self._looked_at(decision.effects, decision.client)
        self.client, self.escalation = decision.client, decision.escalation
        if any(isinstance(effect, Erase) for effect in decision.effects):
            assert not before.held_by or before.delete_asked_at, "somebody who is looked after was erased"
            self.client, self.escalation = mia(Membership.VISITOR), None
        return decision.effects

    def _looked_at(self, effects: tuple[Effect, ...], client: Client) -> None:
        for effect in effects:
            if not isinstance(effect, Send):
                continue
            if client.held_by:
                assert effect.origin is not Origin.AUTOMATED, f"{effect.what} while held"
            if isinstance(effect.what, Say):
                assert effect.what.text.strip()
                for row in effect.what.buttons:
                    for button in row:
                        assert len(button.data.encode()) <= 64
                        self.buttons.append(button.data)

    def _sends(self, body: Body, verdict: Verdict) -> None:
        before, matter = self.client, self.escalation
        self.messages += 1
        brought = update(body, f"u{self.messages}", self.now)
        effects = self._decides(ClientSent(brought, verdict, "America/New_York" if self.messages % 2 else ""))
        fixed = [
            effect.what.text
            for effect in effects
            if isinstance(effect, Send) and isinstance(effect.what, Say) and effect.what.chat == before.chat
        ]
        if verdict.lane is Lane.URGENT:
            assert self.client.held_by, "red words that hold nobody"
            assert self.client.rev == before.rev + 1
            assert self.escalation is not None
            if matter is None or matter.state is not self.escalation.state:  # opened, or opened again
                self.answered = False
                assert len(fixed) == 1
            else:
                assert not fixed
        elif matter is not None:
            assert self.client.held_by == before.held_by, "a client's words moved the hold"
            assert self.escalation is not None
            assert self.escalation.state is matter.state, "a client's words moved the matter"
            assert self.escalation.wake_at == matter.wake_at, "a client's words moved the ladder"
            assert len(fixed) <= 1
            command = command_of(body.text) if isinstance(body, Wrote) else None
            if fixed and (command is None or command.name is CommandName.SKIP):
                assert not self.answered, "two fixed texts in one stretch"
                self.answered = True
        else:
            assert not self.client.held_by

    @rule(text=TEXTS, verdict=st.sampled_from([ROUTINE, ROUTINE, ROUTINE, REVIEW, URGENT]))
    def writes(self, text: str, verdict: Verdict) -> None:
        self._sends(Wrote(text, f"m{self.messages}"), verdict)

    @rule(text=TEXTS, back=st.integers(0, 5), verdict=st.sampled_from([ROUTINE, REVIEW, URGENT]))
    def edits(self, text: str, back: int, verdict: Verdict) -> None:
        self._sends(Edited(text, f"m{max(self.messages - back, 0)}"), verdict)

    @rule(data=st.data())
    def taps(self, data: st.DataObject) -> None:
        latest = self.buttons[-12:] + self.buttons[:4]
        self._sends(Tapped(data.draw(st.sampled_from(latest)), f"b{self.messages}", "tap"), ROUTINE)

    @rule(
        body=st.one_of(
            st.builds(
                SentMedia, st.sampled_from(["photo", "voice", "sticker"]), st.text(max_size=5), st.just("m")
            ),
            st.just(SharedLocation(1.0, 2.0, "m")),
            st.just(SharedContact("+49 170 1", "Mia", "m")),
            st.just(Blocked()),
            st.just(Unblocked()),
            st.just(ChatMoved("8")),
        ),
        verdict=st.sampled_from([ROUTINE, REVIEW, URGENT]),
    )
    def sends_something_else(self, body: Body, verdict: Verdict) -> None:
        worded = verdict if isinstance(body, SentMedia) and body.caption else ROUTINE
        self._sends(body, worded)

    @precondition(
        lambda self: (
            not self.client.held_by and self.client.membership in (Membership.VISITOR, Membership.LEFT)
        )
    )
    @rule()
    def opens_an_invite(self) -> None:
        self.messages += 1
        self._decides(ClientInvited(update(Wrote("/start CODE", "m"), f"u{self.messages}", self.now)))
        assert self.client.membership is Membership.ONBOARDING

    @rule(minutes=st.integers(0, 3000))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @precondition(lambda self: self.client.wake_at is not None)
    @rule(late=st.sampled_from([0, 1, 600, 90_000]))
    def is_woken(self, late: int) -> None:
        assert self.client.wake_at is not None
        self.now = max(self.now, self.client.wake_at) + timedelta(seconds=late)
        before = self.client
        effects = self._decides(WakeCame())
        assert self.client.wake_at is None or self.client.wake_at > self.now, (
            "woken for nothing, again and again"
        )
        if before.held_by and self.client.held_by:
            assert not effects, "the routine spoke to somebody who is held"

    # --- coaches and the ladder ----------------------------------------------------------------------------

    def _case(self, event: CoachActed | LadderWakeCame) -> None:
        assert self.escalation is not None
        before = self.escalation
        decision = case.decide(before, self.client.rev, event, practice(), self.now)
        if decision.reply:
            assert decision.escalation == before, "a refused act changed something"
            assert not [
                effect
                for effect in decision.effects
                if isinstance(effect, Send) and isinstance(effect.what, Say)
            ]
        else:
            self.answered = False if decision.escalation.answered is False else self.answered
        self.escalation = decision.escalation
        self._looked_at(decision.effects, self.client)
        assert (self.escalation.state is State.CLOSED) == bool(decision.released_by)
        if decision.released_by:
            turn = decide.released(self.client, practice(), self.now, decision.released_by)
            assert turn.client.held_by == ""
            assert turn.client.membership is self.client.membership, "a hand-back moved the membership"
            self.client, self.escalation = awake(turn.client), None
            self._looked_at(turn.effects, self.client)
            if any(isinstance(effect, Erase) for effect in turn.effects):
                self.client = mia(Membership.VISITOR)

    @precondition(lambda self: self.escalation is not None)
    @rule(coach=COACHES, action=PRESSES, stale=st.booleans())
    def presses(self, coach: Coach, action: str, stale: bool) -> None:
        assert self.escalation is not None
        rev = self.client.rev - (1 if stale else 0)
        before = self.escalation
        self._case(CoachActed(coach, Press(action, f"{before.id}:{rev}"), before.id))
        if stale and action in case.COMPARE_REV:
            assert self.escalation == before, "a stale click was taken"

    @precondition(lambda self: self.escalation is not None)
    @rule(coach=COACHES, hours=st.integers(-1, 30), which=st.integers(0, 3))
    def does_something_else(self, coach: Coach, hours: int, which: int) -> None:
        assert self.escalation is not None
        id_ = self.escalation.id
        doing = (
            Monitor(id_, self.now + timedelta(hours=hours), "note"),
            Note(id_, "a note"),
            Outcome(id_, "reached", ""),
            ThreadWords("card", "post", "Hi Mia"),
        )[which]
        self._case(CoachActed(coach, doing, id_))

    @precondition(lambda self: self.escalation is not None and self.escalation.wake_at is not None)
    @rule()
    def the_ladder_is_woken(self) -> None:
        assert self.escalation is not None
        moments = [at for at in (self.escalation.wake_at, self.escalation.tell_client_at) if at is not None]
        self.now = max([self.now, min(moments)])
        self._case(LadderWakeCame())

    # --- always --------------------------------------------------------------------------------------------

    @invariant()
    def a_hold_and_its_matter_go_together(self) -> None:
        if self.client.held_by:
            assert self.escalation is not None
            assert self.escalation.id == self.client.held_by
            assert self.escalation.state is not State.CLOSED
            assert replace(self.escalation.party, language="") == replace(_party(self.client), language="")
        else:
            assert self.escalation is None

    @invariant()
    def nobody_is_waited_for_by_nothing(self) -> None:
        client = self.client
        assert client == awake(client), "the next wake was not written down"
        waited_for = [client.delete_asked_at]
        if not client.held_by:
            waited_for += [client.next_checkin_at, client.erase_at]
            waited_for += [client.checkin.expires_at] if client.checkin else []
            waited_for += [client.exercise.next_at] if client.exercise else []
        assert (client.wake_at is None) == (not any(waited_for))

    @invariant()
    def an_active_client_is_asked_again(self) -> None:
        if self.client.membership is Membership.ACTIVE and not self.client.held_by:
            assert self.client.next_checkin_at is not None

    @invariant()
    def nobody_is_asked_anything_in_a_hold(self) -> None:
        if self.client.held_by:
            assert self.client.checkin is None
            assert self.client.exercise is None


def _party(client: Client) -> Party:
    return decide.party_of(client, practice())


TestConversation = Conversation.TestCase
TestConversation.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
