"""Any happenings, with any team and policy: an escalation is never left alone, and only a hand-back closes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from escalation import acts, ladder
from escalation.moves import MOVES, Call, Happening, Note, Refused, Release, Stepped, Tell
from escalation.words import Coach, Escalation, Result, Role, State, Step, Team, Way
from tests.escalation.matters import ANA, BEN, CHLOE, FOUND, MIA, MINUTE, NOW, POLICY, ROTATION

NAMES = ("Ana", "Ben", "Chloe")
UNREACHABLE = Coach("Dan", Role.COACH)

targets = st.sampled_from(["oncall", "oncall:none", "owner", "coach:Ben", "coach:Nobody", "everybody"])
waits = st.integers(1, 600).map(lambda seconds: timedelta(seconds=seconds))
ways = st.lists(st.sampled_from(list(Way)), min_size=1, max_size=3, unique=True).map(tuple)
policies = st.builds(
    replace,
    st.just(POLICY),
    steps=st.lists(st.builds(Step, targets, waits, ways), max_size=4).map(tuple),
    repeat_every=waits,
    repeat_max=st.integers(600, 3600).map(lambda seconds: timedelta(seconds=seconds)),
)
teams = st.builds(
    Team,
    st.sets(st.sampled_from([ANA, BEN, CHLOE, UNREACHABLE])).map(
        lambda some: tuple(sorted(some, key=lambda c: c.name))
    ),
    st.sampled_from([(), (ROTATION,)]),
    st.just(()),
    st.sets(st.sampled_from(list(Way))).map(frozenset),
)
coaches = st.sampled_from([ANA, BEN, CHLOE])


class Ladder(RuleBasedStateMachine):
    @initialize(team=teams, policy=policies)
    def opens(self, team: Team, policy: object) -> None:
        self.now = NOW
        self.team = team
        stepped = ladder.opened("E1", MIA, FOUND, policy, team, NOW)  # type: ignore[arg-type]
        self.at: Escalation = stepped.escalation
        self.handed_back = False
        assert self._calls_or_says_so(stepped)

    # --- helpers ---------------------------------------------------------------------------------------

    def _reachable(self) -> bool:
        return any(self.team.ways_to(coach, tuple(Way)) for coach in self.team.coaches)

    def _calls_or_says_so(self, stepped: Stepped) -> bool:
        """Somebody is called whenever anybody can be reached by a way that a rung allows; else the thread says so."""
        called = any(isinstance(order, Call) and order.pages for order in stepped.orders)
        said = any(isinstance(order, Note) for order in stepped.orders)
        return called or said

    def _goes(self, stepped: Stepped | Refused, happening: Happening | None = None) -> None:
        before = self.at
        if isinstance(stepped, Refused):
            assert stepped.text, "whoever is refused is told why"
            return
        self.at = stepped.escalation
        if happening is not None:
            first = before.state
            acting = happening not in (Happening.URGENT, Happening.WINDOW_PASSED, Happening.ACKNOWLEDGE)
            if first is State.OPEN and acting:
                first = MOVES[first, Happening.ACKNOWLEDGE]
            assert MOVES[first, happening] is self.at.state
            if acting:
                waiting = [page for page in self.at.pages if page.result is Result.QUEUED]
                assert before.state is not State.OPEN or not waiting, "paging goes on after somebody has it"
        assert self.at.findings[: len(before.findings)] == before.findings, "a finding was lost"
        assert self.at.timeline[: len(before.timeline)] == before.timeline, "the timeline was rewritten"
        assert [page.id for page in self.at.pages[: len(before.pages)]] == [page.id for page in before.pages]

    # --- the client ------------------------------------------------------------------------------------

    @precondition(lambda self: self.at.state is not State.CLOSED)
    @rule()
    def more_urgent_words(self) -> None:
        before = self.at
        stepped = ladder.found_more(before, FOUND, self.team, self.now)
        self._goes(stepped, Happening.URGENT)
        if before.state is State.OPEN:
            assert stepped.orders == ()
            assert (self.at.wake_at, self.at.step, self.at.round, self.at.tell_client_at, self.at.pages) == (
                before.wake_at,
                before.step,
                before.round,
                before.tell_client_at,
                before.pages,
            )
        elif self.at.state is State.OPEN:
            assert self._calls_or_says_so(stepped)
            assert Tell("stopped") in stepped.orders
        elif self._reachable():
            assert any(isinstance(order, Call) for order in stepped.orders)

    @precondition(lambda self: self.at.state is not State.CLOSED)
    @rule()
    def other_words(self) -> None:
        before = self.at
        stepped = ladder.heard(before)
        self._goes(stepped)
        assert (self.at.state, self.at.wake_at, self.at.holder) == (
            before.state,
            before.wake_at,
            before.holder,
        )
        assert len(stepped.orders) == (0 if before.answered else 1)
        assert self.at.answered

    @precondition(lambda self: self.at.state is not State.CLOSED)
    @rule()
    def becomes_unreachable(self) -> None:
        before = self.at
        stepped = ladder.unreachable(before, self.team, self.now)
        self._goes(stepped)
        assert (self.at.state, self.at.wake_at, self.at.step) == (before.state, before.wake_at, before.step)
        if self._reachable():
            assert any(isinstance(order, Call) for order in stepped.orders)

    # --- time and pages ----------------------------------------------------------------------------------

    @rule(seconds=st.integers(0, 900))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        self._wakes()

    @precondition(lambda self: self.at.wake_at is not None)
    @rule(late=st.sampled_from([0, 0, 1, 30_000]))
    def the_moment_comes(self, late: int) -> None:
        moments = [at for at in (self.at.wake_at, self.at.tell_client_at) if at is not None]
        self.now = max(self.now, min(moments)) + timedelta(seconds=late)
        self._wakes()

    def _wakes(self) -> None:
        before = self.at
        orphaned = bool(before.holder) and self.team.named(before.holder) is None
        due = before.wake_at is not None and before.wake_at <= self.now
        tells = (
            before.state is State.OPEN
            and before.tell_client_at is not None
            and before.tell_client_at <= self.now
        )
        stepped = ladder.wake(before, self.team, self.now)
        lapses = before.state in (State.ACKNOWLEDGED, State.TAKEN_OVER) and (due or orphaned)
        self._goes(stepped, Happening.WINDOW_PASSED if lapses else None)
        if tells:
            assert stepped.orders == (Tell("nobody_yet"),)
            assert self.at.wake_at == before.wake_at
        elif lapses or (due and before.state is State.OPEN):
            assert self._calls_or_says_so(stepped)
            assert lapses == (Tell("not_reached") in stepped.orders)
            assert self.at.wake_at is not None
            assert self.at.wake_at > self.now
        elif due and before.state is not State.CLOSED:
            assert self.at.state is before.state
            assert self.at.wake_at is not None
            assert self.at.wake_at > self.now
        elif not orphaned:
            assert stepped.orders == ()

    @precondition(lambda self: any(page.result is Result.QUEUED for page in self.at.pages))
    @rule(data=st.data())
    def a_page_is_handed_over(self, data: st.DataObject) -> None:
        queued = [page.id for page in self.at.pages if page.result is Result.QUEUED]
        self._goes(ladder.page_sent(self.at, data.draw(st.sampled_from(queued))))

    @precondition(lambda self: any(page.result is Result.QUEUED for page in self.at.pages))
    @rule(data=st.data())
    def a_page_fails(self, data: st.DataObject) -> None:
        before = self.at
        queued = [page for page in before.pages if page.result is Result.QUEUED]
        page = data.draw(st.sampled_from(queued))
        stepped = ladder.page_failed(before, page.id, "down", self.team, self.now)
        self._goes(stepped)
        assert self.at.state is before.state
        if self.at.state is State.CLOSED:
            assert stepped.orders == ()
        elif page.rest and self.team.named(page.to):
            called = [new for order in stepped.orders if isinstance(order, Call) for new in order.pages]
            assert [(new.to, new.way) for new in called] == [(page.to, page.rest[0])]
        elif self.at.state is State.OPEN:
            call = [each for each in before.pages if each.call == page.call and each.id != page.id]
            last = page.call == before.calls and all(each.result is Result.FAILED for each in call)
            if last and before.step < len(before.policy.rungs()) - 1:
                assert self._calls_or_says_so(stepped)

    @rule()
    def every_page_fails(self) -> None:
        """However many fail one after the other, it ends, and a wake is left."""
        for _ in range(200):
            queued = [page for page in self.at.pages if page.result is Result.QUEUED]
            if not queued:
                return
            self._goes(ladder.page_failed(self.at, queued[0].id, "down", self.team, self.now))
        raise AssertionError("failing pages call one another for ever")

    @rule()
    def the_card_arrives(self) -> None:
        before = self.at
        self._goes(ladder.card_arrived(before, self.team, self.now))
        assert self.at.state is before.state
        assert self.at.wake_at == before.wake_at

    # --- coaches -----------------------------------------------------------------------------------------

    @rule(coach=coaches)
    def acknowledges(self, coach: Coach) -> None:
        self._goes(acts.acknowledge(self.at, coach, self.now), Happening.ACKNOWLEDGE)

    @rule(coach=coaches)
    def takes_over(self, coach: Coach) -> None:
        stepped = acts.take_over(self.at, coach, self.now)
        self._goes(stepped, Happening.TAKE_OVER)
        if isinstance(stepped, Stepped):
            assert self.at.bridge == self.at.holder == coach.name

    @rule(coach=coaches)
    def contacts(self, coach: Coach) -> None:
        self._goes(acts.contacted(self.at, coach, self.now), Happening.CONTACT)

    @rule(coach=coaches, minutes=st.integers(-5, 500))
    def watches(self, coach: Coach, minutes: int) -> None:
        self._goes(acts.monitor(self.at, coach, self.now + minutes * MINUTE, self.now), Happening.MONITOR)

    @rule(coach=coaches, label=st.sampled_from(["", "false_alarm"]))
    def resolves(self, coach: Coach, label: str) -> None:
        happening = Happening.FALSE_ALARM if label else Happening.RESOLVE
        self._goes(acts.resolve(self.at, coach, label, self.now), happening)

    @rule(coach=coaches)
    def hands_back(self, coach: Coach) -> None:
        before = self.at
        stepped = acts.hand_back(before, coach, self.now)
        self._goes(stepped, Happening.HAND_BACK)
        if isinstance(stepped, Stepped):
            assert before.state is State.RESOLVED
            assert coach.role is not Role.ASSISTANT
            assert Release() in stepped.orders
            self.handed_back = True

    @rule(coach=coaches)
    def notes(self, coach: Coach) -> None:
        self._goes(acts.note(self.at, coach, "a note", self.now))

    @rule()
    def writes_in_the_thread(self) -> None:
        before = self.at
        self._goes(acts.acted(before, self.now))
        assert (self.at.state, self.at.holder, self.at.pages) == (before.state, before.holder, before.pages)

    @precondition(lambda self: bool(self.team.coaches))
    @rule(data=st.data())
    def somebody_leaves_the_team(self, data: st.DataObject) -> None:
        gone = data.draw(st.sampled_from(self.team.coaches))
        self.team = replace(self.team, coaches=tuple(coach for coach in self.team.coaches if coach != gone))

    # --- always ------------------------------------------------------------------------------------------

    @invariant()
    def whatever_is_not_closed_wants_waking(self) -> None:
        if self.at.state is State.CLOSED:
            assert (self.at.wake_at, self.at.tell_client_at) == (None, None)
        else:
            assert self.at.wake_at is not None, f"{self.at.state} is waited for by nobody"

    @invariant()
    def an_open_one_is_never_silent_for_longer_than_the_longest_wait(self) -> None:
        if self.at.state is State.OPEN:
            policy = self.at.policy
            longest = max([policy.repeat_max, *(step.wait for step in policy.rungs())])
            assert self.at.wake_at is not None
            assert self.at.wake_at <= self.now + longest

    @invariant()
    def only_a_hand_back_closes(self) -> None:
        assert (self.at.state is State.CLOSED) == self.handed_back

    @invariant()
    def somebody_has_it_unless_it_is_open(self) -> None:
        assert (self.at.state is State.OPEN) == (not self.at.holder)

    @invariant()
    def no_two_pages_are_the_same(self) -> None:
        ids = [page.id for page in self.at.pages]
        assert len(ids) == len(set(ids))


TestLadder = Ladder.TestCase
TestLadder.settings = settings(
    max_examples=120, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
