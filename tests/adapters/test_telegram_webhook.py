"""Telegram's webhook: only Telegram is heard, nothing is confirmed before it is stored, and the webhook stays ours."""

import asyncio
import json
import socket
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import aiohttp
import pytest
from prometheus_client import CollectorRegistry

from adapters.telegram.adapter import MENU, Hook, Telegram, TelegramSettings
from adapters.telegram.settings import SECRET_CHARACTERS, SECRET_LENGTH, WEBHOOK_PATH, derived_secret
from adapters.web.app import build
from adapters.web.door import WebDoor
from adapters.web.health import Health
from bot.core.acts import ActReply, Press
from bot.core.errors import ConfigError, IllegalMove
from bot.core.outgoing import Button, Say
from bot.core.update import SentMedia, Wrote, words_of
from tests.adapters.recording_inbox import RecordingInbox, until
from tests.emulators.telegram import TelegramEmulator

pytestmark = [
    # The library announces a change that our code is ready for, and dislikes raw updates.
    pytest.mark.filterwarnings("ignore::telegram.warnings.PTBUserWarning"),
]

SECRET = "a-secret_OF-ours"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(slots=True)
class Listener:
    """The adapter behind a web server, and a caller of it."""

    telegram: Telegram
    address: str
    refused: Counter[str]

    async def post(self, body: bytes, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {HEADER: secret}
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
            session.post(self.address + WEBHOOK_PATH, data=body, headers=headers) as answer,
        ):
            await answer.read()
            return answer.status

    async def bring(self, number: int, text: str, chat: int = 42) -> int:
        """One update as Telegram posts it."""
        return await self.post(written(number, text, chat))


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def written(number: int, text: str, chat: int = 42) -> bytes:
    person = {"id": chat, "is_bot": False, "first_name": "Ana"}
    message = {
        "message_id": number,
        "date": 1_700_000_000,
        "chat": {"id": chat, "type": "private"},
        "from": person,
        "text": text,
    }
    return json.dumps({"update_id": number, "message": message}).encode()


@asynccontextmanager
async def listening(
    tg: TelegramEmulator, inbox: RecordingInbox, address: str = ""
) -> AsyncIterator[Listener]:
    """A process in webhook mode, on a port of its own."""
    refused: Counter[str] = Counter()
    address = address or f"http://127.0.0.1:{free_port()}"
    hook = Hook(address + WEBHOOK_PATH, SECRET, look_s=0.1)
    settings = TelegramSettings(tg.token, tg.base_url, connect_s=1, read_s=1, poll_s=2, hook=hook)
    telegram = Telegram(settings, inbox)
    health = Health(lambda: {}, CollectorRegistry())
    web = WebDoor(
        build(telegram.routers(lambda why: refused.update([why])), health),
        "127.0.0.1",
        int(address.rpartition(":")[2]),
    )
    web.open()
    tasks = [asyncio.create_task(telegram.run()), asyncio.create_task(web.run())]
    try:
        yield Listener(telegram, address, refused)
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task
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


# --- setting it -----------------------------------------------------------------------------------


