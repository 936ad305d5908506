"""The spine by direct message in Slack: the same promises through a second client channel."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from pathlib import Path
from time import perf_counter

import pytest

from tests.blackbox.conftest import Running
from tests.blackbox.practice import (
    ANA,
    EMERGENCY,
    RED,
    SAYS_S,
    Practice,
    eventually,
    is_card,
    pages_of,
    rev_of,
    running,
    state_of,
)
from tests.blackbox.slack_client import SlackClient
from tests.emulators.slack.blocks import elements_of

# Slack alone: nobody has a Telegram bot.
SLACK_ALONE: dict[str, object] = {"telegram": {"token": ""}}
NORA, OTTO = "U71", "U72"


async def red(p: Practice, nora: SlackClient) -> None:
    before = {card.ts for card in p.slack.escalations.messages if is_card(card)}
    await nora.say(RED)
    await nora.expect(EMERGENCY)
    await eventually(
        lambda: any(is_card(m) and m.ts not in before for m in p.slack.escalations.messages), SAYS_S, "a card"
    )


@pytest.mark.parametrize(("mode", "times"), [("socket", 2), ("http", 2)])
async def test_the_whole_path_by_direct_message(tmp_path: Path, mode: str, times: int) -> None:
    async with running(tmp_path / "practice", SLACK_ALONE, slack_mode=mode) as p:
        p.slack.courier.twice = times == 2
        nora = SlackClient(p, NORA, "Nora")
        later = "23:59"
        made = await p.handrail(
            "invite",
            "--name",
            "Nora",
            "--timezone",
            "Europe/Lisbon",
            "--time",
            later,
            "--days",
            "daily",
            "--language",
            "en",
        )
        assert made.keys() == {"client", "code", "link"}
        assert made["link"] == "https://slack.com/app_redirect?app=A1&team=T1"

        await nora.come_in(made["code"])
        consent = nora.heard[0]
        assert consent.actions == {}, "the buttons are gone once one was pressed"
        assert "I am the automated assistant" in consent.text

        # A check-in by buttons.
        before = len(nora.heard)
        await nora.say("checkin")
        asked = await nora.expect("energy")
        labels = [element["text"]["text"] for element in asked.actions.values()]
        assert [label[0] for label in labels[:5]] == list("12345")
        assert labels[5] == "Skip"
        await nora.tap("q.energy.4", asked)
        await nora.tap("q.stress.2", await nora.expect("stress"))
        await nora.tap("q.sleep.5", await nora.expect("sleep"))
        await nora.expect("win")
        await nora.say("ran 8k")
        await nora.tap("q.skip", await nora.expect("obstacle"))
        await nora.expect("ran 8k")
        await eventually(lambda: asked.actions == {}, SAYS_S, "the question loses its buttons")
        assert "energy" in asked.text.lower()
        (checkin,) = (await p.handrail("show", "Nora"))["checkins"]
        assert (checkin["energy"], checkin["stress"], checkin["sleep"], checkin["win"]) == (4, 2, 5, "ran 8k")

        # A second one in words, all in one.
        await nora.say("checkin")
        await nora.expect("energy")
        await nora.say("energy 3, stress 4, slept well, win: a walk, obstacle: meetings")
        await eventually(lambda: len(nora.heard) > before, SAYS_S, "an answer")
        await asyncio.sleep(1)
        second = (await p.handrail("show", "Nora"))["checkins"][-1]
        assert (second["energy"], second["stress"], second["complete"]) == (3, 4, True)

        # Red words.
        before = len(nora.heard)
        await red(p, nora)
        card = await p.card()
        page = await p.page(card, ANA)
        assert "Nora" in page.text
        assert len(nora.heard) == before + 1
        assert "want to be here" in card.shown

        press = await p.ana.press("page.take_over", card)
        assert press.acked
        await nora.expect("Ana is here")
        reply = await p.ana.reply(card, "Nora, I am <here> & calling you")
        said = await nora.expect("calling you")
        assert said.text == "*Ana*\nNora, I am &lt;here&gt; &amp; calling you"
        await eventually(lambda: "white_check_mark" in reply.message.reactions, SAYS_S, "a tick")
        since = rev_of(card)
        await nora.say("thank you <!channel> <@U2>")
        quoted = await card.expect_reply("thank you", SAYS_S)
        assert not quoted.calls_everybody
        assert quoted.mentions in ([], [ANA])
        await card.becomes(lambda shown: rev_of(shown) > since, SAYS_S)

        # Held: a button says so, and the routine is silent.
        await p.resolve(card)
        await p.hand_back(card)
        await nora.expect("Ana has switched me back on")
        assert (await p.handrail("show", "Nora"))["held_by"] is None
        assert len([m for m in p.slack.escalations.messages if is_card(m)]) == 1
        assert len(pages_of(card)) == 1

        await nora.say("checkin")
        await nora.expect("energy")
        assert p.tg.log() == []
        assert "want to be here" not in p.log
        assert "ran 8k" not in p.log


@pytest.mark.parametrize("after_ms", [0, 150])
async def test_killed_around_the_red_message_everything_follows_all_the_same(
    new_practice: Running, after_ms: int
) -> None:
    async with new_practice(SLACK_ALONE) as p:
        p.slack.courier.twice = True
        nora = SlackClient(p, NORA, "Nora")
        await nora.come_in(await nora.invited())
        writing = asyncio.create_task(nora.say(RED))
        await asyncio.sleep(after_ms / 1000)
        await p.restart_after_kill()
        await writing
        await nora.expect(EMERGENCY)
        card = await p.card()
        await p.page(card, ANA)
        await asyncio.sleep(1)
        assert p.cards == [card]
        assert len(pages_of(card)) <= 2, "a crash may repeat a page, not more"
        assert len([line for line in nora.heard if EMERGENCY in line.text and "stopped" in line.text]) <= 2
        assert state_of(card) == "open"
        assert "want to be here" not in p.log


TYPED = (
    "start {}",
    "Start {}",
    "{}",
    " /start {}",
    "start `{}`",
    "start: {}.",
    "hi, my code is {}",
    "https://t.me/x?start={}",
)


async def test_an_invitation_may_be_typed_as_people_type(new_practice: Running) -> None:
    async with new_practice(SLACK_ALONE) as p:

        async def come(number: int, typed: str) -> None:
            client = SlackClient(p, f"U8{number}", f"Nora {number}")
            await client.say(typed.format(await client.invited()))
            consent = await client.expect("I am the automated assistant")
            labels = [element["text"]["text"] for element in consent.actions.values()]
            assert labels == ["I agree", "No, thanks"], typed

        await asyncio.gather(*(come(number, typed) for number, typed in enumerate(TYPED)))


async def test_strangers_coaches_and_channels(new_practice: Running) -> None:
    async with new_practice(SLACK_ALONE) as p:
        otto = SlackClient(p, OTTO, "Otto")
        await otto.say("hello there")
        refusal = await otto.expect("invited")
        assert EMERGENCY in refusal.text
        await otto.say("start aB3dE5gH7jK9")
        await otto.expect("not valid")
        await otto.say("overwhelming")
        await otto.expect("invited")

        await p.ben.dm("hello bot")
        await eventually(
            lambda: any("/handrail" in m.text for m in p.ben.dms.messages), SAYS_S, "Ben is sent to /handrail"
        )

        # What is said in a channel is nobody's business here, however it reads.
        public = p.slack.channel("C9", "general")
        await otto.person.say(public, f"<@U0BOT> {RED}")
        await asyncio.sleep(1)
        assert p.cards == []

        # In private it is.
        await otto.say(RED)
        await otto.expect(EMERGENCY)
        card = await p.card()
        assert "nknown sender" in card.shown
        await p.page(card, ANA)


async def test_the_home_and_the_invite_say_how_to_begin(new_practice: Running) -> None:
    async with new_practice(SLACK_ALONE) as p:
        otto = SlackClient(p, OTTO, "Otto")
        await otto.person.open_home()
        await otto.person.expect_view("write there: start", SAYS_S)
        await p.ana.open_home()
        home = await p.ana.expect_view("On call", SAYS_S)
        assert "week: Ana" in home.shown
        assert "Nothing waits for a person" in home.shown
        await otto.say(RED)
        await p.page(await p.card(), ANA)
        await p.ana.open_home()
        home = await p.ana.expect_view("an unknown sender - open", SAYS_S)
        assert "want to be here" not in home.shown

        typed = await p.ana.slash("/handrail", "invite Nora", p.slack.escalations)
        words = str(typed.payload["text"])
        assert "https://slack.com/app_redirect?app=A1&amp;team=T1" in words
        code = re.search(r"start (\S+)", words)
        assert code is not None
        nora = SlackClient(p, NORA, "Nora")
        await nora.say(f"start {code.group(1)}")
        await nora.expect("I am the automated assistant")


async def test_with_telegram_the_invite_names_both_ways_in(new_practice: Running) -> None:
    async with new_practice() as p:
        nora = SlackClient(p, NORA, "Nora")
        made = await p.handrail("invite", "--name", "Nora", "--language", "en")
        assert made["link"] == f"https://t.me/{p.tg.world.bot['username']}?start={made['code']}"
        typed = await p.ana.slash("/handrail", "invite Otto", p.slack.escalations)
        words = str(typed.payload["text"])
        assert "https://t.me/" in words
        assert "in Slack" in words
        await nora.say(made["code"])
        await nora.expect("I am the automated assistant")
        # Whoever came in by one channel does not come in by another as somebody else.
        await p.maria.start(made["code"])
        await p.maria.expect("not valid", SAYS_S)


async def test_a_button_pressed_while_held_is_answered_in_private(new_practice: Running) -> None:
    async with new_practice(SLACK_ALONE) as p:
        nora = SlackClient(p, NORA, "Nora")
        await nora.come_in(await nora.invited(time="23:59"))
        await nora.say("checkin")
        asked = await nora.expect("energy")
        await nora.say(RED)
        await nora.expect(EMERGENCY)
        await eventually(lambda: asked.actions == {}, SAYS_S, "the question loses its buttons")
        # A slow screen still shows them.
        (before,) = [old for old in asked.edits if old.blocks]
        action = next(element["action_id"] for _, element in elements_of(list(before.blocks)))
        assert (await nora.person.press(action, asked)).acked
        await nora.person.expect_ephemeral("", SAYS_S)
        assert (await p.handrail("show", "Nora"))["held_by"]


async def test_what_is_not_words_is_never_ignored(new_practice: Running) -> None:
    async with new_practice(SLACK_ALONE) as p:
        nora = SlackClient(p, NORA, "Nora")
        await nora.come_in(await nora.invited())
        before = len(nora.heard)
        await nora.person.share(nora.person.dms, "audio/webm", subtype="slack_audio")
        await nora.answers(before, 1)
        await nora.person.share(nora.person.dms, "image/png", RED)
        await nora.expect(EMERGENCY)
        card = await p.card()
        since = len(nora.heard)
        said = (await nora.say("I am at hme")).message
        await card.expect_reply("at hme", SAYS_S)
        await nora.person.edit(said, "I am at home")
        await card.expect_reply("(edited) I am at home", SAYS_S)
        await nora.person.delete(said)
        await asyncio.sleep(1)
        assert len(nora.heard) <= since + 1, "one fixed text a silent stretch"


async def test_an_export_is_handed_over_as_a_file(new_practice: Running) -> None:
    async with new_practice(SLACK_ALONE) as p:
        nora = SlackClient(p, NORA, "Nora")
        await nora.come_in(await nora.invited())
        await nora.say("export")

        def file() -> bytes | None:
            contents = [each["content"] for each in p.slack.workspace.files.values() if each.get("content")]
            shown = any(message.files for message in nora.person.dms.messages)
            return contents[0] if contents and shown else None

        assert b"Nora" in await eventually(file, SAYS_S, "the file")


async def test_somebody_who_cannot_be_written_to_is_a_coachs_matter_and_a_dead_token_is_not(
    new_practice: Running,
) -> None:
    async with new_practice(SLACK_ALONE) as p:
        nora = SlackClient(p, NORA, "Nora")
        await nora.come_in(await nora.invited())
        dm = nora.person.dms.id
        p.slack.faults.add("chat.postMessage", "error:invalid_auth", times=2, chat=dm)
        before = len(nora.heard)
        await nora.say("help")
        await nora.answers(before, 1, quiet_s=0.5)
        told = [message.text for message in p.slack.escalations.messages]
        assert not any("cannot be written" in text for text in told), told

        p.slack.faults.add("chat.postMessage", "error:messages_tab_disabled", times=1, chat=dm)
        await nora.say("help")
        await eventually(
            lambda: any(
                re.search("Nora cannot be written to", message.text)
                for message in p.slack.escalations.messages
            ),
            SAYS_S,
            "the coach is told",
        )


async def test_red_words_are_paged_though_the_database_takes_nothing_and_stored_once_when_it_does(
    new_practice: Running,
) -> None:
    async with new_practice(SLACK_ALONE) as p:
        p.slack.courier.redeliver_after_s = ()  # Slack gives up; we do not
        nora = SlackClient(p, NORA, "Nora")
        await nora.come_in(await nora.invited())
        locked = sqlite3.connect(p.folder / "data" / "handrail.db", isolation_level=None)
        try:
            locked.execute("BEGIN IMMEDIATE")
            said = await nora.say(RED)
            assert not said.acked, "nothing is confirmed that is not stored"
            card = await p.card(timeout=60)
            await p.page(card, ANA, timeout=10)
            await nora.expect(EMERGENCY)
        finally:
            locked.rollback()
            locked.close()

        async def held() -> bool:
            return bool((await p.handrail("show", "Nora"))["held_by"])

        ends_at = perf_counter() + 30
        while not await held():
            assert perf_counter() < ends_at, "it was never stored"
            await asyncio.sleep(0.5)
        await asyncio.sleep(2)
        assert p.cards == [card], "the later normal handling finds its own card"


async def test_a_burst_reaches_the_thread_whole_and_in_its_order(new_practice: Running) -> None:
    async with new_practice(SLACK_ALONE) as p:
        nora = SlackClient(p, NORA, "Nora")
        await nora.come_in(await nora.invited())
        await red(p, nora)
        card = await p.card()
        p.slack.courier.twice = True
        lines = [f"and then number {number:02} happened" for number in range(12)]
        told = await asyncio.gather(*(nora.say(line) for line in lines))
        assert all(each.acked for each in told)

        def in_thread() -> list[str]:
            return [line for reply in card.replies for line in lines if line in reply.shown]

        await eventually(lambda: len(in_thread()) >= len(lines), 3 * SAYS_S, "every line in the thread")
        await asyncio.sleep(1)
        assert in_thread() == lines
