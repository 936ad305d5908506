"""The manifest from which Slack makes the app: what it may do and what it is told, the same that `doctor` looks for."""

from __future__ import annotations

import json
from enum import StrEnum

from adapters.slack.scopes import BOT_SCOPES, EVENTS

PLACEHOLDER = "https://coach.example"
PATH = "/slack/events"  # one address for events, clicks and the slash command
COMMAND = "/handrail"

Json = str | bool | list[str] | list[dict[str, "Json"]] | dict[str, "Json"]


class Way(StrEnum):
    """How Slack reaches us: over a socket that we open, or at a public address of ours."""

    SOCKET = "socket"
    HTTP = "http"


def manifest(way: Way, public_url: str) -> str:
    """JSON as Slack takes it under "Create New App", "From a manifest". `public_url` matters for HTTP alone."""
    url = (public_url or PLACEHOLDER).rstrip("/") + PATH
    address: dict[str, Json] = {"request_url": url} if way is Way.HTTP else {}
    command: dict[str, Json] = {
        "command": COMMAND,
        "description": "Invite a client, see what waits, who is on call",
        "usage_hint": "invite NAME | queue | oncall | ack ID | help",
        "should_escape": False,
    }
    if way is Way.HTTP:
        command["url"] = url
    document: dict[str, Json] = {
        "display_information": {
            "name": "Handrail",
            "description": "Carries the routine between sessions, and calls a coach when the routine ends",
            "background_color": "#2f4f4f",
        },
        "features": {
            "bot_user": {"display_name": "Handrail", "always_online": True},
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "slash_commands": [command],
        },
        "oauth_config": {"scopes": {"bot": list(BOT_SCOPES)}},
        "settings": {
            "event_subscriptions": {**address, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **address},
            "org_deploy_enabled": False,
            "socket_mode_enabled": way is Way.SOCKET,
            "token_rotation_enabled": False,
        },
    }
    return json.dumps(document, indent=2)
