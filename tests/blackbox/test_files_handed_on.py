"""What clients send as a file reaches the coach as a file, or the thread says why it did not."""

from __future__ import annotations

from tests.blackbox.conftest import Running
from tests.blackbox.practice import ANA, EMERGENCY, SAYS_S, Practice, eventually
from tests.blackbox.slack_client import SlackClient
from tests.emulators.slack import Message

MB = 1024 * 1024
PICTURE = b"\xff\xd8\xff\xe0 Maria's knee, as it looks today"
VOICE = b"OggS Maria's own voice"


async def file_in(p: Practice, thread: Message, since: int = 0) -> tuple[Message, bytes]:
    """The next reply in the thread that carries a file, and what is in it."""

    def found() -> Message | None:
        return next((reply for reply in thread.replies[since:] if reply.files), None)

    reply = await eventually(found, SAYS_S, f"a file in the thread; there is {thread.replies}")
    return reply, p.slack.workspace.files[reply.files[0]["id"]]["content"]


def nothing_kept(p: Practice, *contents: bytes) -> None:
    """Neither the database nor the log holds what was in a file."""
    for path in p.folder.rglob("*"):
        if path.is_file():
            kept = path.read_bytes()
            assert not any(content in kept for content in contents), f"{path.name} holds a client's file"


async def test_files_of_a_held_client_reach_the_thread_behind_the_words_and_what_does_not_says_why(
    practice: Running,
) -> None:
    async with practice() as p:
        card, _ = await p.raise_red(p.tom)
        since = len(card.replies)
        await p.tom.photo("this is <!channel> my knee", PICTURE)
        reply, content = await file_in(p, card, since)
        assert content == PICTURE
        assert "my knee" in reply.text
        assert reply.text.startswith("> ")
        assert not reply.calls_everybody
        line = next(each for each in card.replies[since:] if "[photo]" in each.text)
        assert card.replies.index(line) < card.replies.index(reply), "words first, file behind"

        since = len(card.replies)
        await p.tom.voice(content=VOICE)
        assert (await file_in(p, card, since))[1] == VOICE

        since = len(card.replies)
        await p.tom.document("scan.pdf", bytes(25 * MB))
        await p.tom.send("did you get it")
        await card.expect_reply("did you get it", SAYS_S)
        said = await card.expect_reply(lambda reply: "could not be put here" in reply.text, SAYS_S)
        assert "document" in said.text
        assert "20 MB" in said.text
        assert any("[document]" in reply.text for reply in card.replies[since:])

        p.tg.faults.add("file", "403", times=1)
        await p.tom.video("look")
        said = await card.expect_reply(lambda reply: "The video could not be put here" in reply.text, SAYS_S)
        assert "403" in said.text
        p.slack.faults.add("files.getUploadURLExternal", "error:missing_scope", times=1)
        await p.tom.photo()
        said = await card.expect_reply(lambda reply: "The photo could not be put here" in reply.text, SAYS_S)
        assert "missing_scope" in said.text
        assert not any("Not sent" in reply.text for reply in card.replies), "our own file is nobody's words"
        nothing_kept(p, PICTURE, VOICE)


async def test_a_file_that_slack_keeps_hanging_holds_up_no_words_and_comes_in_the_end(
    practice: Running,
) -> None:
    async with practice() as p:
        card, _ = await p.raise_red(p.tom)
        since = len(card.replies)
        p.slack.faults.add("upload", "slow:2.5", times=1)
        p.tg.faults.add("getFile", "500", times=2)
        await p.tom.photo(None, PICTURE)
        await card.expect_reply("[photo]", SAYS_S)
        await p.tom.send("are you still there")
        words = await card.expect_reply("still there", SAYS_S)
        assert not any(reply.files for reply in card.replies[since:]), "the words did not wait"
        reply, content = await file_in(p, card, since)
        assert content == PICTURE
        assert card.replies.index(words) < card.replies.index(reply)


async def test_outside_a_hold_a_file_goes_into_the_thread_of_its_review(practice: Running) -> None:
    async with practice() as p:
        await p.maria.voice(content=VOICE)
        await eventually(lambda: len(p.reviews) == 1, SAYS_S, "a review")
        (review,) = p.reviews
        assert (await file_in(p, review))[1] == VOICE
        await p.maria.document("plan.pdf", bytes(21 * MB), "my plan")
        await eventually(lambda: len(p.reviews) == 2, SAYS_S, "another review")
        said = await p.reviews[1].expect_reply("could not be put here", SAYS_S)
        assert "20 MB" in said.text
        assert p.cards == []


async def test_erasure_takes_the_files_out_of_slack_too(own_practice: Running) -> None:
    async with own_practice() as p:
        await p.maria.photo("my knee", PICTURE)
        await eventually(lambda: len(p.reviews) == 1, SAYS_S, "a review")
        (review,) = p.reviews
        reply, _ = await file_in(p, review)
        file = reply.files[0]["id"]
        code, out, err = await p.attempt("erase", "Maria 1", "--yes")
        assert code == 0, (out, err)
        await eventually(lambda: reply.deleted, SAYS_S, "the words beside the file to go")
        await eventually(
            lambda: p.slack.workspace.files[file]["content"] is None, SAYS_S, "the file itself to go"
        )


async def test_a_slack_clients_file_takes_the_same_way(new_practice: Running) -> None:
    async with new_practice({"telegram": {"token": ""}}) as p:
        nora = SlackClient(p, "U71", "Nora")
        await nora.come_in(await nora.invited())
        await nora.person.share(
            nora.person.dms, "image/png", "two", "one.png", content=b"one", more=(b"two",)
        )
        review = await eventually(lambda: next(iter(p.reviews), None), SAYS_S, "a review")
        await eventually(
            lambda: sum(bool(reply.files) for reply in review.replies) == 2, SAYS_S, "both files"
        )
        contents = [p.slack.workspace.files[reply.files[0]["id"]]["content"] for reply in review.replies]
        assert contents == [b"one", b"two"]

        await nora.say("I want to kill myself")
        await nora.expect(EMERGENCY)
        card = await p.card()
        await p.page(card, ANA)
        since = len(card.replies)
        await nora.person.share(nora.person.dms, "audio/webm", subtype="slack_audio", content=VOICE)
        assert (await file_in(p, card, since))[1] == VOICE
