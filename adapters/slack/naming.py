"""Where a client finds the app in Slack: the address that opens a conversation with it."""

from __future__ import annotations

from adapters.slack.calls import Calls
from adapters.slack.payload import words
from adapters.slack.settings import SlackSettings
from bot.core.errors import ChannelError, Rejected


async def app_link(calls: Calls, within: float) -> str:
    """The app's own address, or that of its bot user where Slack does not tell the app. Raises ChannelError."""
    known = await calls.run("auth.test", lambda web: web.auth_test(), within)
    team, user = words(known, "team_id"), words(known, "user_id")
    if not team or not user:
        raise Rejected("auth.test names no workspace or no bot user")
    try:
        bot = await calls.run("bots.info", lambda web: web.bots_info(bot=words(known, "bot_id")), within)
    except ChannelError:
        bot = {}
    app = words(bot, "bot", "app_id")
    if app:
        return f"https://slack.com/app_redirect?app={app}&team={team}"
    return f"slack://user?team={team}&id={user}"


async def link(settings: SlackSettings) -> str:
    """The same, for a command that runs without listening."""
    calls = Calls(settings.bot_token, settings.api_base_url)
    try:
        return await app_link(calls, settings.timeout_s)
    finally:
        await calls.close()
