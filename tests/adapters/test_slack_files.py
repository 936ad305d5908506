"""Files in Slack: put into a thread, taken back whole, and fetched with the token from Slack's own hosts alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.slack.adapter import Slack
from adapters.slack.handed_on import comment_of, name_of
from adapters.slack.phone import SlackPhone
from bot.core.errors import ChannelError, RateLimited, Rejected, Unanswered, Unreachable
from bot.core.ports import FileSource, HandedOn
from bot.core.update import Enclosed, SentMedia
from tests.adapters.recording_inbox import RecordingInbox
from tests.adapters.slack_examples import card, review
from tests.adapters.test_slack_clients import chat
from tests.adapters.test_slack_listening import running, settings_for
from tests.adapters.test_slack_sending import sender
from tests.emulators.slack import SlackEmulator

MB = 1024 * 1024
PHOTO = HandedOn("knee.jpg", "photo", "my *knee* <!channel>", b"a picture")


# --- names and words


@pytest.mark.parametrize(
    ("given", "kind", "shown"),
    [
        ("", "voice", "voice.ogg"),
        ("", "document", "document"),
        ("../../etc/passwd", "document", "_.._etc_passwd"),
        ("a\\b.pdf", "document", "a_b.pdf"),
        ("photo_\u202egpj.exe", "document", "photo_gpj.exe"),
        ("two\nlines.pdf", "document", "two lines.pdf"),
        ("..", "photo", "photo.jpg"),
        ("x" * 300 + ".pdf", "document", "x" * 96 + ".pdf"),
        ("x" * 300, "document", "x" * 100),
    ],
)
def test_a_files_name_hides_nothing_and_keeps_its_ending(given: str, kind: str, shown: str) -> None:
    assert name_of(HandedOn(given, kind, "", b"")) == shown


def test_a_caption_is_quoted_and_can_neither_call_nor_link() -> None:
    text = comment_of(HandedOn("", "photo", "<@U1> see https://x.example/a\nor www.y.example.", b""))
    assert text.startswith("> &lt;")
    assert "\n> or" in text
    assert "://" not in text
    assert "x.example" not in text
    assert text.replace("\u200b", "") == "> &lt;@U1&gt; see https://x.example/a\n> or www.y.example."
    assert comment_of(HandedOn("", "photo", " ", b"")) == ""
    assert comment_of(HandedOn("", "photo", "my knee.", b"")) == "> my knee."


# --- into a thread


async def test_a_file_goes_into_the_thread_with_the_caption_quoted() -> None:
    async with sender() as (slack, adapter):
        for ref in (await adapter.post_card(card()), await adapter.post_review(review(), "")):
            await adapter.post_file(ref, PHOTO)
            (reply,) = next(each for each in slack.escalations.messages if each.ts == ref).replies
            assert reply.files[0]["name"] == "knee.jpg"
            assert reply.text.startswith("> my ")
            assert not reply.calls_everybody
            assert not reply.broadcast
            assert slack.workspace.files[reply.files[0]["id"]]["content"] == b"a picture"


async def test_our_own_file_in_the_thread_is_nobodys_words() -> None:
    async with SlackEmulator() as slack:
        inbox = RecordingInbox()
        adapter = Slack(settings_for(slack), (), inbox)
        async with running(adapter):
            await slack.sockets.connected()
            ref = await adapter.post_card(card())
            told = len(slack.envelopes)
            await adapter.post_file(ref, PHOTO)
            await slack.user("U9", "Ben").reply(ref, "and this is mine", slack.escalations)
            heard = slack.envelopes[told:]
            assert any(each.payload["event"].get("subtype") == "file_share" for each in heard)
            assert [act.user for act in inbox.acts] == ["U9"]


async def test_a_large_file_arrives_whole() -> None:
    async with sender() as (slack, adapter):
        ref = await adapter.post_card(card())
        content = bytes(20 * MB)
        file = await adapter.post_file(ref, HandedOn("", "video", "", content))
        assert slack.workspace.files[file]["content"] == content


@pytest.mark.parametrize(
    ("method", "fault", "error"),
    [
        ("files.getUploadURLExternal", "error:missing_scope", Unreachable),
        ("files.getUploadURLExternal", "403", Unanswered),
        ("files.getUploadURLExternal", "429:3", RateLimited),
        ("upload", "status:500", Unanswered),
        ("upload", "status:413", Rejected),
        ("files.completeUploadExternal", "error:file_type_not_allowed", Rejected),
        ("files.completeUploadExternal", "drop", Unanswered),
    ],
)
async def test_what_slack_refuses_says_what_it_means(
    method: str, fault: str, error: type[ChannelError]
) -> None:
    async with sender() as (slack, adapter):
        ref = await adapter.post_card(card())
        slack.faults.add(method, fault)
        with pytest.raises(error) as refused:
            await adapter.post_file(ref, PHOTO)
        assert "knee" not in str(refused.value)


async def test_an_empty_file_is_refused_with_its_reason() -> None:
    async with sender() as (_, adapter):
        ref = await adapter.post_card(card())
        with pytest.raises(Rejected, match="empty"):
            await adapter.post_file(ref, HandedOn("a.txt", "document", "", b""))


# --- taken back


async def test_a_file_is_taken_back_with_the_words_beside_it() -> None:
    async with sender() as (slack, adapter):
        ref = await adapter.post_card(card())
        file = await adapter.post_file(ref, PHOTO)
        await adapter.delete(file)
        assert slack.escalations.messages[0].replies == []
        assert slack.workspace.files[file]["content"] is None
        await adapter.delete(file)


async def test_without_the_right_to_look_the_file_itself_goes_all_the_same() -> None:
    async with sender() as (slack, adapter):
        ref = await adapter.post_card(card())
        file = await adapter.post_file(ref, PHOTO)
        slack.workspace.scopes.remove("files:read")
        with pytest.raises(Unreachable, match="missing_scope"):
            await adapter.delete(file)
        assert slack.workspace.files[file]["content"] is None


# --- fetched


@asynccontextmanager
async def source() -> AsyncIterator[tuple[SlackEmulator, FileSource]]:
    async with SlackEmulator() as slack:
        slack.user("U71", "Nora")
        phone = SlackPhone(settings_for(slack))
        try:
            yield slack, phone
        finally:
            await phone.close()


def stored(slack: SlackEmulator, content: bytes, mimetype: str = "image/png", **more: object) -> str:
    address = f"{slack.base_url}/files-pri/T1-F900/download/a.bin"
    file = {"id": "F900", "size": len(content), "mimetype": mimetype, "url_private_download": address}
    slack.workspace.files["F900"] = {**file, "content": content, **more}
    return address


async def test_what_a_client_sent_is_fetched_by_the_handles_in_the_update() -> None:
    async with chat() as here:
        await here.nora.share(
            here.nora.dms, "image/png", "look", "knee.png", content=b"one", more=(b"two", b"three")
        )
        (update,) = here.inbox.received
        assert isinstance(update.body, SentMedia)
        assert [(each.kind, each.name) for each in update.body.files] == [("photo", "knee.png")] * 3
        assert all(isinstance(each, Enclosed) for each in update.body.more)
        fetched = [await here.phone.fetch(each.file, MB) for each in update.body.files]
        assert fetched == [b"one", b"two", b"three"]


async def test_a_file_whose_address_the_event_did_not_tell_is_asked_for() -> None:
    async with source() as (slack, phone):
        stored(slack, b"content")
        assert await phone.fetch("F900", MB) == b"content"
        with pytest.raises(Rejected, match="large"):
            await phone.fetch("F900", 3)
        assert len(slack.log("file")) == 1, "what is known to be too large is not fetched"


async def test_a_file_that_is_larger_than_it_should_be_is_not_read_to_its_end() -> None:
    async with source() as (slack, phone):
        address = stored(slack, b"x" * 1001)
        assert len(await phone.fetch(f"F900 {address}", 1001)) == 1001
        with pytest.raises(Rejected, match="large"):
            await phone.fetch(f"F900 {address}", 1000)


async def test_slacks_sign_in_page_is_no_file() -> None:
    async with source() as (slack, phone):
        address = stored(slack, b"content")
        slack.workspace.scopes.remove("files:read")
        with pytest.raises(Rejected, match="files:read"):
            await phone.fetch(f"F900 {address}", MB)


async def test_a_file_that_is_gone_or_late_says_so() -> None:
    async with source() as (slack, phone):
        address = stored(slack, b"content", deleted=True)
        with pytest.raises(Rejected, match="404"):
            await phone.fetch(f"F900 {address}", MB)
        with pytest.raises(Rejected, match="file_deleted"):
            await phone.fetch("F900", MB)
        slack.faults.add("file", "status:503", times=1)
        with pytest.raises(Unanswered, match="503"):
            await phone.fetch(f"F900 {address}", MB)


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/files-pri/T1-F1/a",
        "https://slack.com.evil.example/a",
        "https://slack.com@evil.example/a",
        "https://evilslack.com/a",
        "http://files.slack.com/a",
        "https://docs.google.com/d/1",
        "file:///etc/passwd",
        "ftp://127.0.0.1/a",
        "//evil.example/a",
        "nonsense",
        "http://[",
    ],
)
async def test_the_token_goes_to_slack_alone(address: str) -> None:
    async with source() as (_, phone):
        with pytest.raises(Rejected, match=r"with Slack|is none"):
            await phone.fetch(f"F900 {address}", MB)


async def test_a_redirect_is_followed_to_slack_alone_and_not_for_ever() -> None:
    seen: list[str] = []
    async with source() as (slack, phone):
        final = stored(slack, b"content")

        async def send_on(request: web.Request) -> web.Response:
            seen.append(request.path)
            to = {"/once": final, "/away": "https://evil.example/", "/round": "/round"}[request.path]
            return web.Response(status=302, headers={"Location": to})

        app = web.Application()
        app.router.add_get("/{any}", send_on)
        async with TestServer(app) as server:
            here = f"http://127.0.0.1:{server.port}"
            assert await phone.fetch(f"F900 {here}/once", MB) == b"content"
            with pytest.raises(Rejected, match="with Slack"):
                await phone.fetch(f"F900 {here}/away", MB)
            with pytest.raises(Rejected, match="to another"):
                await phone.fetch(f"F900 {here}/round", MB)
        assert seen.count("/round") <= 5
