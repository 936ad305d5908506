"""A group that becomes a supergroup: heard as one move, and everything that we still owe it follows."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from adapters.telegram.adapter import Telegram, TelegramSettings
from bot.core.errors import Unreachable
from bot.core.outgoing import Button, LeaveGroup, Say, SendFile
from bot.core.update import ChatMoved, SpokeInGroup
from tests.adapters.recording_inbox import RecordingInbox, until
from tests.emulators.telegram import TelegramEmulator

pytestmark = [
    # The library announces a change of type that our code is ready for.
    pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning"),
]


@pytest.fixture
async def tg() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator() as emulator:
        emulator.user(42, "Ana")
        yield emulator


@pytest.fixture
def inbox() -> RecordingInbox:
    return RecordingInbox()


@pytest.fixture
async def telegram(tg: TelegramEmulator, inbox: RecordingInbox) -> AsyncIterator[Telegram]:
    adapter = Telegram(TelegramSettings(tg.token, tg.base_url, connect_s=1, read_s=1, poll_s=1), inbox)
    yield adapter
    await adapter.close()


async def test_a_move_is_heard_once_and_words_come_from_the_new_chat(
    tg: TelegramEmulator, inbox: RecordingInbox, telegram: Telegram
) -> None:
    listening = asyncio.create_task(telegram.run())
    group = tg.group(-500, "Runners", tg.user(42))
    bigger = tg.migrate(group)
    await tg.user(42).in_group("is anybody there?", bigger)
    await until(lambda: len(inbox.received) == 3 and not tg.unconfirmed)
    assert [(update.chat, update.body) for update in inbox.received[:2]] == [
        ("-500", SpokeInGroup("", "")),
        ("-500", ChatMoved(str(bigger.id))),
    ]
    assert inbox.received[2].chat == str(bigger.id)
    assert inbox.words[2] == "is anybody there?"
    listening.cancel()
    with suppress(asyncio.CancelledError):
        await listening


async def test_whatever_we_owe_a_group_follows_it(tg: TelegramEmulator, telegram: Telegram) -> None:
    bigger = tg.migrate(tg.group(-500, "Runners", tg.user(42)))
    long = "\n\n".join(str(number) + "x" * 3000 for number in range(3))
    number = await telegram.send(Say("-500", long, ((Button("Yes", "yes:1"),),)))
    await telegram.send(SendFile("-500", "a.json", "{}", "yours"))
    shown = bigger.messages
    assert "\n\n".join(message.text for message in shown[:-1]) == long
    assert str(shown[-2].message_id) == number
    assert shown[-1].kind == "document"
    await telegram.send(LeaveGroup("-500"))
    assert not bigger.bot_is_member
    with pytest.raises(Unreachable):
        await telegram.send(Say("-500", "once more"))
