"""What the probe concludes from Telegram's answers about a webhook, beside what a whole practice shows."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from adapters.telegram.probe import probe
from adapters.telegram.settings import Hook, TelegramSettings
from bot.core.checks import Check, Status
from escalation.words import Coach
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.telegram.updates import Pending

OURS = "https://coach.example/telegram/webhook"


def now() -> datetime:
    return datetime.now(UTC)


async def webhook(tg: TelegramEmulator) -> Check:
    hook = Hook(OURS, "secret")
    probed = await probe(TelegramSettings(tg.token, tg.base_url, hook=hook), (), now)
    (told,) = [check for check in probed.checks if check.name == "telegram.webhook"]
    return told


@pytest.mark.parametrize(
    ("url", "error_ago_s", "waiting", "status"),
    [
        ("", None, 0, Status.NOTE),
        (OURS, None, 0, Status.OK),
        (OURS, None, 3, Status.OK),
        (OURS, None, 101, Status.FAILED),
        (OURS, 30, 0, Status.NOTE),
        (OURS, 30, 1, Status.FAILED),
        (OURS, 3_600, 1, Status.OK),
        ("https://coach.example/other", None, 0, Status.FAILED),
    ],
)
async def test_a_webhook_is_ours_and_delivers(
    url: str, error_ago_s: int | None, waiting: int, status: Status
) -> None:
    async with TelegramEmulator() as tg:
        queue = tg.world.queue
        # Put there by hand, behind the back of whoever waits to bring it there.
        await asyncio.sleep(0.05)
        queue.webhook = {"url": url} if url else {}
        queue.pending += [Pending({"update_id": number}, 0) for number in range(waiting)]
        if error_ago_s is not None:
            at = int(time.time()) - error_ago_s
            queue.webhook_error = {"last_error_date": at, "last_error_message": "SSL error"}
        assert (await webhook(tg)).status is status


async def test_each_answer_tells_the_time_there() -> None:
    async with TelegramEmulator() as tg:
        tg.clock_offset = timedelta(hours=1)
        tg.user(5, "Ana")
        coaches = (Coach("Ana", telegram_user_id="5"),)
        probed = await probe(TelegramSettings(tg.token, tg.base_url), coaches, now)
        assert len(probed.clocks) == 3
        assert all(abs(ahead - timedelta(hours=1)) < timedelta(seconds=5) for ahead in probed.clocks)


@pytest.mark.parametrize("kind", ["429:7", "nonsense", "status:500", "drop"])
async def test_what_is_not_told_of_a_coach_is_a_note(kind: str) -> None:
    async with TelegramEmulator() as tg:
        tg.user(5, "Ana")
        tg.faults.add("sendChatAction", kind)
        probed = await probe(
            TelegramSettings(tg.token, tg.base_url), (Coach("Ana", telegram_user_id="5"),), now
        )
        (told,) = [check for check in probed.checks if check.name == "telegram.coach"]
        assert told.status is Status.NOTE
