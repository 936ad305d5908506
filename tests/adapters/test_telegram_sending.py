"""Sending by Telegram: what clients and coaches see, and what each refusal means for the Outbox."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace

import pytest

from adapters.telegram.adapter import Telegram, TelegramPager, TelegramSettings
from bot.core.errors import ChannelError, ConfigError, RateLimited, Rejected, Unanswered, Unreachable
from bot.core.outgoing import AnswerTap, Button, LeaveGroup, Say, SendFile, Settle
from escalation.words import Coach
from tests.adapters.recording_inbox import RecordingInbox
from tests.emulators.telegram import TelegramEmulator

pytestmark = [
    # The library announces a change of type that our code is ready for.
    pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning"),
]

YES = ((Button("Yes", "consent.yes:i1"),),)


def settings_for(emulator: TelegramEmulator) -> TelegramSettings:
    return TelegramSettings(emulator.token, emulator.base_url, connect_s=0.5, read_s=0.5, poll_s=1)


@pytest.fixture
async def tg() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator() as emulator:
        emulator.user(42, "Ana")
        yield emulator


@pytest.fixture
async def telegram(tg: TelegramEmulator) -> AsyncIterator[Telegram]:
    adapter = Telegram(settings_for(tg), RecordingInbox())
    yield adapter
    await adapter.close()


@pytest.fixture
async def pager(tg: TelegramEmulator) -> AsyncIterator[TelegramPager]:
    adapter = TelegramPager(settings_for(tg))
    yield adapter
    await adapter.close()


async def test_a_message_arrives_as_written_and_its_number_comes_back(
    tg: TelegramEmulator, telegram: Telegram
) -> None:
    number = await telegram.send(Say("42", "1 < 2 & <b>so</b>", YES, author="Ana"))
    (message,) = tg.user(42).messages
    assert number == str(message.message_id)
    assert message.text == "Ana\n1 < 2 & <b>so</b>"
    assert [button.data for button in message.buttons] == ["consent.yes:i1"]


async def test_a_long_message_comes_in_pieces_and_the_last_number_has_the_buttons(
    tg: TelegramEmulator, telegram: Telegram
) -> None:
    text = "\n\n".join(f"{number} " + "<&>" * 400 for number in range(8))
    number = await telegram.send(Say("42", text, YES))
    messages = tg.user(42).messages
    assert len(messages) > 1
    assert "\n\n".join(message.text for message in messages) == text
    assert str(messages[-1].message_id) == number
    assert [bool(message.buttons) for message in messages] == [False] * (len(messages) - 1) + [True]


async def test_a_breath_that_telegram_asks_for_between_pieces_does_not_repeat_the_beginning(
    tg: TelegramEmulator, telegram: Telegram
) -> None:
    sending = asyncio.create_task(telegram.send(Say("42", "a" * 4096 + "\n\n" + "b" * 10)))
    await tg.expect_call("sendMessage")
    tg.faults.add("sendMessage", "429:1", times=1)
    await sending
    assert [message.text[0] for message in tg.user(42).messages] == ["a", "b"]


async def test_nothing_is_sent_as_empty(tg: TelegramEmulator, telegram: Telegram) -> None:
    await telegram.send(Say("42", " \n "))
    assert [message.text for message in tg.user(42).messages] == ["…"]


async def test_words_go_plain_when_telegram_cannot_read_our_html(
    tg: TelegramEmulator, telegram: Telegram
) -> None:
    tg.faults.add("sendMessage", "error:can't parse entities: Unsupported start tag", times=1)
    await telegram.send(Say("42", "a < b", YES, author="Ana"))
    (message,) = tg.user(42).messages
    assert (message.source, message.labels) == ("Ana\na < b", ["Yes"])


async def test_the_location_key_is_offered(tg: TelegramEmulator, telegram: Telegram) -> None:
    await telegram.send(Say("42", "Where do you live?", location_key="Share my location"))
    keyboard = tg.user(42).chat.reply_keyboard
    assert keyboard is not None
    assert keyboard["keyboard"][0][0]["request_location"] is True


async def test_a_file_arrives_as_a_document(tg: TelegramEmulator, telegram: Telegram) -> None:
    number = await telegram.send(SendFile("42", "you.json", '{"é": "😀"}', "Your data"))
    (message,) = tg.user(42).messages
    assert (message.kind, message.text, str(message.message_id)) == ("document", "Your data", number)
    stored = tg.world.files[message.content["document"]["file_id"]]
    assert stored.content == '{"é": "😀"}'.encode()
    assert message.content["document"]["file_name"] == "you.json"


async def test_a_tap_is_answered_and_an_expired_one_is_no_failure(
    tg: TelegramEmulator, telegram: Telegram
) -> None:
    await telegram.send(Say("42", "Do you agree?", YES))
    tap = await tg.user(42).tap("Yes")
    await telegram.send(AnswerTap("42", tap.query.query_id, "Saved"))
    assert tap.answers == [{"text": "Saved", "show_alert": False}]
    assert await telegram.send(AnswerTap("42", "12345")) == ""


async def test_settling_takes_the_buttons_off_and_may_rewrite(
    tg: TelegramEmulator, telegram: Telegram
) -> None:
    number = await telegram.send(Say("42", "Energy?", YES))
    (message,) = tg.user(42).messages
    await telegram.send(Settle("42", number))
    assert (message.text, message.buttons) == ("Energy?", [])
    await telegram.send(Settle("42", number, "Energy: <3>"))
    assert message.text == "Energy: <3>"


async def test_settling_twice_or_what_is_gone_is_no_failure(tg: TelegramEmulator, telegram: Telegram) -> None:
    number = await telegram.send(Say("42", "Energy?", YES))
    for _ in range(2):
        await telegram.send(Settle("42", number))
        await telegram.send(Settle("42", number, "Energy: 3"))
    assert await telegram.send(Settle("42", "999999", "gone")) == ""
    assert await telegram.send(Settle("42", "999999")) == ""


async def test_a_group_is_left_once_and_leaving_again_is_no_failure(
    tg: TelegramEmulator, telegram: Telegram
) -> None:
    group = tg.group(-500, "Runners", tg.user(42))
    await telegram.send(LeaveGroup("-500"))
    assert not group.bot_is_member
    await telegram.send(LeaveGroup("-500"))
    await telegram.send(LeaveGroup("-999"))


async def test_a_group_that_moved_is_answered_where_it_is(tg: TelegramEmulator, telegram: Telegram) -> None:
    group = tg.group(-500, "Runners", tg.user(42))
    bigger = tg.migrate(group)
    await telegram.send(Say("-500", "I answer in private only."))
    assert [message.text for message in bigger.messages] == ["I answer in private only."]


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("status:403", Unreachable),
        ("status:400", Rejected),
        ("status:401", Unanswered),
        ("status:500", Unanswered),
        ("status:502", Unanswered),
        ("html500", Unanswered),
        ("drop", Unanswered),
        ("hang", Unanswered),
        ("nonsense", Unanswered),
    ],
)
async def test_each_refusal_says_whether_trying_again_helps(
    kind: str, error: type[ChannelError], tg: TelegramEmulator, telegram: Telegram
) -> None:
    tg.faults.add("sendMessage", kind)
    async with asyncio.timeout(3):
        with pytest.raises(error) as caught:
            await telegram.send(Say("42", "hello"))
    assert tg.token not in str(caught.value)


async def test_too_many_says_how_long_to_wait(tg: TelegramEmulator, telegram: Telegram) -> None:
    tg.faults.add("sendMessage", "429:7", chat=42)
    with pytest.raises(RateLimited) as caught:
        await telegram.send(Say("42", "hello"))
    assert caught.value.retry_after == 7


async def test_who_blocked_us_has_gone_or_never_was_is_unreachable(
    tg: TelegramEmulator, telegram: Telegram
) -> None:
    await tg.user(42).block()
    await tg.user(43).deactivate()
    for chat in ("42", "43", "44"):
        with pytest.raises(Unreachable):
            await telegram.send(Say(chat, "hello"))


async def test_a_late_answer_is_not_waited_for(tg: TelegramEmulator, telegram: Telegram) -> None:
    tg.faults.add("sendMessage", "slow:3")
    async with asyncio.timeout(2):
        with pytest.raises(Unanswered):
            await telegram.send(Say("42", "hello"))


async def test_an_answer_that_trickles_does_not_outlast_the_deadline() -> None:
    async def trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        with suppress(ConnectionError):
            for _ in range(50):  # each byte comes well within the time that a read may take
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(0.1)
        writer.close()

    server = await asyncio.start_server(trickle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    settings = TelegramSettings("1:AAHx", f"http://127.0.0.1:{port}", connect_s=0.5, read_s=0.5)
    telegram = Telegram(settings, RecordingInbox())
    async with asyncio.timeout(2):
        with pytest.raises(Unanswered, match="within 1 s"):
            await telegram.send(Say("42", "hello"))
    await telegram.close()
    server.close()


async def test_the_api_being_down_is_unanswered(tg: TelegramEmulator, telegram: Telegram) -> None:
    await tg.stop()
    with pytest.raises(Unanswered):
        await telegram.send(Say("42", "hello"))


async def test_the_bots_name_is_asked_for(telegram: Telegram) -> None:
    assert await telegram.username() == "handrail_test_bot"


async def test_an_empty_token_is_a_mistake_in_the_settings() -> None:
    with pytest.raises(ConfigError, match="token"):
        Telegram(TelegramSettings(""), RecordingInbox())


def test_the_settings_do_not_show_the_token() -> None:
    assert "7000001" not in repr(TelegramSettings("7000001:AAHsecret"))


async def test_a_coach_is_paged_with_a_link_and_a_button(tg: TelegramEmulator, pager: TelegramPager) -> None:
    ben = tg.user(900, "Ben")
    await pager.page(Coach("Ben", telegram_user_id="900"), "Maria: urgent", "https://x.test/ack/T", "E1", 3)
    (message,) = ben.messages
    assert message.text == "Maria: urgent\n\nhttps://x.test/ack/T"
    assert [(button.text, button.data) for button in message.buttons] == [
        ("Acknowledge", "page.acknowledge:E1:3")
    ]


async def test_a_page_that_cannot_be_delivered_says_so(tg: TelegramEmulator, pager: TelegramPager) -> None:
    with pytest.raises(Rejected, match="telegram_user_id"):
        await pager.page(Coach("Ben"), "Maria", "", "E1", 3)
    with pytest.raises(Unreachable):
        await pager.page(Coach("Ben", telegram_user_id="901"), "Maria", "", "E1", 3)
    await tg.user(900).block()
    with pytest.raises(Unreachable):
        await pager.page(Coach("Ben", telegram_user_id="900"), "Maria", "", "E1", 3)


async def test_a_trailing_slash_in_the_base_address_does_no_harm(tg: TelegramEmulator) -> None:
    slashed = replace(settings_for(tg), api_base_url=tg.base_url + "/")
    pager = TelegramPager(slashed)
    await pager.page(Coach("Ana", telegram_user_id="42"), "Maria", "", "E1", 3)
    await pager.close()
    assert len(tg.user(42).messages) == 1
