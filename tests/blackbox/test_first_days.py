"""From the invite to the first check-ins, through nothing but the chat and the command line."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.blackbox.conftest import Running
from tests.blackbox.practice import (
    EMERGENCY,
    SAYS_S,
    Practice,
    eventually,
    is_scale,
    name_of,
    replies_from,
    said_to,
)
from tests.emulators.telegram import Message, Person


def has_skip(said: Message) -> bool:
    return "Skip" in said.labels


async def test_a_newcomer_consents_and_does_a_check_in_by_buttons(new_practice: Running) -> None:
    async with new_practice() as p:
        maria = p.maria
        invited = await p.handrail(
            *("invite", "--name", name_of(maria), "--coach", "Ana", "--timezone", "Europe/Lisbon"),
            *("--time", "00:00", "--days", "daily", "--language", "en"),
        )
        assert set(invited) == {"client", "code", "link"}
        assert invited["link"].endswith(f"start={invited['code']}")

        await maria.start(invited["code"])
        consent = await maria.expect("Maria", SAYS_S)
        assert maria.messages == [consent], "the first reply is the whole consent"
        assert consent.labels == ["I agree", "No, thanks"]
        assert [button.data.split(":")[0] for button in consent.buttons] == ["consent.yes", "consent.no"]
        assert "Ana" in consent.text
        assert EMERGENCY in consent.text

        await maria.tap("I agree")
        for _ in range(2):
            asked = await maria.expect(has_skip, SAYS_S)
            assert asked.labels == ["Skip"]
            assert asked.buttons[0].data.startswith("q.skip")
            await maria.tap("q.skip", asked)
        done = await maria.expect("ou are set", SAYS_S)
        assert done.labels == []
        assert consent.labels == [], "an answered question loses its buttons"

        await maria.send("/checkin")
        for key, score in (("energy", 4), ("stress", 2), ("sleep", 5)):
            question = await maria.expect(is_scale, SAYS_S)
            assert question.labels == ["1", "2", "3", "4", "5", "Skip"]
            for number, button in enumerate(question.buttons[:5], 1):
                assert button.data.startswith(f"q.{key}.{number}:")
                assert len(button.data.encode()) <= 64
            tap = await maria.tap(f"q.{key}.{score}", question)
            await tap.answered()
        win = await maria.expect("win", SAYS_S)
        assert win.labels == ["Skip"]
        await maria.send("ran to the river and back")
        obstacle = await maria.expect("obstacle", SAYS_S)
        assert obstacle.labels == ["Skip"]
        before = len(maria.messages)
        await maria.tap("q.skip", obstacle)
        await replies_from(maria, before, 1)

        shown = await p.show()
        assert shown["client"] == invited["client"]
        assert shown["name"] == name_of(maria)
        assert shown["membership"] == "active"
        assert shown["held_by"] is None
        assert shown["escalation"] is None
        assert datetime.fromisoformat(shown["next_checkin_at"]).tzinfo is not None
        (checkin,) = shown["checkins"]
        assert (checkin["energy"], checkin["stress"], checkin["sleep"]) == (4, 2, 5)
        assert checkin["win"] == "ran to the river and back"
        assert checkin["obstacle"] is None
        assert checkin["complete"] is True


async def test_who_says_no_to_the_consent_is_left_alone(new_practice: Running) -> None:
    async with new_practice() as p:
        invited = await p.handrail("invite", "--name", name_of(p.maria))
        await p.maria.start(invited["code"])
        await p.maria.tap("consent.no", timeout=SAYS_S)
        await eventually(lambda: len(p.maria.messages) >= 2, SAYS_S, "a goodbye")
        shown = await p.show()
        assert shown["membership"] == "visitor"
        assert shown["next_checkin_at"] is None


async def test_a_check_in_can_be_answered_in_words(practice: Running) -> None:
    async with practice() as p:
        await p.maria.send("/checkin")
        for words, question in (
            ("4", "energy"),
            ("two", "stress"),
            ("slept like a log", "sleep"),
            ("finished the report", "win"),
        ):
            await p.maria.expect(question, SAYS_S)
            await p.maria.send(words)
        await p.maria.expect("obstacle", SAYS_S)
        before = len(p.maria.messages)
        await p.maria.send("late meetings every day")
        await replies_from(p.maria, before, 1)

        (checkin,) = (await p.show())["checkins"]
        assert (checkin["energy"], checkin["stress"], checkin["sleep"]) == (4, 2, 5)
        assert (checkin["win"], checkin["obstacle"]) == ("finished the report", "late meetings every day")


async def test_one_message_can_answer_all_five(practice: Running) -> None:
    async with practice() as p:
        await p.maria.send("/checkin")
        await p.maria.expect(is_scale, SAYS_S)
        before = len(p.maria.messages)
        await p.maria.send("energy 4, stress 2, sleep 5, win: ran 8k, obstacle: late meetings")
        (closing,) = await replies_from(p.maria, before, 1)
        assert not has_skip(closing)

        (checkin,) = (await p.show())["checkins"]
        assert (checkin["energy"], checkin["stress"], checkin["sleep"]) == (4, 2, 5)
        assert (checkin["win"], checkin["obstacle"]) == ("ran 8k", "late meetings")
        assert checkin["complete"] is True


async def test_an_edited_answer_counts_as_it_reads_now(practice: Running) -> None:
    async with practice() as p:
        await p.maria.send("/checkin")
        await p.maria.expect("energy", SAYS_S)
        answer = await p.maria.send("4")
        await p.maria.expect("stress", SAYS_S)
        await p.maria.edit(answer, "2")
        await p.maria.expect("edit", SAYS_S)
        for _ in range(4):
            await p.maria.send("/skip")
        await p.maria.expect("Energy 2", SAYS_S)
        (checkin,) = (await p.show())["checkins"]
        assert checkin["energy"] == 2


# --- an invite that leaves everything open --------------------------------------------------------------------------


async def invited_with_nothing(p: Practice) -> Person:
    invited = await p.handrail("invite", "--name", name_of(p.maria))
    await p.maria.start(invited["code"])
    await p.maria.tap("consent.yes", timeout=SAYS_S)
    return p.maria


async def test_what_the_invite_left_open_is_asked_and_can_be_answered_in_words(new_practice: Running) -> None:
    async with new_practice() as p:
        maria = await invited_with_nothing(p)
        language = await maria.expect("language", SAYS_S)
        assert language.labels
        await maria.send("English")

        await maria.expect("What time is it for you now", SAYS_S)
        kolkata = ZoneInfo("Asia/Kolkata")
        await maria.send(f"it's {datetime.now(kolkata):%H:%M}")

        await maria.expect("hour", SAYS_S)
        await maria.send("7:30 in the morning")
        await maria.expect("days", SAYS_S)
        await maria.send("Mondays and Thursdays")
        await maria.expect("phone", SAYS_S)
        await maria.send("+91 900 000 0011")
        await maria.expect("emergency", SAYS_S)
        await maria.send("no")
        await maria.expect("ou are set", SAYS_S)

        shown = await p.show()
        next_ = datetime.fromisoformat(shown["next_checkin_at"]).astimezone(kolkata)
        assert (next_.hour, next_.minute) == (7, 30)
        assert next_.weekday() in (0, 3)

        await maria.send("/when Tokyo")
        await maria.expect("Tokyo", SAYS_S)
        shown = await p.show()
        next_ = datetime.fromisoformat(shown["next_checkin_at"]).astimezone(ZoneInfo("Asia/Tokyo"))
        assert (next_.hour, next_.minute) == (7, 30)


async def test_what_the_invite_left_open_can_be_answered_by_buttons_and_location(
    new_practice: Running,
) -> None:
    async with new_practice() as p:
        maria = await invited_with_nothing(p)
        language = await maria.expect("language", SAYS_S)
        assert {"English", "Deutsch"} <= set(language.labels)
        await maria.tap("English", language)

        await maria.expect("What time is it for you now", SAYS_S)
        key = maria.chat.reply_keyboard
        assert key is not None, "the phone offers to share the location"
        await maria.location(40.71, -74.0)

        hour = await maria.expect("hour", SAYS_S)
        assert hour.labels, said_to(maria)
        chosen = hour.labels[0]
        await maria.tap(chosen, hour)
        days = await maria.expect("days", SAYS_S)
        await maria.tap("Monday to Friday", days)
        for _ in range(2):
            await maria.tap("q.skip", await maria.expect(has_skip, SAYS_S))
        await maria.expect("ou are set", SAYS_S)

        shown = await p.show()
        there = datetime.fromisoformat(shown["next_checkin_at"]).astimezone(ZoneInfo("America/New_York"))
        assert f"{there:%H:%M}" == chosen
        assert there.weekday() < 5
        assert there - datetime.now(there.tzinfo) < timedelta(days=4)


async def test_an_invite_works_for_one_person_only(practice: Running) -> None:
    async with practice() as p:
        invited = await p.handrail("invite", "--name", "Vera")
        vera, eve = p.tg.user(31, "Vera"), p.tg.user(32, "Eve")
        await vera.start(invited["code"])
        await vera.expect("I am the automated", SAYS_S)
        await eve.start(invited["code"])
        refused = await eve.expect("", SAYS_S)
        assert refused.labels == []
        assert "Vera" not in refused.text
