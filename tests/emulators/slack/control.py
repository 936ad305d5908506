"""Orders from outside, over HTTP: what a person does, what a channel shows, what happens to the sockets."""

from typing import TYPE_CHECKING

from tests.emulators.slack.channels import Message
from tests.emulators.slack.interaction import Delivery
from tests.emulators.slack.people import View
from tests.emulators.wire import Json

if TYPE_CHECKING:
    from tests.emulators.slack.server import SlackEmulator

ORDERS = frozenset(
    [
        "press",
        "reply",
        "dm",
        "slash",
        "edit",
        "submit_view",
        "close_view",
        "open_home",
        "expect_ephemeral",
        "expect_view",
    ]
)


async def obey(slack: "SlackEmulator", noun: str, name: str, verb: str, args: Json) -> object:
    """person/U1/VERB, channel/C1/messages|expect|silence, sockets/all/disconnect|silence|drop|connected."""
    match noun, verb:
        case "person", "create":
            return slack.user(name, **args).id
        case "person", "ephemerals":
            return [shown(message) for message in slack.user(name).ephemerals]
        case "person", "say":
            return told(await slack.user(name).say(slack.channel(args["channel"]), args["text"]))
        case "person", _ if verb in ORDERS:
            if verb == "edit":
                args["message"] = find_message(slack, args["message"])
            if verb == "press" and "message" in args:
                args["message"] = find_message(slack, args["message"])
            outcome = await getattr(slack.user(name), verb)(**args)
            return told(outcome) if isinstance(outcome, Delivery) else shown(outcome)
        case "channel", "messages":
            return [shown(message) for message in slack.channel(name).messages]
        case "channel", "expect":
            return shown(await slack.channel(name).expect(**args))
        case "channel", "silence":
            await slack.channel(name).silence(**args)
        case "sockets", "disconnect":
            await slack.disconnect(**args)
        case "sockets", "silence":
            slack.sockets.silence()
        case "sockets", "drop":
            slack.sockets.drop()
        case "sockets", "connected":
            await slack.sockets.connected(**args)
        case _:
            raise LookupError(f"no order {noun}/{name}/{verb}")
    return None


def find_message(slack: "SlackEmulator", ts: str) -> Message:
    for channel in slack.workspace.channels.values():
        if (found := channel.find(ts)) is not None:
            return found
    raise LookupError(f"no message {ts}")


def told(delivery: Delivery) -> Json:
    return {
        "acked": delivery.acked,
        "seconds": delivery.seconds,
        "payload": delivery.payload,
        "ts": None if delivery.message is None else delivery.message.ts,
    }


def shown(thing: Message | View) -> Json:
    if isinstance(thing, View):
        return thing.wire() | {"shown": thing.shown}
    return {
        "ts": thing.ts,
        "channel": thing.channel.id,
        "user": thing.user,
        "text": thing.text,
        "shown": thing.shown,
        "blocks": thing.blocks,
        "metadata": thing.metadata,
        "actions": thing.actions,
        "reactions": thing.reactions,
        "thread_ts": thing.thread_ts,
        "edits": [version.shown for version in thing.edits],
        "mentions": thing.mentions,
        "replies": [shown(reply) for reply in thing.replies],
    }
