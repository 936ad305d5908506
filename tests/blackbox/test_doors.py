"""The other ways in: the acknowledge link, the terminal, slash commands, health pages, and the way out."""

from __future__ import annotations

import asyncio
import re

from tests.blackbox.conftest import Running
from tests.blackbox.practice import (
    ANA,
    RED,
    SAYS_S,
    eventually,
    free_port,
    in_state,
    payload,
    state_of,
)
from tests.blackbox.test_slack_down import ANAS_PHONE, coaches, json_gateway

LINK = re.compile(r"https?://[^\s\"'<>\\]*(/ack/[A-Za-z0-9._~-]+)")


async def test_the_link_in_a_page_acknowledges_by_post_and_not_by_looking(own_practice: Running) -> None:
    port = free_port()
    changes = {
        "coaches": coaches(apprise=[f"json://127.0.0.1:{port}/sms"]),
        "web": {"public_url": "https://harbour.example"},
        "escalation": {"steps": [{"target": "oncall", "wait_s": 600, "ways": ["apprise", "slack"]}]},
    }
    async with json_gateway(port) as received, own_practice(changes) as p:
        await p.maria.send(RED)
        card = await p.card()
        await eventually(lambda: received, SAYS_S, "a page by Apprise")
        found = LINK.search(str(received[0]))
        assert found, received
        path = found.group(1)
        assert found.group(0).startswith("https://harbour.example/ack/")

        for _ in range(2):
            status, text = await p.get(path)
            assert status == 200
            assert "Ana" in text
            assert "want to be here" not in text
        assert state_of(card) == "open"
        assert (await p.post(path + "x"))[0] == 404
        assert (await p.get("/ack/nonsense"))[0] == 404
        assert state_of(card) == "open"

        status, _ = await p.post(path)
        assert status == 200
        await p.maria.expect("Ana has seen your message", SAYS_S)
        await card.becomes(in_state("acknowledged"), SAYS_S)


async def test_the_terminal_acknowledges_beside_the_running_process(practice: Running) -> None:
    async with practice() as p:
        card, _ = await p.raise_red()
        name = payload(card)["id"]
        code, _, err = await p.attempt("ack", name, "--coach", "Nobody")
        assert code != 0
        assert "Ana" in err, "it names who there is"
        code, out, err = await p.attempt("ack", name, "--coach", "Ana")
        assert code == 0, out + err
        await p.maria.expect("Ana has seen your message", SAYS_S)
        await card.becomes(in_state("acknowledged"), SAYS_S)


async def test_slash_commands_answer_the_coach_alone(practice: Running) -> None:
    async with practice() as p:
        card, _ = await p.raise_red()
        name = payload(card)["id"]

        async def ask(words: str) -> str:
            typed = await p.ana.slash("/handrail", words, p.slack.escalations)
            assert typed.acked
            assert typed.payload.get("response_type", "ephemeral") == "ephemeral"
            return str(typed.payload.get("text", ""))

        assert name in await ask("queue")
        assert "Ana" in await ask("oncall")
        assert "ack" in await ask("help")
        assert re.search(r"start[= ]\S+", await ask("invite Nora"))
        mallory = p.slack.user("U9", "Mallory")
        refused = await mallory.slash("/handrail", f"ack {name}", p.slack.escalations)
        assert "coach" in str(refused.payload.get("text", "")).lower()
        assert state_of(card) == "open"
        await ask(f"ack {name}")
        await p.maria.expect("Ana has seen your message", SAYS_S)
        await card.becomes(in_state("acknowledged"), SAYS_S)


async def test_a_coach_acknowledges_from_the_coachs_own_telegram(own_practice: Running) -> None:
    changes = {
        "coaches": coaches(telegram_user_id=str(ANAS_PHONE)),
        "escalation": {"steps": [{"target": "oncall", "wait_s": 600, "ways": ["telegram", "slack"]}]},
    }
    async with own_practice(changes) as p:
        phone = p.tg.user(ANAS_PHONE, "Ana")
        await p.maria.send(RED)
        call = await phone.expect("Maria", SAYS_S)
        assert "want to be here" not in call.text
        tap = await phone.tap("Acknowledge", call)
        await tap.answered()
        await p.maria.expect("Ana has seen your message", SAYS_S)
        await (await p.card()).becomes(in_state("acknowledged"), SAYS_S)


async def test_who_was_called_elsewhere_hears_that_somebody_has_it(own_practice: Running) -> None:
    changes = {
        "coaches": coaches(telegram_user_id=str(ANAS_PHONE)),
        "escalation": {"steps": [{"target": "oncall", "wait_s": 600, "ways": ["telegram", "slack"]}]},
    }
    async with own_practice(changes) as p:
        phone = p.tg.user(ANAS_PHONE, "Ana")
        await p.maria.send(RED)
        await phone.expect("Maria", SAYS_S)
        await p.ben.press("page.acknowledge", await p.card())
        await phone.expect("Ben", SAYS_S)


async def test_the_health_pages_answer_and_there_is_no_playground(own_practice: Running) -> None:
    async with own_practice() as p:
        assert (await p.get("/healthz"))[0] == 200
        assert (await p.get("/readyz"))[0] == 200
        assert (await p.get("/metrics"))[0] == 200
        assert (await p.get("/playground"))[0] == 404
        await p.slack.stop()
        not_ready: list[str] = []

        async def look() -> None:
            while not not_ready:
                status, text = await p.get("/readyz")
                if status == 503:
                    not_ready.append(text)
                await asyncio.sleep(0.1)

        await asyncio.wait_for(look(), SAYS_S)
        assert "slack" in not_ready[0].lower()
        assert (await p.get("/healthz"))[0] == 200
        await p.slack.start()


async def test_sigterm_ends_it_cleanly_within_a_few_seconds_and_nothing_is_lost(
    own_practice: Running,
) -> None:
    async with own_practice() as p:
        await p.maria.send(RED)
        code, seconds = await p.stop()
        assert code == 0
        assert seconds < 5
        await p.start()
        card = await p.card()
        await p.page(card, ANA)
        await p.maria.expect("stopped", SAYS_S)
        assert p.cards == [card]
