"""Channels, threads and messages: what was posted, updated, deleted and reacted to, as a reader sees it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from tests.emulators.feed import Feed, Wanted, contains
from tests.emulators.slack.blocks import elements_of, words_of
from tests.emulators.wire import Json

MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
BROADCAST = re.compile(r"<!(?:channel|here|everyone)(?:\|[^>]*)?>")


@dataclass(frozen=True, slots=True)
class Version:
    """What a message said at one time."""

    text: str
    blocks: tuple[Json, ...]
    metadata: Json | None

    @property
    def shown(self) -> str:
        """What a reader sees: the blocks if there are any, else the text."""
        return "\n".join(words_of(list(self.blocks))) if self.blocks else self.text

    @property
    def everything(self) -> str:
        """Blocks and notification text together, to search in."""
        return f"{self.text}\n{self.shown}"


@dataclass(slots=True, eq=False)
class Message:
    """One message of a channel. `edits` holds what it said before, oldest first."""

    ts: str
    channel: "Channel"
    user: str
    now: Version
    thread_ts: str | None = None
    broadcast: bool = False
    bot: Json | None = None
    ephemeral_to: str | None = None
    deleted: bool = False
    edits: list[Version] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    files: list[Json] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the payload: what a notification shows."""
        return self.now.text

    @property
    def blocks(self) -> list[Json]:
        return list(self.now.blocks)

    @property
    def metadata(self) -> Json | None:
        return self.now.metadata

    @property
    def shown(self) -> str:
        """What a reader sees in the channel."""
        return self.now.shown

    @property
    def replies(self) -> list["Message"]:
        """The thread below this message, oldest first."""
        return [
            message
            for message in self.channel.history
            if message.thread_ts == self.ts and message is not self and not message.deleted
        ]

    @property
    def actions(self) -> dict[str, Json]:
        """Buttons and other elements by action_id."""
        return {element["action_id"]: element for _, element in elements_of(self.blocks)}

    @property
    def mentions(self) -> list[str]:
        """The user ids whom this message notifies by name."""
        return list(dict.fromkeys(MENTION.findall(self.now.everything)))

    @property
    def calls_everybody(self) -> bool:
        """Whether it holds a live channel, here or everyone mention."""
        return BROADCAST.search(self.now.everything) is not None

    async def becomes(self, wanted: Wanted | Callable[["Message"], bool], timeout: float = 5) -> None:
        """Wait until this message, as it stands, says so; it may do so already."""
        feed = self.channel.feed
        if fits(wanted, self, self.now):
            return
        await feed.wait(
            lambda seen: seen.message is self and fits(wanted, self, seen.version), timeout, len(feed.items)
        )

    async def expect_reply(
        self, wanted: Wanted | Callable[["Message"], bool], timeout: float = 5
    ) -> "Message":
        """The first reply in this thread, from its beginning, that fits."""
        feed = self.channel.feed
        found = await feed.wait(
            lambda seen: seen.message.thread_ts == self.ts and fits(wanted, seen.message, seen.version),
            timeout,
            0,
        )
        return feed.items[found].message

    def wire(self) -> Json:
        """The message as the API and the events show it, with metadata."""
        answer: Json = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts, "team": "T1"}
        if self.bot is not None:
            answer |= self.bot
        if self.now.blocks:
            answer["blocks"] = self.blocks
        if self.now.metadata is not None:
            answer["metadata"] = self.now.metadata
        if self.files:
            answer["files"] = self.files
        if self.edits:
            answer["edited"] = {"user": self.user, "ts": self.ts}
        if self.reactions:
            answer["reactions"] = [
                {"name": name, "users": users, "count": len(users)} for name, users in self.reactions.items()
            ]
        if self.thread_ts is not None:
            answer["thread_ts"] = self.thread_ts
            answer["parent_user_id"] = self.channel.author_of(self.thread_ts)
            if self.broadcast:
                answer["subtype"] = "thread_broadcast"
        elif replies := self.replies:
            answer |= {
                "thread_ts": self.ts,
                "reply_count": len(replies),
                "reply_users": list(dict.fromkeys(reply.user for reply in replies)),
                "latest_reply": replies[-1].ts,
            }
        return answer

    def __repr__(self) -> str:
        place = f" in {self.thread_ts}" if self.thread_ts else ""
        return f"{self.ts}{place} {self.user}: {self.shown!r}"


Expected = Wanted | Callable[[Message], bool]


def fits(wanted: Expected, message: Message, version: Version) -> bool:
    return wanted(message) if callable(wanted) else contains(wanted, version.everything)


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that appeared, changed or went, with the content of that moment."""

    what: Literal["posted", "updated", "deleted"]
    message: Message
    version: Version


class Channel:
    """A channel or a direct conversation. `messages` are the top-level ones that still stand."""

    def __init__(self, channel_id: str, name: str, kind: Literal["channel", "group", "im"]) -> None:
        self.id = channel_id
        self.name = name
        self.kind = kind
        self.members: list[str] = []
        self.bot_is_member = True
        self.archived = False
        self.history: list[Message] = []
        self.feed: Feed[Seen] = Feed(f"#{name}", lambda seen: f"{seen.what} {seen.message!r}")

    @property
    def messages(self) -> list[Message]:
        return [message for message in self.history if message.thread_ts is None and not message.deleted]

    @property
    def everything(self) -> list[Message]:
        """Top-level messages and replies that still stand, oldest first."""
        return [message for message in self.history if not message.deleted]

    def find(self, ts: object) -> Message | None:
        return next((message for message in self.everything if message.ts == str(ts)), None)

    def author_of(self, ts: str) -> str:
        return next((message.user for message in self.history if message.ts == ts), "")

    def show(self, what: Literal["posted", "updated", "deleted"], message: Message) -> None:
        self.feed.add(Seen(what, message, message.now))

    async def expect(self, wanted: Expected, timeout: float = 5) -> Message:
        """The next post, reply or update that fits, reading on from the last one expected."""

        def matches(seen: Seen) -> bool:
            return seen.what != "deleted" and fits(wanted, seen.message, seen.version)

        return (await self.feed.expect(matches, timeout)).message

    async def silence(self, seconds: float, wanted: Expected = "") -> None:
        """AssertionError if anything (that fits) is posted or updated within so many seconds from now."""
        await self.feed.silence(
            seconds, lambda seen: seen.what != "deleted" and fits(wanted, seen.message, seen.version)
        )

    def wire(self) -> Json:
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": self.kind == "channel",
            "is_group": self.kind == "group",
            "is_im": self.kind == "im",
            "is_private": self.kind != "channel",
            "is_archived": self.archived,
            "is_member": self.bot_is_member,
            "num_members": len(self.members),
        }
