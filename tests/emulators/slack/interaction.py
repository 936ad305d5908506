"""What became of one action of a person, and how the app's answer to it is shown."""

from dataclasses import dataclass

from tests.emulators.slack.blocks import elements_of
from tests.emulators.slack.channels import Channel, Message, Version
from tests.emulators.slack.delivery import Envelope
from tests.emulators.slack.identity import BOT_USER
from tests.emulators.slack.methods import content_of
from tests.emulators.slack.people import Account
from tests.emulators.slack.workspace import Workspace
from tests.emulators.wire import Json


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one action: whether the app acknowledged in Slack's three seconds, and with what."""

    envelope: Envelope | None
    message: Message | None = None

    @property
    def acked(self) -> bool:
        return self.envelope is not None and self.envelope.acked

    @property
    def seconds(self) -> float | None:
        return None if self.envelope is None else self.envelope.seconds

    @property
    def payload(self) -> Json:
        """What the acknowledgement carried: errors of a modal, words of a command."""
        return (self.envelope.ack_payload if self.envelope is not None else None) or {}


def has(version: Version, action_id: str) -> bool:
    return any(element["action_id"] == action_id for _, element in elements_of(list(version.blocks)))


def show_answer(workspace: Workspace, account: Account, place: Channel, answer: Json) -> Message:
    """Show the answer to an interaction: to this person only, unless it says in_channel."""
    version = content_of(answer, None)
    if answer.get("response_type") != "in_channel":
        return workspace.whisper(account, place, version, answer.get("thread_ts"))
    message = workspace.post(place, BOT_USER, version, answer.get("thread_ts"))
    place.show("posted", message)
    return message
