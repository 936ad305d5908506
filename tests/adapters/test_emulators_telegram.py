"""The unmodified python-telegram-bot talks to the Telegram emulator, in good weather and in bad."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from io import BytesIO
from time import perf_counter

import httpx
import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)
from telegram.request import HTTPXRequest

from tests.emulators.telegram import TelegramEmulator


def make_bot(tg: TelegramEmulator, token: str | None = None, read_timeout: float = 5) -> Bot:
    return Bot(
        token or tg.token,
        base_url=f"{tg.base_url}/bot",
        base_file_url=f"{tg.base_url}/file/bot",
        request=HTTPXRequest(read_timeout=read_timeout, connection_pool_size=16),
        get_updates_request=HTTPXRequest(read_timeout=read_timeout, connection_pool_size=4),
    )


@pytest.fixture
async def tg() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator() as emulator:
        yield emulator


@pytest.fixture
async def bot(tg: TelegramEmulator) -> AsyncIterator[Bot]:
    async with make_bot(tg) as client:
        yield client


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=f"q.{label}.7") for label in labels]]
    )


def message_of(update: Update) -> Message:
    assert update.message is not None
    return update.message


async def test_the_bot_introduces_itself_and_a_wrong_token_is_refused(tg: TelegramEmulator, bot: Bot) -> None:
    assert (await bot.get_me()).username == "handrail_test_bot"
    stranger = make_bot(tg, token="7000001:AAwrongwrongwrongwrong")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_words_arrive_and_stay_until_the_offset_confirms_them(tg: TelegramEmulator, bot: Bot) -> None:
    maria = tg.user(11, "María", "es")
    await maria.send("hola")
    await maria.send("/start CODE")
    first, second = await bot.get_updates()
    assert message_of(first).text == "hola"
    writer = message_of(first).from_user
    assert writer is not None
    assert writer.language_code == "es"
    assert message_of(second).entities[0].type == "bot_command"
    assert [update.update_id for update in await bot.get_updates()] == [first.update_id, second.update_id]
    assert [update.update_id for update in await bot.get_updates(offset=second.update_id)] == [
        second.update_id
    ]
    assert await bot.get_updates(offset=second.update_id + 1) == ()
    assert tg.unconfirmed == []


async def test_limit_and_a_negative_offset_are_honoured(tg: TelegramEmulator, bot: Bot) -> None:
    for word in ("one", "two", "three"):
        await tg.user(11).send(word)
    assert [message_of(update).text for update in await bot.get_updates(limit=2)] == ["one", "two"]
    assert [message_of(update).text for update in await bot.get_updates(offset=-1)] == ["three"]
    assert len(tg.unconfirmed) == 1


async def test_a_long_poll_answers_as_soon_as_somebody_writes(tg: TelegramEmulator, bot: Bot) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=4))
    await tg.expect_call("getUpdates")
    await asyncio.sleep(0.05)
    assert not polling.done()
    began = perf_counter()
    await tg.user(11).send("now")
    assert len(await polling) == 1
    assert perf_counter() - began < 1


async def test_an_empty_long_poll_ends_at_its_timeout(tg: TelegramEmulator, bot: Bot) -> None:
    began = perf_counter()
    assert await bot.get_updates(timeout=timedelta(seconds=1)) == ()
    assert 0.9 < perf_counter() - began < 2


async def test_the_older_of_two_polls_is_ended_with_a_conflict(tg: TelegramEmulator, bot: Bot) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=4))
    await tg.expect_call("getUpdates")
    await asyncio.sleep(0.05)
    newer = asyncio.create_task(bot.get_updates(timeout=4))
    with pytest.raises(Conflict):
        await older
    await tg.user(11).send("for the newer one")
    assert len(await newer) == 1


async def test_a_poller_that_went_away_leaves_no_conflict_behind(tg: TelegramEmulator, bot: Bot) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=4))
    await tg.expect_call("getUpdates")
    await asyncio.sleep(0.05)
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    await tg.user(11).send("hello")
    assert len(await bot.get_updates(timeout=1)) == 1


async def test_only_the_kinds_asked_for_are_delivered(tg: TelegramEmulator, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["message"])
    maria = tg.user(11)
    sent = await maria.send("first words")
    await maria.edit(sent, "other words")
    assert [update.edited_message for update in await bot.get_updates()] == [None]


async def test_an_update_comes_twice_under_one_id_when_told_so(tg: TelegramEmulator, bot: Bot) -> None:
    tg.duplicate_updates = True
    await tg.user(11).send("once")
    (first,) = await bot.get_updates()
    (again,) = await bot.get_updates(offset=first.update_id + 1)
    assert again.update_id == first.update_id
    assert await bot.get_updates(offset=first.update_id + 1) == ()


async def test_what_the_bot_sends_is_seen_with_its_buttons_and_edits(tg: TelegramEmulator, bot: Bot) -> None:
    maria = tg.user(11)
    sent = await bot.send_message(
        11, "How is your <b>energy</b> &amp; mood?", parse_mode="HTML", reply_markup=keyboard("1", "2")
    )
    assert sent.text == "How is your energy & mood?"
    assert [(entity.type, entity.offset, entity.length) for entity in sent.entities] == [("bold", 12, 6)]
    shown = await maria.expect("energy & mood")
    assert [button.data for button in shown.buttons] == ["q.1.7", "q.2.7"]
    await bot.edit_message_text("You chose 2", 11, sent.message_id)
    assert await maria.expect("chose 2") is shown
    assert shown.edits == ["How is your energy & mood?"]
    assert shown.buttons == []
    await bot.delete_message(11, sent.message_id)
    assert shown.deleted
    await maria.silence(0.1)


async def test_a_tap_reaches_the_bot_and_its_answer_comes_back(tg: TelegramEmulator, bot: Bot) -> None:
    maria = tg.user(11)
    await bot.send_message(11, "Energy?", reply_markup=keyboard("1", "2"))
    tap = await maria.tap("q.2")
    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.data == "q.2.7"
    assert update.callback_query.message is not None
    await update.callback_query.answer("Noted")
    assert (await tap.answered())["text"] == "Noted"
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query("123", "late")
    with pytest.raises(AssertionError, match="no button"):
        await maria.tap("5", timeout=0.05)


async def test_a_slow_phone_can_tap_a_button_that_was_taken_away(tg: TelegramEmulator, bot: Bot) -> None:
    maria = tg.user(11)
    sent = await bot.send_message(11, "Energy?", reply_markup=keyboard("1"))
    old = maria.messages[0]
    await bot.edit_message_reply_markup(11, sent.message_id, reply_markup=None)
    await maria.tap("1", message=old)
    await bot.delete_message(11, sent.message_id)
    await maria.tap("1", message=old)
    removed, deleted = await bot.get_updates()
    assert removed.callback_query is not None
    assert removed.callback_query.message is not None
    assert removed.callback_query.message.is_accessible
    assert deleted.callback_query is not None
    assert deleted.callback_query.message is not None
    assert not deleted.callback_query.message.is_accessible


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("<b>open", "can't parse entities: Can't find end tag"),
        ("</b>", "can't parse entities: Unexpected end tag"),
        ("<b><i>x</b></i>", "can't parse entities: Unmatched end tag"),
        ("<div>x</div>", "can't parse entities: Unsupported start tag"),
        ("5 < 7", "can't parse entities: Unsupported start tag"),
        ("x" * 4097, "message is too long"),
        ("<b></b>", "message text is empty"),
    ],
)
async def test_bad_text_is_refused_in_telegrams_words(
    tg: TelegramEmulator, bot: Bot, text: str, complaint: str
) -> None:
    tg.user(11)
    with pytest.raises(BadRequest) as caught:
        await bot.send_message(11, text, parse_mode="HTML")
    assert complaint.lower() in str(caught.value).lower()
    assert tg.user(11).messages == []


async def test_4096_emoji_pass_and_so_do_marks_beyond_the_limit(tg: TelegramEmulator, bot: Bot) -> None:
    tg.user(11)
    sent = await bot.send_message(11, f"<b>{'😀' * 4096}</b>", parse_mode="HTML")
    assert sent.entities[0].length == 8192


async def test_wrong_chats_and_buttons_are_refused(tg: TelegramEmulator, bot: Bot) -> None:
    tg.user(11)
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(999, "anybody?")
    too_long = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="é" * 33)]])
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(11, "x", reply_markup=too_long)
    sent = await bot.send_message(11, "same")
    with pytest.raises(BadRequest, match=r"(?i)not modified"):
        await bot.edit_message_text("same", 11, sent.message_id)


async def test_a_person_who_blocks_the_bot_is_unreachable_until_he_unblocks_it(
    tg: TelegramEmulator, bot: Bot
) -> None:
    maria = tg.user(11)
    await maria.block()
    (update,) = await bot.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match=r"(?i)blocked by the user"):
        await bot.send_message(11, "hello?")
    await maria.unblock()
    await bot.send_message(11, "welcome back")
    await maria.expect("welcome back")


async def test_every_kind_of_message_is_understood_by_the_library(tg: TelegramEmulator, bot: Bot) -> None:
    maria = tg.user(11)
    said = await maria.send("slept badly")
    await maria.edit(said, "slept well")
    await maria.photo("my run")
    await maria.voice()
    await maria.video()
    await maria.sticker()
    await maria.location(52.5, 13.4)
    await maria.contact("+4912345")
    await maria.document("plan.csv", b"day,km\n")
    await maria.in_group("hi bot")
    updates = await bot.get_updates()
    assert updates[1].message is None
    assert updates[1].edited_message is not None
    assert updates[1].edited_message.text == "slept well"
    messages = [update.message for update in updates if update.message is not None]
    assert [message.effective_attachment is not None for message in messages] == [False] + [True] * 7 + [
        False
    ]
    assert messages[1].caption == "my run"
    assert messages[8].chat.type == "supergroup"
    assert updates[-2].my_chat_member is not None


async def test_files_travel_both_ways(tg: TelegramEmulator, bot: Bot) -> None:
    maria = tg.user(11)
    await maria.document("plan.csv", b"day,km\n1,8\n")
    (update,) = await bot.get_updates()
    document = message_of(update).document
    assert document is not None
    fetched = await (await document.get_file()).download_as_bytearray()
    assert bytes(fetched) == b"day,km\n1,8\n"
    await bot.send_photo(11, BytesIO(b"\x89PNG picture"), caption="your week")
    await bot.send_document(11, BytesIO(b"{}"), filename="export.json")
    photo, export = maria.messages
    assert (photo.kind, photo.text, export.kind) == ("photo", "your week", "document")
    assert tg.world.files[export.content["document"]["file_id"]].content == b"{}"
    with pytest.raises(BadRequest, match=r"(?i)caption is too long"):
        await bot.send_photo(11, BytesIO(b"x"), caption="x" * 1025)


async def test_the_smaller_methods_do_what_they_say(tg: TelegramEmulator, bot: Bot) -> None:
    maria = tg.user(11)
    said = await maria.send("done")
    await bot.send_chat_action(11, "typing")
    await bot.set_my_commands([("checkin", "Start now"), ("human", "Ask for a person")])
    await bot.set_message_reaction(11, said.message_id, "👍")
    copied = await bot.copy_message(11, 11, said.message_id)
    assert maria.chat.actions == ["typing"]
    assert tg.commands == ["checkin", "human"]
    assert said.reactions == ["👍"]
    assert maria.messages[0].message_id == copied.message_id
    await maria.in_group("hi")
    assert await bot.leave_chat(-1001)
    with pytest.raises(Forbidden, match=r"(?i)not a member"):
        await bot.send_message(-1001, "hi")


async def test_a_group_that_moved_says_where_to(tg: TelegramEmulator, bot: Bot) -> None:
    group = tg.group(-55, "Old", tg.user(11))
    moved = tg.migrate(group)
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group.id, "hi")
    assert caught.value.new_chat_id == moved.id


async def test_webhook_and_polling_exclude_each_other_and_updates_are_pushed_until_accepted(
    tg: TelegramEmulator, bot: Bot
) -> None:
    received: list[tuple[str | None, int]] = []

    async def receive(request: web.Request) -> web.Response:
        body = await request.json()
        received.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), body["update_id"]))
        return web.Response(status=500 if len(received) == 1 else 200)

    app = web.Application()
    app.router.add_post("/hook", receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="s3cret")
        with pytest.raises(Conflict, match=r"(?i)webhook is active"):
            await bot.get_updates()
        await tg.user(11).send("pushed")
        for _ in range(100):
            if len(received) == 2 and not tg.unconfirmed:
                break
            await asyncio.sleep(0.02)
        assert received[0] == received[1]
        assert received[0][0] == "s3cret"
        assert (await bot.get_webhook_info()).pending_update_count == 0
        await bot.delete_webhook()
        assert await bot.get_updates() == ()
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("429:3", RetryAfter),
        ("403", Forbidden),
        ("409", Conflict),
        ("status:500", NetworkError),
        ("html500", NetworkError),
        ("drop", NetworkError),
        ("hang", TimedOut),
    ],
)
async def test_an_ordered_fault_strikes_once_and_the_work_is_not_done(
    tg: TelegramEmulator, kind: str, error: type[Exception]
) -> None:
    maria = tg.user(11)
    fault = tg.faults.add(method="sendMessage", kind=kind, times=1)
    async with make_bot(tg, read_timeout=0.3) as bot:
        with pytest.raises(error) as caught:
            await bot.send_message(11, "first")
        if kind == "drop":
            assert "503" not in str(caught.value)
            assert "httpx" in str(caught.value)
        await bot.send_message(11, "second")
    assert fault.hits == 1
    assert [message.text for message in maria.messages] == ["second"]


async def test_a_connection_dropped_after_the_work_leaves_the_message_sent(
    tg: TelegramEmulator, bot: Bot
) -> None:
    tg.user(11)
    tg.faults.add(method="sendMessage", kind="drop:after", times=1)
    with pytest.raises(NetworkError):
        await bot.send_message(11, "it arrived all the same")
    assert len(tg.user(11).messages) == 1


async def test_a_slow_answer_does_the_work_after_the_caller_gave_up(tg: TelegramEmulator) -> None:
    maria = tg.user(11)
    tg.faults.add(method="sendMessage", kind="slow:0.5", times=1)
    async with make_bot(tg, read_timeout=0.1) as bot:
        with pytest.raises(TimedOut):
            await bot.send_message(11, "late")
    await maria.expect("late", timeout=2)


async def test_a_fault_can_be_for_one_chat_and_for_a_time(tg: TelegramEmulator, bot: Bot) -> None:
    tg.user(11)
    tg.user(12)
    tg.faults.add(method="*", kind="429:1", for_s=0.3, chat=11)
    with pytest.raises(RetryAfter):
        await bot.send_message(11, "x")
    await bot.send_message(12, "x")
    await asyncio.sleep(0.35)
    await bot.send_message(11, "x")


async def test_the_server_can_go_down_and_come_back_on_the_same_port(tg: TelegramEmulator, bot: Bot) -> None:
    await tg.user(11).send("before")
    address = tg.base_url
    await tg.stop()
    with pytest.raises(NetworkError):
        await bot.get_updates()
    await tg.start()
    assert tg.base_url == address
    assert len(await bot.get_updates()) == 1


async def test_it_runs_alone_and_is_steered_over_http() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.emulators.telegram",
        "--port",
        "0",
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    try:
        base = (await asyncio.wait_for(process.stdout.readline(), 20)).decode().strip()
        token = "7000001:AAHemulatedtelegrambottoken000000000"
        async with httpx.AsyncClient(base_url=f"{base}/_control", trust_env=False) as door:
            await door.post("/person/11/create", json={"first_name": "Ada"})
            await door.post("/person/11/send", json={"text": "hello"})
            await door.post("/faults", json={"method": "getUpdates", "kind": "409", "times": 1})
            async with Bot(token, base_url=f"{base}/bot") as bot:
                with pytest.raises(Conflict):
                    await bot.get_updates()
                assert message_of((await bot.get_updates())[0]).text == "hello"
                await bot.send_message(11, "and hello to you", reply_markup=keyboard("ok"))
            seen = (await door.post("/person/11/expect", json={"wanted": "hello to you"})).json()
            assert seen["result"]["buttons"][0]["data"] == "q.ok.7"
            assert (await door.post("/person/11/tap", json={"label_or_data": "ok"})).json()["ok"]
            missing = await door.post("/person/11/expect", json={"wanted": "never said", "timeout": 0.1})
            assert missing.status_code == 409
            log = (await door.get("/log", params={"method": "sendMessage"})).json()["result"]
            assert json.loads(json.dumps(log))[0]["body"]["text"] == "and hello to you"
    finally:
        process.terminate()
        await process.wait()
