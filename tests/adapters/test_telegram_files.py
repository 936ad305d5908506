"""Fetching a file: through the configured address alone, never more than asked for, never from this machine's disk."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web

from adapters.telegram.adapter import Telegram, TelegramSettings
from bot.core.errors import ChannelError, RateLimited, Rejected, Unanswered
from bot.core.ports import FileSource
from bot.core.update import SentMedia
from tests.adapters.recording_inbox import RecordingInbox, until
from tests.emulators.telegram import TelegramEmulator

pytestmark = [
    # The library dislikes raw requests, and announces a change that our code is ready for.
    pytest.mark.filterwarnings("ignore::telegram.warnings.PTBUserWarning"),
]

MB = 1024 * 1024


@pytest.fixture
async def tg() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator() as emulator:
        emulator.user(42, "Ana")
        yield emulator


@pytest.fixture
async def source(tg: TelegramEmulator) -> AsyncIterator[FileSource]:
    adapter = Telegram(settings_for(tg), RecordingInbox())
    yield adapter
    await adapter.close()


def settings_for(tg: TelegramEmulator) -> TelegramSettings:
    return TelegramSettings(tg.token, tg.base_url, connect_s=0.5, read_s=0.5, poll_s=1, fetch_s=1.5)


async def test_what_a_client_sent_is_fetched_by_the_handle_in_the_update(tg: TelegramEmulator) -> None:
    inbox = RecordingInbox()
    telegram = Telegram(settings_for(tg), inbox)
    listening = asyncio.create_task(telegram.run())
    content = bytes(range(256)) * 40
    await tg.user(42).photo("look", content)
    await tg.user(42).voice()
    await tg.user(42).video()
    await tg.user(42).document("plan ä#?.pdf", b"%PDF")
    await until(lambda: len(inbox.received) == 4)
    fetched = [
        await telegram.fetch(update.body.file, MB)
        for update in inbox.received
        if isinstance(update.body, SentMedia)
    ]
    assert fetched == [content, b"OggS", b"\x00\x00\x00\x18ftypmp42", b"%PDF"]
    listening.cancel()
    await asyncio.wait({listening})
    await telegram.close()


async def test_telegrams_own_refusal_of_a_large_file_says_how_large_it_may_be(
    tg: TelegramEmulator, source: FileSource
) -> None:
    stored = tg.world.store_file("documents", "big", bytes(20 * MB + 1))
    with pytest.raises(Rejected, match="more than 20 MB"):
        await source.fetch(stored.file_id, 20 * MB)


async def test_an_empty_file_is_a_file(tg: TelegramEmulator, source: FileSource) -> None:
    stored = tg.world.store_file("documents", "empty", b"")
    assert await source.fetch(stored.file_id, MB) == b""


async def test_a_file_that_is_larger_than_asked_for_is_rejected_before_it_is_fetched(
    tg: TelegramEmulator, source: FileSource
) -> None:
    stored = tg.world.store_file("documents", "big", b"x" * 1001)
    assert len(await source.fetch(stored.file_id, 1001)) == 1001
    before = len(tg.log("file"))
    with pytest.raises(Rejected, match="more than 1000 bytes"):
        await source.fetch(stored.file_id, 1000)
    assert len(tg.log("file")) == before


async def test_a_handle_that_telegram_does_not_know_is_rejected(source: FileSource) -> None:
    with pytest.raises(Rejected):
        await source.fetch("NOSUCHFILE", MB)


@pytest.mark.parametrize("method", ["getFile", "file"])
@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("status:404", ChannelError),
        ("status:500", Unanswered),
        ("html500", Unanswered),
        ("429:7", RateLimited),
        ("drop", Unanswered),
        ("hang", Unanswered),
        ("slow:3", Unanswered),
    ],
)
async def test_every_trouble_is_of_the_channels_kind_and_names_no_token(
    method: str, kind: str, error: type[ChannelError], tg: TelegramEmulator, source: FileSource
) -> None:
    stored = tg.world.store_file("documents", "one", b"one")
    tg.faults.add(method, kind, times=1)
    async with asyncio.timeout(4):
        with pytest.raises(error) as caught:
            await source.fetch(stored.file_id, MB)
    assert tg.token not in str(caught.value)
    assert caught.value.__cause__ is None
    assert await source.fetch(stored.file_id, MB) == b"one"


@asynccontextmanager
async def api(
    path: object, size: object = None, body: bytes = b"from the server", chunks: int = 1
) -> AsyncIterator[tuple[Telegram, list[str]]]:
    """A Bot API that names `path` for any file; and what it was asked for."""
    asked: list[str] = []

    async def get_file(request: web.Request) -> web.Response:
        told = {"file_id": "F", "file_unique_id": "u", "file_path": path, "file_size": size}
        return web.Response(
            text=json.dumps({"ok": True, "result": {k: v for k, v in told.items() if v is not None}}),
            content_type="application/json",
        )

    async def file(request: web.Request) -> web.StreamResponse:
        asked.append(request.raw_path)
        answer = web.StreamResponse()
        await answer.prepare(request)
        for _ in range(chunks):
            await answer.write(body)
        return answer

    app = web.Application()
    app.router.add_route("*", "/bot{token}/getFile", get_file)
    app.router.add_route("*", "/{rest:.*}", file)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    telegram = Telegram(TelegramSettings("1:AAHx", base, connect_s=0.5, read_s=0.5), RecordingInbox())
    try:
        yield telegram, asked
    finally:
        await telegram.close()
        await runner.cleanup()


async def test_a_relative_path_that_exists_here_is_still_fetched_from_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "file_1.jpg").write_bytes(b"from this machine's disk")
    monkeypatch.chdir(tmp_path)
    async with api("photos/file_1.jpg") as (telegram, asked):
        assert await telegram.fetch("F", MB) == b"from the server"
    assert asked == ["/file/bot1:AAHx/photos/file_1.jpg"]


@pytest.mark.parametrize(
    "path",
    [
        "http://127.0.0.1:9/elsewhere",
        "https://evil.example/file/bot1:AAHx/a.jpg",
        "//evil.example/a.jpg",
        "/etc/hostname",
        "file:///etc/hostname",
        "../../bot1:AAHx/getMe",
        "photos/../../x",
        "photos//x",
        "a\\b",
        "",
        None,
        7,
    ],
)
async def test_a_path_that_leads_anywhere_else_is_rejected_and_asked_of_nobody(path: object) -> None:
    async with api(path) as (telegram, asked):
        with pytest.raises(Rejected):
            await telegram.fetch("F", MB)
    assert not asked


async def test_signs_in_a_path_cannot_change_what_is_asked_for() -> None:
    async with api("documents/a b?c#d%2e.pdf") as (telegram, asked):
        assert await telegram.fetch("F", MB) == b"from the server"
    assert asked == ["/file/bot1:AAHx/documents/a%20b%3Fc%23d%252e.pdf"]


async def test_a_server_that_sends_more_than_it_said_is_cut_off() -> None:
    async with api("a.bin", size=10, body=b"x" * 1000, chunks=100) as (telegram, _):
        with pytest.raises(Rejected, match="more than 5000 bytes"):
            await telegram.fetch("F", 5000)


async def test_a_file_that_trickles_does_not_outlast_the_deadline(tg: TelegramEmulator) -> None:
    async def trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        if b"getFile" in head:
            text = b'{"ok": true, "result": {"file_id": "F", "file_unique_id": "u", "file_path": "a/b"}}'
            writer.write(
                b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(text) + text
            )
            await writer.drain()
        else:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            try:
                while True:
                    writer.write(b"x")
                    await writer.drain()
                    await asyncio.sleep(0.05)
            except ConnectionError:
                pass
        writer.close()

    server = await asyncio.start_server(trickle, "127.0.0.1", 0)
    base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    telegram = Telegram(replace(settings_for(tg), api_base_url=base, fetch_s=0.6), RecordingInbox())
    async with asyncio.timeout(3):
        with pytest.raises(Unanswered, match=r"within 0\.6 s"):
            await telegram.fetch("F", MB)
    await telegram.close()
    server.close()


async def test_more_than_telegram_hands_out_is_never_fetched() -> None:
    async with api("a.bin", size=20 * MB + 1) as (telegram, asked):
        with pytest.raises(Rejected, match="more than 20 MB"):
            await telegram.fetch("F", 10**12)
    assert not asked
