"""The manifest grants what the code uses, in the form that Slack documents, and its files are up to date."""

from __future__ import annotations

import json

import pytest

from adapters.slack.manifest import PATH, Way, manifest
from adapters.slack.scopes import BOT_SCOPES, EVENTS
from docs.manifests import files

# What may stand in a manifest (of those parts that are used here), and how long it may be: Slack's schema, version 1.
KNOWN = {
    "": {"display_information", "features", "oauth_config", "settings"},
    "display_information": {"name", "description", "background_color", "long_description"},
    "features": {"app_home", "bot_user", "shortcuts", "slash_commands", "unfurl_domains"},
    "features.app_home": {"home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"},
    "features.bot_user": {"display_name", "always_online"},
    "features.slash_commands": {"command", "url", "description", "usage_hint", "should_escape"},
    "oauth_config": {"scopes", "redirect_urls"},
    "oauth_config.scopes": {"bot", "user"},
    "settings": {
        "event_subscriptions",
        "interactivity",
        "org_deploy_enabled",
        "socket_mode_enabled",
        "token_rotation_enabled",
    },
    "settings.event_subscriptions": {"request_url", "bot_events", "user_events"},
    "settings.interactivity": {"is_enabled", "request_url", "message_menu_options_url"},
}
# A bot event is only told to an app with the scope that belongs to it; "" needs none.
SCOPE_OF = {
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
}


def read(way: Way, public_url: str = "https://coach.example") -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(manifest(way, public_url))
    return found


def keys_in(value: object, place: str = "") -> list[tuple[str, str]]:
    match value:
        case dict():
            inside = [
                pair for key, below in value.items() for pair in keys_in(below, f"{place}.{key}".strip("."))
            ]
            return [(place, key) for key in value] + inside
        case list():
            return [pair for each in value for pair in keys_in(each, place)]
        case _:
            return []


@pytest.mark.parametrize("way", Way)
def test_only_keys_that_slack_knows_are_in_it(way: Way) -> None:
    for place, key in keys_in(read(way)):
        assert key in KNOWN[place], f"{place}.{key}"


@pytest.mark.parametrize("way", Way)
def test_nothing_is_longer_than_slack_takes(way: Way) -> None:
    document = read(way)
    assert len(str(document["display_information"]["name"])) <= 35
    assert len(str(document["display_information"]["description"])) <= 140
    (command,) = document["features"]["slash_commands"]  # type: ignore[misc]
    assert command["command"] == "/handrail"  # type: ignore[index]


@pytest.mark.parametrize("way", Way)
def test_scopes_and_events_are_those_that_the_code_names(way: Way) -> None:
    document = read(way)
    assert document["oauth_config"]["scopes"] == {"bot": list(BOT_SCOPES)}
    assert document["settings"]["event_subscriptions"]["bot_events"] == list(EVENTS)  # type: ignore[index]


def test_every_event_has_the_scope_without_which_slack_does_not_tell_it() -> None:
    for event in EVENTS:
        assert not SCOPE_OF[event] or SCOPE_OF[event] in BOT_SCOPES, event


@pytest.mark.parametrize("way", Way)
def test_clients_can_write_to_the_bot_and_buttons_work(way: Way) -> None:
    document = read(way)
    assert document["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert document["settings"]["interactivity"]["is_enabled"] is True  # type: ignore[index]


def test_over_a_socket_no_address_is_given() -> None:
    assert read(Way.SOCKET)["settings"]["socket_mode_enabled"] is True
    assert "http" not in manifest(Way.SOCKET, "https://coach.example")


def test_over_http_every_address_is_the_one_that_is_served() -> None:
    document = read(Way.HTTP, "https://coach.example/")
    assert document["settings"]["socket_mode_enabled"] is False
    wanted = f"https://coach.example{PATH}"
    assert manifest(Way.HTTP, "https://coach.example/").count(f'"{wanted}"') == 3
    assert document["features"]["slash_commands"][0]["url"] == wanted  # type: ignore[index]


def test_the_path_is_the_slack_doors() -> None:
    from adapters.slack import http_door

    assert http_door.PATH == PATH


def test_the_files_are_up_to_date() -> None:
    for file, text in files().items():
        assert file.read_text("utf-8") == text, "run: python -m docs.manifests"
