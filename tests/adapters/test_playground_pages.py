"""The playground's page: what the visitor does reaches the engine as any channel's Updates and Acts."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.playground.guide import progress, stops
from bot.core.acts import Act, ActReply, Monitor, Note, Outcome, Press, ThreadWords
from bot.core.outgoing import Button, Say, SendFile
from bot.core.update import Blocked, Edited, SentMedia, SharedLocation, Tapped, Unblocked, Wrote
from tests.adapters.playground_stage import EVENING, GUIDE, Stage, card, stage

# --- as the client


async def test_words_from_the_phone_are_an_update_of_the_playground() -> None:
    async with stage() as at:
        assert (await at.post("/client", {"text": "hello 🌻"})).status_code == 204
        (update,) = at.inbox.received
        (bubble,) = at.screen.seen.bubbles
        assert update.body == Wrote("hello 🌻", bubble.id)
        assert (update.channel, update.chat, update.sender) == (
            "playground",
            "playground-client",
            "playground-client",
        )
        assert update.sent_at == EVENING
        assert bubble.delivery == "delivered"


async def test_a_stranger_has_a_chat_of_their_own() -> None:
    async with stage() as at:
        await at.post("/client", {"text": "hello", "chat": "stranger"})
        assert at.inbox.received[0].chat == "playground-stranger"
        assert (await at.listed("bubbles"))[0]["chat"] == "stranger"


async def test_a_message_that_was_not_stored_says_so_and_is_sent_again_as_the_same_update() -> None:
    async with stage() as at:
        at.inbox.refuses = lambda update: True
        assert (await at.post("/client", {"text": "help"})).status_code == 500
        (bubble,) = at.screen.seen.bubbles
        assert bubble.delivery == "failed"
        at.inbox.refuses = lambda update: False
        assert (await at.post("/client", {"again": bubble.id})).status_code == 204
        assert len(at.inbox.begun) == 2
        assert len(set(at.inbox.begun)) == 1
        assert at.inbox.words == ["help"]
        assert at.screen.seen.bubbles[0].delivery == "delivered"


async def test_what_arrived_is_not_sent_again() -> None:
    async with stage() as at:
        await at.post("/client", {"text": "hello"})
        answer = await at.post("/client", {"again": at.screen.seen.bubbles[0].id})
        assert answer.status_code == 404
        assert len(at.inbox.begun) == 1


async def test_a_tap_names_its_message_and_wants_an_answer() -> None:
    async with stage() as at:
        asked = await at.phone.send(
            Say("playground-client", "Energy?", buttons=((Button("4", "energy.4"),),))
        )
        await at.post("/client", {"tap": "energy.4", "message": asked})
        (update,) = at.inbox.received
        assert update.body == Tapped("energy.4", asked, update.id)


async def test_an_edit_changes_the_bubble_and_names_the_message() -> None:
    async with stage() as at:
        await at.post("/client", {"text": "fine"})
        first = at.screen.seen.bubbles[0].id
        await at.post("/client", {"edit": "not fine", "message": first})
        assert at.inbox.received[1].body == Edited("not fine", first)
        assert at.inbox.received[1].id != at.inbox.received[0].id
        (bubble,) = at.screen.seen.bubbles
        assert (bubble.text, bubble.edited) == ("not fine", True)


async def test_the_avatars_message_cannot_be_edited() -> None:
    async with stage() as at:
        said = await at.phone.send(Say("playground-client", "hello"))
        assert (await at.post("/client", {"edit": "x", "message": said})).status_code == 404
        assert at.inbox.received == []


async def test_media_and_a_place_reach_the_engine() -> None:
    async with stage() as at:
        await at.post("/client", {"media": "voice"})
        await at.post("/client", {"media": "photo", "caption": "my knee"})
        await at.post("/client", {"location": {"latitude": 40.4, "longitude": -3.7}})
        voice, photo, place = (update.body for update in at.inbox.received)
        assert isinstance(voice, SentMedia)
        assert (voice.kind, voice.caption) == ("voice", "")
        assert isinstance(photo, SentMedia)
        assert photo.caption == "my knee"
        assert isinstance(place, SharedLocation)
        assert (place.latitude, place.longitude) == (40.4, -3.7)


async def test_the_avatar_can_be_blocked_and_unblocked() -> None:
    async with stage() as at:
        await at.post("/client", {"block": True})
        assert (await at.state())["blocked"] == ["client"]
        await at.post("/client", {"block": False})
        assert [update.body for update in at.inbox.received] == [Blocked(), Unblocked()]
        assert (await at.state())["blocked"] == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": 7},
        {"text": "x" * 4097},
        {"text": "x", "chat": "somebody-else"},
        {"text": "x", "more": 1},
        {"tap": "x"},
        {"tap": "x" * 65, "message": "1"},
        {"location": {"latitude": 91, "longitude": 0}},
        {"media": "hologram"},
        ["text"],
    ],
)
async def test_a_body_that_means_nothing_is_refused(body: object) -> None:
    async with stage() as at:
        assert (await at.post("/client", body)).status_code == 422
        assert at.inbox.received == []
        assert at.screen.seen.bubbles == ()


async def test_a_refusal_does_not_repeat_what_was_written() -> None:
    async with stage() as at:
        answer = await at.post("/client", {"text": "my secret" * 500})
        assert "secret" not in answer.text


# --- as the coach


async def test_a_press_is_an_act_of_the_coach_whose_place_was_taken() -> None:
    async with stage() as at:
        await at.post("/coach/press", {"action": "page.acknowledge", "value": "E1:3"})
        await at.post("/persona", {"coach": "Ben"})
        await at.post("/coach/press", {"action": "page.take_over", "value": "E1:3"})
        assert at.inbox.acts == [
            Act("playground", "Ana", Press("page.acknowledge", "E1:3")),
            Act("playground", "Ben", Press("page.take_over", "E1:3")),
        ]


async def test_nobody_can_act_as_somebody_who_is_no_coach() -> None:
    async with stage() as at:
        assert (await at.post("/persona", {"coach": "Mallory"})).status_code == 404
        assert (await at.state())["persona"] == "Ana"


async def test_what_the_engine_tells_the_coach_is_seen_by_that_coach_alone() -> None:
    async with stage() as at:
        at.inbox.reply = ActReply("New words: read and press again.")
        await at.post("/coach/press", {"action": "page.hand_back", "value": "E1:3"})
        (whisper,) = await at.listed("whispers")
        assert whisper["text"] == "New words: read and press again."
        await at.post("/persona", {"coach": "Ben"})
        assert await at.listed("whispers") == []
        await at.post("/persona", {"coach": "Ana"})
        await at.post("/coach/hush", {"whisper": whisper["id"]})
        assert await at.listed("whispers") == []


async def test_resolve_acts_at_once_and_then_asks_how_it_ended() -> None:
    async with stage() as at:
        at.inbox.reply = ActReply(modal="outcome", escalation="E1")
        await at.post("/coach/press", {"action": "page.resolve", "value": "E1:3"})
        assert at.inbox.acts == [Act("playground", "Ana", Press("page.resolve", "E1:3"))]
        assert at.screen.seen.form is not None
        assert at.screen.seen.form.kind == "outcome"

        at.inbox.reply = ActReply()
        sent = {"view": "outcome", "escalation": "E1", "fields": {"outcome": "helped", "note": " spoke "}}
        assert (await at.post("/coach/submit", sent)).status_code == 204
        assert at.inbox.acts[-1].doing == Outcome("E1", "helped", "spoke")
        assert at.screen.seen.form is None


async def test_a_false_alarm_offers_that_outcome() -> None:
    async with stage() as at:
        at.inbox.reply = ActReply(modal="outcome", escalation="E1")
        await at.post("/coach/press", {"action": "page.false_alarm", "value": "E1:3"})
        assert at.screen.seen.form is not None
        (chosen, _) = json.loads(at.screen.seen.form.view)["blocks"]
        assert chosen["element"]["initial_option"]["value"] == "false_alarm"


@pytest.mark.parametrize(("action", "form"), [("page.note", "note"), ("page.monitor", "monitor")])
async def test_note_and_monitor_ask_before_they_act(action: str, form: str) -> None:
    async with stage() as at:
        await at.post("/coach/press", {"action": action, "value": "E1:3"})
        assert at.inbox.acts == []
        assert at.screen.seen.form is not None
        assert (at.screen.seen.form.kind, at.screen.seen.form.escalation) == (form, "E1")
        await at.post("/coach/close", {})
        assert at.screen.seen.form is None
        assert at.inbox.acts == []


async def test_until_is_read_by_the_practices_clocks() -> None:
    async with stage() as at:
        sent = {"view": "monitor", "escalation": "E1", "fields": {"until": "2026-03-29T09:00", "note": ""}}
        assert (await at.post("/coach/submit", sent)).status_code == 204
        until = datetime(2026, 3, 29, 7, 0, tzinfo=UTC)  # the clocks went forward that night
        assert at.inbox.acts[-1].doing == Monitor("E1", until, "")


@pytest.mark.parametrize(
    ("view", "fields"),
    [
        ("note", {"note": "  "}),
        ("outcome", {"note": "x"}),
        ("monitor", {"until": "soon"}),
        ("monitor", {}),
    ],
)
async def test_an_unfinished_form_stays_open_and_says_why(view: str, fields: dict[str, str]) -> None:
    async with stage() as at:
        answer = await at.post("/coach/submit", {"view": view, "escalation": "E1", "fields": fields})
        assert answer.status_code == 422
        assert answer.json()["error"]
        assert at.inbox.acts == []


async def test_a_form_that_was_not_stored_stays_open() -> None:
    async with stage() as at:
        await at.post("/coach/press", {"action": "page.note", "value": "E1:3"})
        at.inbox.act_error = OSError("the disk is full")
        sent = {"view": "note", "escalation": "E1", "fields": {"note": "called"}}
        assert (await at.post("/coach/submit", sent)).status_code == 500
        assert at.screen.seen.form is not None
        at.inbox.act_error = None
        assert (await at.post("/coach/submit", sent)).status_code == 204
        assert at.inbox.acts[-1].doing == Note("E1", "called")
        assert at.screen.seen.form is None


async def test_a_reply_stands_in_the_thread_and_reaches_the_engine() -> None:
    async with stage() as at:
        ref = await at.slack.post_card(card())
        assert (await at.post("/coach/reply", {"thread": ref, "text": "I am here."})).status_code == 204
        post = at.screen.seen.posts[-1]
        assert (post.coach, post.thread, post.text) == ("Ana", ref, "I am here.")
        assert at.inbox.acts == [Act("playground", "Ana", ThreadWords(ref, post.ref, "I am here."), post.ref)]


async def test_a_reply_that_was_not_stored_does_not_stay() -> None:
    async with stage() as at:
        ref = await at.slack.post_card(card())
        at.inbox.act_error = OSError("the disk is full")
        assert (await at.post("/coach/reply", {"thread": ref, "text": "I am here."})).status_code == 500
        assert [post.ref for post in at.screen.seen.posts] == [ref]


async def test_a_reply_to_nothing_is_refused() -> None:
    async with stage() as at:
        assert (await at.post("/coach/reply", {"thread": "gone", "text": "x"})).status_code == 404
        assert at.inbox.acts == []


async def test_the_slash_command_is_asked_and_answered_in_private() -> None:
    async with stage() as at:
        await at.post("/coach/slash", {"words": "oncall"})
        assert at.inbox.asked == [("Ana", "playground", "oncall")]
        (whisper,) = await at.listed("whispers")
        assert (whisper["asked"], whisper["text"]) == ("/handrail oncall", "Ben is on call.")


# --- the clock


async def test_the_clock_moves_by_seconds() -> None:
    async with stage() as at:
        await at.post("/clock", {"seconds": 300})
        assert at.clock.moves == [timedelta(minutes=5)]


async def test_tomorrow_morning_is_the_practices_morning_across_a_clock_change() -> None:
    async with stage() as at:
        await at.post("/clock", {"to": "tomorrow-morning"})
        assert at.clock.at == datetime(2026, 3, 29, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize("body", [{"seconds": 0}, {"seconds": -60}, {"seconds": 10**9}, {"to": "yesterday"}])
async def test_the_clock_never_goes_back_or_out_of_reach(body: dict[str, object]) -> None:
    async with stage() as at:
        assert (await at.post("/clock", body)).status_code == 422
        assert at.clock.moves == []


# --- who may


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://localhost:9999",
        "null",
        "https://localhost.evil.example:8080",
        "http://[",
    ],
)
async def test_another_page_may_not_change_anything(origin: str) -> None:
    async with stage() as at:
        answer = await at.post("/client", {"text": "x"}, Origin=origin)
        assert answer.status_code == 403
        assert at.inbox.received == []


async def test_its_own_page_may() -> None:
    async with stage() as at:
        assert (await at.post("/client", {"text": "x"}, Origin="http://localhost:8080")).status_code == 204


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "10.0.0.9", "["]
)
async def test_a_name_bent_to_this_machine_sees_nothing(host: str) -> None:
    async with stage() as at:
        for path in ("", "/state", "/events"):
            assert (await at.web.get(f"/playground{path}", headers={"Host": host})).status_code == 403
        assert (await at.post("/client", {"text": "x"}, Host=host)).status_code == 403
        assert at.inbox.received == []


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST"])
async def test_loopback_is_known_by_all_its_names(host: str) -> None:
    async with stage() as at:
        assert (await at.web.get("/playground/state", headers={"Host": host})).status_code == 200


async def test_a_form_of_another_page_cannot_pose_as_json() -> None:
    async with stage() as at:
        answer = await at.web.post(
            "/playground/client", content='{"text": "x"}', headers={"Content-Type": "text/plain"}
        )
        assert answer.status_code == 415
        assert at.inbox.received == []


# --- the page


async def test_the_page_and_its_parts_are_served_without_a_foreign_address() -> None:
    async with stage() as at:
        page = await at.web.get("/playground")
        assert page.status_code == 200
        assert "Harbor Coaching" in page.text
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        names = {part.split('"')[0] for part in page.text.split("/playground/static/")[1:]}
        assert "playground.js" in names
        for name in names:
            part = await at.web.get(f"/playground/static/{name}")
            assert part.status_code == 200
            assert "://" not in part.text.replace("http://www.w3.org/2000/svg", "")
        assert (await at.web.get("/playground/static/../pages.py")).status_code == 404
        assert (await at.web.get("/playground/static/pages.py")).status_code == 404


async def test_the_snapshot_shows_both_sides() -> None:
    async with stage() as at:
        await at.phone.send(Say("playground-client", "hello"))
        await at.slack.post_card(card())
        assert [bubble["text"] for bubble in await at.listed("bubbles")] == ["hello"]
        (post,) = await at.listed("posts")
        assert isinstance(post["blocks"], list)
        assert post["blocks"][0]["type"] == "header"


async def test_a_file_is_downloaded_and_not_carried_in_every_snapshot() -> None:
    async with stage() as at:
        sent = await at.phone.send(SendFile("playground-client", '../e"x.json', '{"kept": 1}', "Yours"))
        answer = await at.web.get(f"/playground/file/{sent}")
        assert answer.json() == {"kept": 1}
        assert answer.headers["content-disposition"] == 'attachment; filename="..ex.json"'
        assert '{"kept": 1}' not in json.dumps(await at.state())
        assert (await at.web.get("/playground/file/other")).status_code == 404


async def test_a_restart_shows_the_same_page(tmp_path: Path) -> None:
    async with stage(tmp_path / "screen.json") as at:
        await at.post("/client", {"text": "hello"})
        await at.slack.post_card(card())
        before = await at.state()
    async with stage(tmp_path / "screen.json") as again:
        after = await again.state()
    assert after["bubbles"] == before["bubbles"]
    assert after["posts"] == before["posts"]


# --- the walk


async def test_the_walk_follows_what_the_visitor_tries() -> None:
    async def now_at(at: Stage) -> int:
        shown = (await at.state())["progress"]
        assert isinstance(shown, int)
        return shown

    async with stage() as at:
        assert await now_at(at) == 0
        await at.post("/client", {"text": "/start CODE7"})
        assert await now_at(at) == 1
        await at.post("/client", {"tap": "consent.yes:c1", "message": "1"})
        assert await now_at(at) == 2
        await at.post("/client", {"text": "/checkin"})
        assert await now_at(at) == 2
        await at.slack.post_card(card())
        assert await now_at(at) == 4
        await at.post("/coach/press", {"action": "page.hand_back", "value": "E1:3"})
        assert await now_at(at) == 5
        await at.post("/clock", {"to": "tomorrow-morning"})
        assert await now_at(at) == len(stops(GUIDE))


def test_a_step_that_was_left_for_a_later_one_lies_behind() -> None:
    assert progress(GUIDE, ["start", "red"]) == 4
