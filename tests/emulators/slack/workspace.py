"""One Slack workspace with one app in it: its people, channels, views, triggers, scopes."""

import itertools
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from time import perf_counter, time

from tests.emulators.slack.channels import Channel, Message, Version
from tests.emulators.slack.delivery import Courier, Envelope, Kind
from tests.emulators.slack.errors import SlackError
from tests.emulators.slack.events import subscription_of, wrapped
from tests.emulators.slack.identity import APP_ID, BOT_ID, BOT_USER
from tests.emulators.slack.people import Account, View
from tests.emulators.wire import Json

TRIGGER_LIVES_S = 3.0
RESPONSE_URL_LIVES_S, RESPONSE_URL_USES = 1800.0, 5
SCOPES = [
    "chat:write",
    "channels:history",
    "groups:history",
    "im:history",
    "channels:read",
    "groups:read",
    "im:read",
    "im:write",
    "reactions:write",
    "reactions:read",
    "users:read",
    "commands",
    "files:write",
    "files:read",
    "channels:join",
    "team:read",
]
EVENTS = [
    "message.channels",
    "message.groups",
    "message.im",
    "app_home_opened",
    "app_mention",
    "reaction_added",
    "member_joined_channel",
]


@dataclass(slots=True)
class Trigger:
    user: str
    ends_at: float
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """Where an interaction may be answered for half an hour, five times."""

    user: str
    channel: Channel
    message: Message | None
    ends_at: float
    uses_left: int = RESPONSE_URL_USES


class Workspace:
    """All that methods and people act on."""

    def __init__(self, courier: Courier, spawn: Callable[[Coroutine[object, object, None]], object]) -> None:
        self.courier = courier
        self.scopes: list[str] = list(SCOPES)
        self.subscriptions: set[str] = set(EVENTS)
        self.accounts: dict[str, Account] = {}
        self.channels: dict[str, Channel] = {}
        self.views: dict[str, View] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.files: dict[str, Json] = {}
        self.trigger_lives_s = TRIGGER_LIVES_S
        self.public_url = ""
        self._spawn = spawn
        self._numbers = itertools.count(1)
        self._last_ts = 0

    def number(self) -> int:
        return next(self._numbers)

    def new_ts(self) -> str:
        """A timestamp that is later than every one before it."""
        self._last_ts = max(self._last_ts + 1, int(time() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def channel(self, channel_id: object) -> Channel:
        """The channel; a person's id means the conversation with him."""
        wanted = str(channel_id or "")
        if wanted in self.accounts:
            return self.direct(self.accounts[wanted])
        if wanted not in self.channels:
            raise SlackError("channel_not_found")
        return self.channels[wanted]

    def direct(self, account: Account) -> Channel:
        channel_id = f"D{account.id[1:]}"
        if channel_id not in self.channels:
            channel = self.channels[channel_id] = Channel(channel_id, f"dm-{account.name.lower()}", "im")
            channel.members = [account.id, BOT_USER]
        return self.channels[channel_id]

    def post(self, channel: Channel, user: str, version: Version, thread_ts: str | None = None) -> Message:
        """Add a message to the channel for everybody to see; the app is told separately."""
        message = Message(self.new_ts(), channel, user, version, thread_ts)
        channel.history.append(message)
        return message

    def new_trigger(self, user: str) -> str:
        trigger_id = f"{self.number()}.{secrets.token_hex(6)}"
        self.triggers[trigger_id] = Trigger(user, perf_counter() + self.trigger_lives_s)
        return trigger_id

    def use_trigger(self, trigger_id: object) -> Trigger:
        """Serves once, within three seconds of the click."""
        trigger = self.triggers.get(str(trigger_id or ""))
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if perf_counter() > trigger.ends_at:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def new_response_url(self, user: str, channel: Channel, message: Message | None) -> str:
        key = secrets.token_hex(8)
        self.response_urls[key] = ResponseUrl(user, channel, message, perf_counter() + RESPONSE_URL_LIVES_S)
        return f"{self.public_url}/response/{key}"

    def new_view(self, user: str, content: Json, blocks: list[Json], previous: View | None = None) -> View:
        view_id = f"V{self.number():05d}"
        root = view_id if previous is None else previous.root_id
        view = View(view_id, user, content, blocks, root, None if previous is None else previous.view_id)
        self.views[view_id] = view
        self.show_view(view)
        return view

    def show_view(self, view: View) -> None:
        """Give the view a new hash and let its person see it."""
        view.hash = f"{int(time())}.{secrets.token_hex(4)}"
        view.versions.append(view.content)
        if (account := self.accounts.get(view.user)) is not None:
            account.views.add((view, view.shown))

    def whisper(
        self, account: Account, channel: Channel, version: Version, thread_ts: str | None = None
    ) -> Message:
        """Show something to one person only."""
        message = Message(self.new_ts(), channel, BOT_USER, version, thread_ts, ephemeral_to=account.id)
        message.bot = {"bot_id": BOT_ID, "app_id": APP_ID}
        account.ephemerals.add(message)
        return message

    async def tell(self, kind: Kind, payload: Json) -> Envelope:
        """Bring something to the app and wait for its acknowledgement."""
        return await self.courier.bring(kind, payload)

    async def tell_event(self, subscription: str, event: Json) -> Envelope | None:
        """An event, if the app has subscribed to its kind."""
        if subscription not in self.subscriptions:
            return None
        return await self.courier.bring("events_api", wrapped(event, self.number()))

    def echo(self, channel: Channel, event: Json) -> None:
        """The app hears of its own doings too, as of anybody's; nobody waits for that."""
        subscription = subscription_of(channel)
        if subscription in self.subscriptions and channel.bot_is_member:
            self._spawn(self._bring_behind(wrapped(event, self.number())))

    async def _bring_behind(self, payload: Json) -> None:
        await self.courier.bring("events_api", payload)