async def test_the_webhook_is_set_for_one_connection_our_kinds_and_with_the_secret(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    await tg.user(42).send("before anybody listened")
    async with listening(tg, inbox) as here:
        call = await tg.expect_call("setWebhook")
        assert call.body["url"] == here.address + "/telegram/webhook"
        assert int(call.body["max_connections"]) == 1
        assert call.body["secret_token"] == SECRET
        assert set(call.body["allowed_updates"]) == {
            "message",
            "edited_message",
            "callback_query",
            "my_chat_member",
        }
        assert str(call.body["drop_pending_updates"]).lower() == "false"
        await until(lambda: here.telegram.healthy() == "")
        await until(lambda: inbox.words == ["before anybody listened"])
        await until(lambda: tg.commands == [entry.command for entry in MENU])
    assert not tg.log("getUpdates")


async def test_one_that_stands_as_we_set_it_is_left_alone_and_stays_when_we_stop(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    async with listening(tg, inbox):
        await until(lambda: len(tg.log("getWebhookInfo")) >= 4)
    assert len(tg.log("setWebhook")) == 1
    assert not tg.log("deleteWebhook")
    assert tg.world.queue.webhook


async def test_an_older_secret_at_telegram_is_replaced_at_start(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    async with listening(tg, inbox) as here:
        await until(lambda: here.telegram.healthy() == "")
        old = dict(tg.world.queue.webhook, secret_token="the-one-of-yesterday")
    tg.world.queue.set_webhook(old, None, None)
    async with listening(tg, inbox, address=here.address) as here:
        await until(lambda: here.telegram.healthy() == "")
        await tg.user(42).send("hello")
        await until(lambda: inbox.words == ["hello"])
        assert not here.refused


async def test_the_api_may_be_down_at_start(tg: TelegramEmulator, inbox: RecordingInbox) -> None:
    await tg.stop()
    async with listening(tg, inbox) as here:
        await until(lambda: "does not answer" in here.telegram.healthy())
        await tg.start()
        await tg.user(42).send("hello")
        await until(lambda: inbox.words == ["hello"])
        await until(lambda: here.telegram.healthy() == "")


@pytest.mark.parametrize("kind", ["status:500", "html500", "429:1", "hang", "drop", "nonsense"])
@pytest.mark.parametrize("method", ["getWebhookInfo", "setWebhook"])
async def test_every_kind_of_trouble_heals(
    method: str, kind: str, tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    tg.faults.add(method, kind, times=1)
    async with listening(tg, inbox) as here:
        await tg.user(42).send("hello")
        await until(lambda: inbox.words == ["hello"])
        await until(lambda: here.telegram.healthy() == "")


async def test_a_refused_address_is_told_to_people(tg: TelegramEmulator, inbox: RecordingInbox) -> None:
    tg.faults.add("setWebhook", "error:bad webhook: HTTPS url must be provided for webhook")
    async with listening(tg, inbox) as here:
        await until(lambda: "https url must be provided" in here.telegram.healthy())
        assert "telegram.webhook_url" in here.telegram.healthy()


async def test_one_that_somebody_sets_elsewhere_is_named_and_taken_back(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    async with listening(tg, inbox) as here:
        await until(lambda: here.telegram.healthy() == "")
        tg.world.queue.set_webhook({"url": "http://127.0.0.1:9/secret/path"}, None, None)
        await tg.user(42).send("hello")
        await until(lambda: "somebody has set the webhook to 127.0.0.1" in here.telegram.healthy())
        assert "secret/path" not in here.telegram.healthy()
        await until(lambda: inbox.words == ["hello"])
        await until(lambda: here.telegram.healthy() == "")


async def test_one_that_a_poller_deletes_is_set_anew(tg: TelegramEmulator, inbox: RecordingInbox) -> None:
    async with listening(tg, inbox) as here:
        await until(lambda: here.telegram.healthy() == "")
        tg.world.queue.set_webhook({}, None, None)
        await until(lambda: "was deleted" in here.telegram.healthy())
        await tg.user(42).send("hello")
        await until(lambda: inbox.words == ["hello"])


async def test_kinds_that_somebody_has_taken_away_are_asked_for_again(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    async with listening(tg, inbox) as here:
        await until(lambda: here.telegram.healthy() == "")
        tg.world.queue.set_webhook(dict(tg.world.queue.webhook), ["message"], None)
        await until(lambda: len(tg.log("setWebhook")) == 2)
        assert set(tg.world.queue.allowed) >= {"callback_query", "my_chat_member"}


async def test_another_secret_at_telegram_is_noticed_by_the_refusals_and_replaced(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    async with listening(tg, inbox) as here:
        await until(lambda: here.telegram.healthy() == "")
        tg.world.queue.webhook["secret_token"] = "somebody-elses"
        await tg.user(42).send("hello")
        await until(lambda: inbox.words == ["hello"])
        assert here.refused["secret"] >= 1


async def test_what_telegram_says_of_its_deliveries_is_passed_on(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    async with listening(tg, inbox) as here:
        await until(lambda: here.telegram.healthy() == "")
        tg.world.queue.webhook_error = {
            "last_error_date": 1_700_000_000,
            "last_error_message": "SSL error {certificate verify failed}",
        }
        await until(lambda: "certificate verify failed" in here.telegram.healthy())
        await until(lambda: here.telegram.healthy() == "")  # nothing new, and nothing waits


def test_a_secret_made_of_the_token_is_stable_takes_telegrams_alphabet_and_does_not_tell_the_token() -> None:
    token = "7000001:AAHsecret"
    made = derived_secret(token)
    assert made == derived_secret(token)
    assert made != derived_secret(token + "x")
    assert set(made) <= SECRET_CHARACTERS
    assert 32 <= len(made) <= SECRET_LENGTH
    assert "AAH" not in made


def test_an_empty_secret_is_a_mistake() -> None:
    with pytest.raises(ConfigError, match="webhook_secret"):
        Telegram(TelegramSettings("1:AAH", hook=Hook("http://x", "")), RecordingInbox())


def test_the_settings_do_not_show_the_secret() -> None:
    assert SECRET not in repr(TelegramSettings("1:AAH", hook=Hook("http://x", SECRET)))


# --- who calls ------------------------------------------------------------------------------------


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "ä"])
async def test_a_call_without_the_secret_is_refused_and_counted(
    secret: str | None, tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    async with listening(tg, inbox) as here:
        assert await here.post(written(1, "not from Telegram"), secret) == 403
        assert here.refused == {"secret": 1}
    assert not inbox.begun


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"not json", 400),
        (b"[]", 400),
        (b'{"update_id": "x"}', 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b'{"update_id": 1, "x": "' + b"a" * 1_100_000 + b'"}', 413),
    ],
)
async def test_a_body_that_is_no_update_is_refused_kindly(
    body: bytes, status: int, tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    async with listening(tg, inbox) as here:
        assert await here.post(body) == status
        assert sum(here.refused.values()) == 1
        assert await here.bring(1, "after") == 200
    assert inbox.words == ["after"]


async def test_an_update_that_the_library_cannot_read_keeps_its_words(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    broken = {"update_id": 5, "message": {"message_id": 3, "chat": {"id": 42}, "text": "I cannot go on"}}
    async with listening(tg, inbox) as here:
        assert await here.post(json.dumps(broken).encode()) == 200
    assert [update.body for update in inbox.received] == [SentMedia("other", "I cannot go on", "3")]


async def test_a_kind_that_has_nobody_to_answer_does_not_come_again(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    async with listening(tg, inbox) as here:
        assert await here.post(b'{"update_id": 5, "something_new": {}}') == 200
    assert not inbox.begun


# --- storing --------------------------------------------------------------------------------------


async def test_nothing_is_answered_before_it_is_stored(tg: TelegramEmulator, inbox: RecordingInbox) -> None:
    inbox.gate.clear()
    async with listening(tg, inbox) as here:
        bringing = asyncio.create_task(here.bring(1, "please keep this"))
        await until(lambda: inbox.begun)
        await asyncio.sleep(0.1)
        assert not bringing.done()
        inbox.gate.set()
        assert await bringing == 200
    assert [update.body for update in inbox.received] == [Wrote("please keep this", "1")]


async def test_what_could_not_be_stored_is_answered_with_an_error_and_comes_again(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    inbox.refuses = lambda update: words_of(update.body) == "two"
    async with listening(tg, inbox) as here:
        await until(lambda: here.telegram.healthy() == "")
        assert await here.bring(1, "two") == 503
        assert "cannot be stored" in here.telegram.healthy()
        assert not inbox.received
        inbox.refuses = lambda update: False
        assert await here.bring(1, "two") == 200
        await until(lambda: here.telegram.healthy() == "")
    assert inbox.words == ["two"]


async def test_telegram_itself_delivers_again_what_was_not_stored(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    inbox.refuses = lambda update: True
    async with listening(tg, inbox):
        await tg.user(42).send("keep me")
        await until(lambda: len(inbox.begun) >= 2)
        assert len(tg.unconfirmed) == 1
        inbox.refuses = lambda update: False
        await until(lambda: not tg.unconfirmed)
    assert inbox.words == ["keep me"]


async def test_a_second_delivery_is_handed_over_under_the_same_id(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    tg.duplicate_updates = True
    async with listening(tg, inbox):
        await tg.user(42).send("once")
        await until(lambda: len(inbox.begun) == 2)
    assert len(set(inbox.begun)) == 1
    assert inbox.words == ["once"]


async def test_a_second_delivery_of_what_is_still_in_hand_waits_for_the_first(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    inbox.gate.clear()
    async with listening(tg, inbox) as here:
        both = [asyncio.create_task(here.bring(1, "once")) for _ in range(2)]
        await until(lambda: inbox.begun)
        await asyncio.sleep(0.1)
        assert inbox.begun == ["1"]
        inbox.gate.set()
        assert await asyncio.gather(*both) == [200, 200]


async def test_what_arrives_together_is_handled_one_after_the_other_the_oldest_first(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    inbox.gate.clear()
    async with listening(tg, inbox) as here:
        first = asyncio.create_task(here.bring(3, "holds the door"))
        await until(lambda: inbox.begun == ["3"])
        later = []
        for number in (9, 5, 7):
            later.append(asyncio.create_task(here.bring(number, str(number))))
            await asyncio.sleep(0.05)
        assert inbox.begun == ["3"], "one at a time"
        inbox.gate.set()
        assert await asyncio.gather(first, *later) == [200] * 4
    assert inbox.words == ["holds the door", "5", "7", "9"]


async def test_a_coachs_tap_is_acted_on_and_answered(tg: TelegramEmulator, inbox: RecordingInbox) -> None:
    async with listening(tg, inbox) as here:
        for reply, shown in (
            (ActReply(), {"text": "Done.", "show_alert": False}),
            (ActReply("Ben has it."), {"text": "Ben has it.", "show_alert": True}),
        ):
            inbox.reply = reply
            await here.telegram.send(
                Say("900", "Maria", ((Button("Acknowledge", "page.acknowledge:E1:3"),),))
            )
            tap = await tg.user(900).tap("Acknowledge")
            assert await tap.answered() == shown
        inbox.act_error = IllegalMove("closed already")
        tap = await tg.user(900).tap("Acknowledge")
        assert await tap.answered() == {"text": "closed already", "show_alert": True}
        await until(lambda: not tg.unconfirmed)
    assert [act.doing for act in inbox.acts] == [Press("page.acknowledge", "E1:3")] * 3


async def test_stopping_finishes_what_is_in_hand(tg: TelegramEmulator, inbox: RecordingInbox) -> None:
    inbox.gate.clear()
    async with listening(tg, inbox) as here:
        bringing = asyncio.create_task(here.bring(1, "last words"))
        await until(lambda: inbox.begun)
        asyncio.get_running_loop().call_later(0.2, inbox.gate.set)
    assert await bringing == 200
    assert inbox.words == ["last words"]


async def test_stopping_while_the_store_hangs_does_not_hang(
    tg: TelegramEmulator, inbox: RecordingInbox
) -> None:
    inbox.gate.clear()
    async with asyncio.timeout(8):
        async with listening(tg, inbox) as here:
            bringing = asyncio.create_task(here.bring(1, "keep me"))
            await until(lambda: inbox.begun)
        with suppress(aiohttp.ClientError):
            assert await bringing != 200
    assert not inbox.received
