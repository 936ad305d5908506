"""Whatever a client sends gets an answer and loses nothing; what only a person can judge is put before one."""

from __future__ import annotations

from tests.blackbox.conftest import Running
from tests.blackbox.practice import (
    ANA,
    RED,
    SAYS_S,
    TOMS_CONTACT,
    TOMS_PHONE,
    eventually,
    pages_of,
    replies_from,
    said_to,
)

HOPELESS = "I can't go on like this"  # for a coach's eyes, not for the alarm


async def test_a_client_who_blocks_the_bot_while_held_is_paged_with_the_phone_number(
    practice: Running,
) -> None:
    async with practice() as p:
        card, _ = await p.raise_red(p.tom)
        await p.ana.press("page.acknowledge", card)
        await p.tom.expect("Ana has seen your message", SAYS_S)
        pages = len(pages_of(card))
        await p.tom.block()
        page = await p.page(card, ANA, after=pages)
        assert TOMS_PHONE in page.text
        assert TOMS_CONTACT in page.text


async def test_an_account_that_is_gone_is_noticed_by_the_message_that_fails(practice: Running) -> None:
    async with practice() as p:
        card, _ = await p.raise_red(p.tom)
        pages = len(pages_of(card))
        await p.tom.deactivate()
        await p.ana.press("page.take_over", card)
        page = await p.page(card, ANA, after=pages)
        assert TOMS_PHONE in page.text


async def test_pictures_and_voices_are_put_before_a_coach_and_everything_is_answered(
    practice: Running,
) -> None:
    async with practice() as p:
        maria = p.maria
        for number, send in enumerate((maria.photo, maria.voice), 1):
            before = len(maria.messages)
            await send()
            await eventually(lambda before=before: len(maria.messages) > before, SAYS_S, "an answer")  # type: ignore[misc]
            await eventually(lambda number=number: len(p.reviews) == number, SAYS_S, "a review")  # type: ignore[misc]
        review = p.reviews[0]
        assert "Maria" in review.shown
        assert set(review.actions) == {"review.done", "review.escalate"}
        for send_small in (lambda: maria.sticker("🙂"), lambda: maria.location(38.72, -9.14)):
            before = len(maria.messages)
            await send_small()
            await eventually(lambda before=before: len(maria.messages) > before, SAYS_S, "an answer")  # type: ignore[misc]
        assert len(p.reviews) == 2


async def test_red_words_under_a_picture_are_paged(practice: Running) -> None:
    async with practice() as p:
        await p.maria.photo(caption=RED)
        await p.maria.expect("stopped", SAYS_S)
        await p.page(await p.card(), ANA)


async def test_a_reviewed_message_can_be_done_or_escalated(practice: Running) -> None:
    async with practice() as p:
        for person in (p.maria, p.tom):
            await person.send(HOPELESS)
            answer = await person.expect("", SAYS_S)
            assert "Ana" in answer.text, "who reads it"
        await eventually(lambda: len(p.reviews) == 2, SAYS_S, "two reviews")
        assert p.cards == []
        of_maria = next(review for review in p.reviews if "Maria" in review.shown)
        of_tom = next(review for review in p.reviews if "Tom" in review.shown)
        assert HOPELESS.split("'")[0] in of_maria.shown

        await p.ana.press("review.done", of_maria)
        await eventually(lambda: not of_maria.actions, SAYS_S, "the buttons to go")
        assert "Ana" in of_maria.shown
        assert p.cards == []

        await p.ana.press("review.escalate", of_tom)
        await p.tom.expect("stopped", SAYS_S)
        card = await p.card()
        assert "Tom" in card.shown
        await p.page(card, ANA)
        await eventually(lambda: not of_tom.actions, SAYS_S, "the buttons to go")
        assert (await p.show())["held_by"] is None


async def test_hostile_and_hasty_messages_are_all_answered(practice: Running) -> None:
    async with practice() as p:
        maria = p.maria
        for words in ("😀" * 2000, "<b>bold</b> & _under_ [link](x)", "\u202ethgir ot tfel", "   ."):
            before = len(maria.messages)
            await maria.send(words)
            await eventually(
                lambda before=before: len(maria.messages) > before, SAYS_S, f"an answer to {words[:20]!r}"
            )  # type: ignore[misc]
        assert p.cards == []
        assert (await p.get("/healthz"))[0] == 200


async def test_double_taps_and_buttons_of_questions_long_gone_are_answered_and_change_nothing(
    practice: Running,
) -> None:
    async with practice() as p:
        await p.maria.send("/checkin")
        question = await p.maria.expect(lambda said: "Skip" in said.labels, SAYS_S)
        taps = [await p.maria.tap("q.energy.4", question) for _ in range(2)]
        for tap in taps:
            await tap.answered()
        await p.maria.expect("stress", SAYS_S)
        before = len(p.maria.messages)
        await p.maria.send("stress 2, sleep 5, win: ran 8k, obstacle: late meetings")
        await replies_from(p.maria, before, 1, quiet_s=0.5)
        late = await p.maria.tap("q.energy.1", question)
        assert (await late.answered()).get("text")
        made_up = await p.maria.send_data("q.energy.9:nonsense", question)
        await made_up.answered()
        (checkin,) = (await p.show())["checkins"]
        assert checkin["energy"] == 4


async def test_ten_messages_in_a_second_with_a_red_one_among_them_make_one_card(practice: Running) -> None:
    async with practice() as p:
        for number in range(10):
            await p.maria.send(RED if number == 6 else f"kilometre number {number} done")
        card = await p.card()
        await p.page(card, ANA)
        await p.maria.expect("stopped", SAYS_S)
        stopped = next(index for index, text in enumerate(said_to(p.maria)) if "stopped" in text)
        await eventually(
            lambda: any("number 9 done" in reply.shown for reply in card.replies),
            SAYS_S,
            "the last words in the thread",
        )
        assert p.cards == [card]
        after = said_to(p.maria)[stopped + 1 :]
        assert len(after) <= 1, after
        assert not any("/checkin" in text for text in after), "nothing of the routine follows the notice"
