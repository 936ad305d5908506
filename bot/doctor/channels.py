"""Has each channel that is set up look at itself; the one place of the doctor that knows which there are."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from itertools import chain

from bot import config
from bot.channels import telegram_settings
from bot.config_practice import team_of
from bot.core.checks import Check, Probed, failed, note
from bot.doctor import clock
from bot.doctor.deadline import in_thread

WITHIN_S = 16.0  # for all that is asked of one channel


async def examine(settings: config.Settings, now: Callable[[], datetime]) -> list[Check]:
    """Telegram, Slack and Apprise, as far as they are set up, and our clock against theirs."""
    probed = await asyncio.gather(_telegram(settings, now), _slack(settings, now), _apprise(settings))
    checks = list(chain.from_iterable(each.checks for each in probed))
    if not settings.telegram.token and not settings.slack.bot_token:
        checks.append(
            failed(
                "channels",
                "neither Telegram nor Slack is set up: no client can write, and no coach be called there",
                "write [telegram] token (from @BotFather) and [slack] bot_token (from api.slack.com/apps)",
            )
        )
    ahead: list[timedelta] = list(chain.from_iterable(each.clocks for each in probed))
    return [*checks, clock.against("clock", "Telegram's and Slack's", ahead)]


async def _telegram(settings: config.Settings, now: Callable[[], datetime]) -> Probed:
    if not settings.telegram.token:
        mend = (
            "if clients are to write by Telegram, write the token that @BotFather gives as [telegram] token"
        )
        return Probed((note("telegram.bot", "Telegram is not set up", mend),))
    from adapters.telegram.probe import probe

    return await _in_time("telegram", probe(telegram_settings(settings), team_of(settings).coaches, now))


async def _slack(settings: config.Settings, now: Callable[[], datetime]) -> Probed:
    written = settings.slack
    if not written.bot_token:
        mend = (
            "if coaches are to be called in Slack, write [slack] bot_token, app_token and escalation_channel"
        )
        return Probed((note("slack.bot", "Slack is not set up", mend),))
    from adapters.slack.probe import Hearing, probe
    from adapters.slack.settings import SlackSettings

    chosen = SlackSettings(
        bot_token=written.bot_token,
        app_token=written.app_token,
        escalation_channel=written.escalation_channel,
        api_base_url=written.api_base_url,
        timeout_s=written.request_timeout_s,
    )
    hearing = Hearing(written.mode, written.signing_secret, settings.web.public_url)
    return await _in_time("slack", probe(chosen, hearing, team_of(settings).coaches, now))


async def _apprise(settings: config.Settings) -> Probed:
    coaches = team_of(settings).coaches
    if not any(coach.apprise for coach in coaches):
        return Probed(())
    from adapters.apprise.probe import probe

    return Probed(await in_thread("apprise", lambda: probe(coaches)))


async def _in_time(channel: str, probing: Coroutine[object, object, Probed]) -> Probed:
    try:
        async with asyncio.timeout(WITHIN_S):
            return await probing
    except TimeoutError:
        mend = "see whether the internet connection of this machine is very slow; then run doctor again"
        return Probed((failed(f"{channel}.bot", f"not all was answered within {WITHIN_S:g} s", mend),))
