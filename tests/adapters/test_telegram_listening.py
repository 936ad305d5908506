"""Listening to Telegram: nothing is confirmed before it is stored, and no trouble is for ever."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import pytest

from adapters.telegram.adapter import MENU, Telegram, TelegramSettings
from bot.core.acts import ActReply, Press
from bot.core.errors import IllegalMove
from bot.core.outgoing import Button, Say
from bot.core.update import Blocked, Edited, SentMedia, SpokeInGroup, Tapped, Unblocked, Wrote, words_of
from tests.adapters.recording_inbox import RecordingInbox, until
from tests.emulators.telegram import TelegramEmulator

pytestmark = [
    # The library announces a change that our code is ready for, and dislikes raw updates.
    pytest.mark.filterwarnings("ignore::telegram.warnings.PTBUserWarning"),
]


def settings_for(emulator: TelegramEmulator) -> TelegramSettings:
    return TelegramSettings(emulator.token, emulator.base_url, connect_s=1, read_s=1, poll_s=2)


async def stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


@asynccontextmanager
async def listening(settings: TelegramSettings, inbox: RecordingInbox) -> AsyncIterator[Telegram]:
    telegram = Telegram(settings, inbox)
    task = asyncio.create_task(telegram.run())
    try:
        yield telegram
    finally:
        await stop(task)
        await telegram.close()


@pytest.fixture
async def tg() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator() as emulator:
        emulator.user(42, "Ana")
        emulator.user(900, "Ben")
        yield emulator


@pytest.fixture
def inbox() -> RecordingInbox:
    return RecordingInbox()


async def test_a_conversation_arrives_in_order_and_every_update_is_confirmed(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    async with listening(settings_for(tg), inbox) as telegram:
        ana = tg.user(42, "Ana")
        first = await ana.send("hello")
        await ana.edit(first, "hello!")
        await ana.voice()
        await ana.block()
        await ana.unblock()
        await until(lambda: len(inbox.received) == 5)
        bodies = [update.body for update in inbox.received]
        number = str(first.message_id)
        assert bodies[:2] == [Wrote("hello", number), Edited("hello!", number)]
        assert isinstance(bodies[2], SentMedia)
        assert bodies[3:] == [Blocked(), Unblocked()]
        await until(lambda: not tg.unconfirmed)
        assert telegram.healthy() == ""


async def test_a_group_is_heard_as_a_group(tg: TelegramEmulator, inbox: RecordingInbox) -> None:
    async with listening(settings_for(tg), inbox):
        await tg.user(42).in_group("is anybody there?")
        await until(lambda: len(inbox.received) == 2)
        assert inbox.received[0].body == SpokeInGroup("", "")
        assert inbox.words == ["", "is anybody there?"]


async def test_nothing_is_confirmed_before_it_is_stored(tg: TelegramEmulator, inbox: RecordingInbox) -> None:
    inbox.gate.clear()
    async with listening(settings_for(tg), inbox):
        await tg.user(42).send("please keep this")
        await until(lambda: inbox.begun)
        await asyncio.sleep(0.1)
        assert len(tg.unconfirmed) == 1
        inbox.gate.set()
        await until(lambda: not tg.unconfirmed)
    assert inbox.words == ["please keep this"]


async def test_a_batch_is_begun_in_order_and_at_once(tg: TelegramEmulator, inbox: RecordingInbox) -> None:
    inbox.gate.clear()
    for number in range(30):
        await tg.user(42 + number % 3).send(str(number))
    async with listening(settings_for(tg), inbox):
        await until(lambda: len(inbox.begun) == 30)
        assert inbox.begun == sorted(inbox.begun, key=int)
        inbox.gate.set()
        await until(lambda: len(inbox.received) == 30)
    assert inbox.words == [str(number) for number in range(30)]


async def test_what_could_not_be_stored_stays_unconfirmed_and_comes_again(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    inbox.refuses = lambda update: words_of(update.body) == "two"
    for word in ("one", "two", "three"):
        await tg.user(42).send(word)
    async with listening(settings_for(tg), inbox) as telegram:
        await until(lambda: len(inbox.begun) >= 6)  # the whole batch, then from the failed one on
        assert inbox.words == ["one", "three"]
        assert [update["message"]["text"] for update in tg.unconfirmed] == ["two", "three"]
        assert "cannot be stored" in telegram.healthy()
        inbox.refuses = lambda update: False
        await until(lambda: not tg.unconfirmed)
        assert inbox.words == ["one", "three", "two"]
        await until(lambda: telegram.healthy() == "")


async def test_a_second_delivery_is_handed_over_under_the_same_id(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    tg.duplicate_updates = True
    async with listening(settings_for(tg), inbox):
        await tg.user(42).send("once")
        await until(lambda: len(inbox.begun) == 2)
    assert len(set(inbox.begun)) == 1
    assert inbox.words == ["once"]


async def test_stopping_confirms_what_was_stored(tg: TelegramEmulator, inbox: RecordingInbox) -> None:
    telegram = Telegram(settings_for(tg), inbox)
    task = asyncio.create_task(telegram.run())
    inbox.gate.clear()
    await tg.user(42).send("last words")
    await until(lambda: inbox.begun)
    task.cancel()
    await asyncio.sleep(0.05)
    inbox.gate.set()
    with suppress(asyncio.CancelledError):
        await task
    assert inbox.words == ["last words"]
    assert not tg.unconfirmed
    await telegram.close()


async def test_stopping_does_not_confirm_what_was_not_stored(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    inbox.refuses = lambda update: True
    telegram = Telegram(settings_for(tg), inbox)
    task = asyncio.create_task(telegram.run())
    await tg.user(42).send("keep me")
    await until(lambda: inbox.begun)
    await stop(task)
    assert len(tg.unconfirmed) == 1
    await telegram.close()


async def test_stopping_while_the_store_hangs_does_not_hang(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    inbox.gate.clear()
    telegram = Telegram(settings_for(tg), inbox)
    task = asyncio.create_task(telegram.run())
    await tg.user(42).send("keep me")
    await until(lambda: inbox.begun)
    async with asyncio.timeout(5):
        await stop(task)
    assert len(tg.unconfirmed) == 1
    await telegram.close()


async def test_the_menu_of_commands_is_set(tg: TelegramEmulator, inbox: RecordingInbox) -> None:
    tg.faults.add("setMyCommands", "status:500", times=1)
    async with listening(settings_for(tg), inbox):
        await until(lambda: tg.commands)
    assert tg.commands == [entry.command for entry in MENU]


async def test_a_menu_that_cannot_be_set_does_not_keep_us_from_listening(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    tg.faults.add("setMyCommands", "hang")
    async with listening(settings_for(tg), inbox):
        await tg.user(42).send("hello")
        await until(lambda: inbox.words == ["hello"], 2)


async def test_a_webhook_in_the_way_is_deleted_and_what_waited_for_it_is_read(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    tg.world.queue.set_webhook({"url": "http://127.0.0.1:9/hook"}, None, None)
    await tg.user(42).send("before")
    async with listening(settings_for(tg), inbox):
        await until(lambda: inbox.words == ["before"])


async def test_another_poller_is_named_and_forgotten_when_it_is_gone(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    fault = tg.faults.add("getUpdates", "status:409")
    async with listening(settings_for(tg), inbox) as telegram:
        await until(lambda: fault.hits >= 2)
        assert "another process" in telegram.healthy()
        tg.faults.clear()
        await tg.user(42).send("hello")
        await until(lambda: inbox.words == ["hello"])
        await until(lambda: telegram.healthy() == "")


async def test_a_wrong_token_is_named(tg: TelegramEmulator, inbox: RecordingInbox) -> None:
    wrong = replace(settings_for(tg), token="7000001:AAHthewrongtokenaltogether")
    async with listening(wrong, inbox) as telegram:
        await until(lambda: "token" in telegram.healthy())
        assert wrong.token not in telegram.healthy()


async def test_the_api_may_be_down_at_start(tg: TelegramEmulator, inbox: RecordingInbox) -> None:
    settings = settings_for(tg)
    await tg.stop()
    async with listening(settings, inbox) as telegram:
        await until(lambda: "does not answer" in telegram.healthy())
        await tg.start()
        await tg.user(42).send("hello")
        await until(lambda: inbox.words == ["hello"])
        await until(lambda: telegram.healthy() == "")


@pytest.mark.parametrize("kind", ["status:500", "html500", "429:1", "hang", "drop", "nonsense"])
async def test_every_kind_of_trouble_heals(kind: str, tg: TelegramEmulator, inbox: RecordingInbox) -> None:
    tg.faults.add("getUpdates", kind, times=1)
    async with listening(settings_for(tg), inbox) as telegram:
        await tg.user(42).send("hello")
        await until(lambda: inbox.words == ["hello"])
        await until(lambda: telegram.healthy() == "")


async def test_an_update_that_the_library_cannot_read_does_not_stop_the_others(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    await tg.user(42).send("before")
    broken = {"message_id": 900, "chat": {"id": 42}, "from": {"id": 42}, "text": "in between"}
    tg.world.queue.add("message", broken)
    await tg.user(43).send("after")
    async with listening(settings_for(tg), inbox):
        await until(lambda: len(inbox.received) == 3)
        await until(lambda: not tg.unconfirmed)
    assert inbox.words == ["before", "in between", "after"]
    assert inbox.received[1].body == SentMedia("other", "in between", "900")


async def test_a_clients_tap_is_handed_over_and_left_for_the_outbox_to_answer(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    ana = tg.user(42)
    async with listening(settings_for(tg), inbox) as telegram:
        await telegram.send(Say("42", "Energy?", ((Button("3", "q.energy.3:i1"),),)))
        tap = await ana.tap("3")
        await until(lambda: inbox.received)
        body = inbox.received[0].body
        assert body == Tapped("q.energy.3:i1", str(tap.message.message_id), tap.query.query_id)
        await until(lambda: not tg.unconfirmed)
        assert not tap.answers


PAGE = ((Button("Acknowledge", "page.acknowledge:E1:3"),),)


async def test_a_coachs_tap_is_acted_on_and_answered(tg: TelegramEmulator, inbox: RecordingInbox) -> None:
    async with listening(settings_for(tg), inbox) as telegram:
        await telegram.send(Say("900", "Maria", PAGE))
        tap = await tg.user(900).tap("Acknowledge")
        answer = await tap.answered()
    assert [(act.user, act.doing) for act in inbox.acts] == [("900", Press("page.acknowledge", "E1:3"))]
    assert answer == {"text": "Done.", "show_alert": False}
    assert not inbox.received
    assert not tg.unconfirmed


async def test_a_coach_who_is_told_something_must_dismiss_it(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    inbox.reply = ActReply("Ben has it already.")
    async with listening(settings_for(tg), inbox) as telegram:
        await telegram.send(Say("900", "Maria", PAGE))
        tap = await tg.user(900).tap("Acknowledge")
        assert await tap.answered() == {"text": "Ben has it already.", "show_alert": True}


async def test_an_act_that_can_never_succeed_is_refused_and_does_not_come_again(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    inbox.act_error = IllegalMove("closed already")
    async with listening(settings_for(tg), inbox) as telegram:
        await telegram.send(Say("900", "Maria", PAGE))
        tap = await tg.user(900).tap("Acknowledge")
        assert await tap.answered() == {"text": "closed already", "show_alert": True}
        await until(lambda: not tg.unconfirmed)


async def test_an_act_that_could_not_be_stored_comes_again(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    inbox.act_error = OSError("the disk is full")
    async with listening(settings_for(tg), inbox) as telegram:
        await telegram.send(Say("900", "Maria", PAGE))
        tap = await tg.user(900).tap("Acknowledge")
        await until(lambda: len(inbox.acts) >= 2)
        assert not tap.answers
        inbox.act_error = None
        await tap.answered()
    assert len({act.id for act in inbox.acts}) == 1


async def test_a_tap_that_cannot_be_answered_is_confirmed_all_the_same(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    tg.faults.add("answerCallbackQuery", "hang")
    async with listening(settings_for(tg), inbox) as telegram:
        await telegram.send(Say("900", "Maria", PAGE))
        await tg.user(900).tap("Acknowledge")
        await tg.user(42).send("next")
        await until(lambda: inbox.words == ["next"] and not tg.unconfirmed, 2)


async def test_neither_the_token_nor_a_clients_words_are_logged(
    tg: TelegramEmulator, inbox: RecordingInbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    tg.faults.add("getUpdates", "status:500", times=1)
    tg.world.queue.add("message", {"message_id": 1, "chat": {"id": 42}, "text": "a secret word"})
    async with listening(settings_for(tg), inbox):
        await tg.user(42).send("another secret word")
        await until(lambda: len(inbox.received) == 2)
    logged = "\n".join(json.dumps([record.name, record.getMessage()]) for record in caplog.records)
    assert "adapters.telegram" in logged
    assert tg.token not in logged
    assert "secret" not in logged
