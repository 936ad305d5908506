"""What the probe concludes from Slack's answers, beside what a whole practice shows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from adapters.slack.probe import Hearing, probe
from adapters.slack.scopes import BOT_SCOPES
from adapters.slack.settings import SlackSettings
from bot.core.checks import Check, Status
from escalation.words import Coach
from tests.emulators.slack import SlackEmulator

ANA = Coach("Ana", slack_user="U1")
SOCKET = Hearing("socket", "", "")


def now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def workspace() -> AsyncIterator[SlackEmulator]:
    async with SlackEmulator() as slack:
        slack.user("U1", "Ana")
        yield slack


async def told(
    slack: SlackEmulator, channel: str = "C1", hearing: Hearing = SOCKET
) -> dict[str, list[Check]]:
    settings = SlackSettings(slack.bot_token, slack.app_token, channel, slack.api_url)
    probed = await probe(settings, hearing, (ANA, Coach("Ben")), now)
    names = {check.name for check in probed.checks}
    return {name: [check for check in probed.checks if check.name == name] for name in names}


def failed(checks: dict[str, list[Check]]) -> set[str]:
    return {name for name, several in checks.items() for check in several if check.status is Status.FAILED}


@pytest.mark.parametrize("scope", sorted(BOT_SCOPES))
async def test_a_missing_scope_fails_when_somebody_in_danger_needs_it(scope: str) -> None:
    vital = {"chat:write", "commands", "reactions:write", "im:history", "channels:read", "channels:history"}
    async with workspace() as slack:
        slack.workspace.scopes = [each for each in BOT_SCOPES if each != scope]
        checks = await told(slack)
        (about,) = checks["slack.scopes"]
        assert about.status is (Status.FAILED if scope in vital else Status.NOTE)
        assert f"add {scope}, then Reinstall" in about.mend


async def test_no_right_to_see_a_private_channel_fails_though_slack_does_not_say_what_kind_it_is() -> None:
    async with workspace() as slack:
        slack.channel("G7", "quiet")
        slack.workspace.scopes = [scope for scope in BOT_SCOPES if not scope.startswith("groups:")]
        slack.faults.add("conversations.info", "error:missing_scope")
        checks = await told(slack, "G7")
        found = {check.found.split()[0]: check.status for check in checks["slack.scopes"]}
        assert found == {"groups:read": Status.FAILED, "groups:history": Status.FAILED}


@pytest.mark.parametrize(
    ("method", "kind", "fails"),
    [
        ("auth.test", "429:7", set()),
        ("auth.test", "status:503", {"slack.bot"}),
        ("auth.test", "error:token_revoked", {"slack.bot"}),
        ("apps.connections.open", "error:not_allowed_token_type", {"slack.socket"}),
        ("apps.connections.open", "error:unknown_method", set()),
        ("apps.connections.open", "drop", {"slack.socket"}),
        ("conversations.info", "html500", set()),
        ("users.info", "nonsense", set()),
        ("conversations.members", "error:missing_scope", set()),
        ("chat.postMessage", "error:restricted_action", {"slack.page"}),
        ("chat.postMessage", "drop", {"slack.page"}),
        ("chat.delete", "error:cant_delete_message", set()),
    ],
)
async def test_what_goes_wrong_fails_only_where_a_page_would(method: str, kind: str, fails: set[str]) -> None:
    async with workspace() as slack:
        slack.faults.add(method, kind)
        assert failed(await told(slack)) == fails


async def test_members_of_a_list_that_even_lacks_the_bot_prove_nothing() -> None:
    async with workspace() as slack:
        slack.escalations.members.clear()
        (about,) = (await told(slack))["slack.coach"]
        assert about.status is Status.NOTE


async def test_a_message_that_could_not_be_deleted_is_told() -> None:
    async with workspace() as slack:
        slack.faults.add("chat.delete", "error:cant_delete_message")
        (about,) = (await told(slack))["slack.page"]
        assert about.status is Status.NOTE
        assert "delete the message" in about.mend


@pytest.mark.parametrize(
    ("secret", "url", "status"),
    [
        ("", "https://coach.example", Status.FAILED),
        ("s", "", Status.NOTE),
        ("s", "http://127.0.0.1:8765", Status.NOTE),
        ("s", "https://coach.example", Status.OK),
    ],
)
async def test_over_http_the_secret_counts_and_no_app_token_is_asked_for(
    secret: str, url: str, status: Status
) -> None:
    async with workspace() as slack:
        checks = await told(slack, hearing=Hearing("http", secret, url))
        assert [check.status for check in checks["slack.http"]] == [status]
        assert slack.log("apps.connections.open") == []
