"""What an app is told about messages, in the form of the Events API."""

from time import time

from tests.emulators.slack.channels import Channel, Message
from tests.emulators.slack.identity import APP_ID, BOT_USER, TEAM
from tests.emulators.wire import Json


def wrapped(event: Json, number: int) -> Json:
    """The event as it is told, under an id that stays the same when it is told again."""
    return {
        "token": "verification-token",
        "team_id": TEAM,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{number:08d}",
        "event_time": int(time()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def subscription_of(channel: Channel) -> str:
    return {"channel": "message.channels", "group": "message.groups", "im": "message.im"}[channel.kind]


def message_event(message: Message) -> Json:
    """The event about a new message."""
    event = {name: value for name, value in message.wire().items() if name != "metadata"}
    return event | {
        "channel": message.channel.id,
        "channel_type": message.channel.kind,
        "event_ts": message.ts,
    }


def changed_event(message: Message, before: Json, ts: str) -> Json:
    """The event about an edited message; its author stands inside the message, not at the top."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": message.channel.id,
        "channel_type": message.channel.kind,
        "ts": ts,
        "event_ts": ts,
        "message": message.wire(),
        "previous_message": before,
    }


def deleted_event(message: Message, ts: str) -> Json:
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "channel": message.channel.id,
        "channel_type": message.channel.kind,
        "ts": ts,
        "event_ts": ts,
        "deleted_ts": message.ts,
        "previous_message": message.wire(),
    }
