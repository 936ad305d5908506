"""A person with a phone: writes, edits, taps, sends pictures, blocks; and sees what the bot shows."""

import asyncio
from dataclasses import dataclass
from time import perf_counter, time

from tests.emulators.telegram.chats import Button, Chat, Expected, Message
from tests.emulators.telegram.markup import Plain, utf16_length
from tests.emulators.telegram.world import Query, World
from tests.emulators.wire import Json


@dataclass(frozen=True, slots=True)
class Tap:
    """One tap on a button. `answers` fills as the bot answers the callback query."""

    query: Query
    message: Message
    button: Button

    @property
    def answers(self) -> list[Json]:
        return self.query.answers

    async def answered(self, timeout: float = 5) -> Json:
        """The bot's answer: text and show_alert."""
        ends_at = perf_counter() + timeout
        while not self.query.answers:
            if perf_counter() > ends_at:
                raise AssertionError(f"the tap on {self.button.text!r} was not answered within {timeout} s")
            await asyncio.sleep(0.01)
        return self.query.answers[0]


class Person:
    """One Telegram account and its private chat with the bot."""

    def __init__(self, world: World, person_id: int, first_name: str, language_code: str) -> None:
        self.id = person_id
        self._world = world
        self.account: Json = {
            "id": person_id,
            "is_bot": False,
            "first_name": first_name,
            "language_code": language_code,
        }
        self.chat = Chat(person_id, "private", {"first_name": first_name})
        world.chats[person_id] = self.chat

    @property
    def messages(self) -> list[Message]:
        """What the bot sent to this person, oldest first."""
        return self.chat.messages

    async def expect(self, wanted: Expected, timeout: float = 5) -> Message:
        """The next message or edit by the bot that has these words or passes this test."""
        return await self.chat.expect(wanted, timeout)

    async def silence(self, seconds: float, wanted: Expected = "") -> None:
        """AssertionError if the bot writes (something that fits) within so many seconds from now."""
        await self.chat.silence(seconds, wanted)

    async def send(self, text: str, reply_to: Message | None = None) -> Message:
        """Write to the bot. A command is marked as one, as the apps do."""
        return self._say(self.chat, text, reply_to)

    async def start(self, code: str = "") -> Message:
        """Follow the invite link: /start CODE."""
        return await self.send(f"/start {code}".strip())

    async def in_group(self, text: str, group: Chat | None = None) -> Message:
        """Write in a group that the bot is in; without a group named, in one made on first use."""
        return self._say(group or open_group(self._world, self.account), text, None)

    async def edit(self, message: Message | int, text: str) -> None:
        """Change the words of an earlier message."""
        number = message if isinstance(message, int) else message.message_id
        chats = [self.chat] if isinstance(message, int) else [message.chat]
        found = next((found for chat in chats if (found := chat.find(number))), None)
        if found is None or found.sender["id"] != self.id:
            raise LookupError(f"{self.id} wrote no message {number}")
        found.change(Plain(text, command_entity(text)), text, None)
        self._world.queue.add("edited_message", found.wire())

    async def tap(
        self,
        label_or_data: str,
        message: Message | None = None,
        timeout: float = 5,
        group: Chat | None = None,
    ) -> Tap:
        """Tap the button so labelled, or with such data, on the newest message that has it; waits for it.

        Data may be given up to the instance id that follows. A message given by hand may have lost its
        buttons meanwhile: the phone was slow, the tap still goes out.
        """
        chat = group or self.chat
        ends_at = perf_counter() + timeout
        while (found := find_button(chat, label_or_data, message)) is None:
            if perf_counter() > ends_at or message is not None:
                shown = [shown for shown in chat.messages if shown.buttons]
                raise AssertionError(f"no button {label_or_data!r}; there are {shown[-3:]}")
            await asyncio.sleep(0.01)
        target, button = found
        if button.data is None:
            raise AssertionError(f"{button} opens an address, it sends nothing")
        return self._tap(target, button)

    async def send_data(self, data: str, message: Message) -> Tap:
        """Send callback data of one's own making, as a tampered client can."""
        return self._tap(message, Button("(made up)", data))

    def _tap(self, target: Message, button: Button) -> Tap:
        query = self._world.new_query()
        gone: Json = {"chat": target.chat.wire(), "message_id": target.message_id, "date": 0}
        self._world.queue.add(
            "callback_query",
            {
                "id": query.query_id,
                "from": self.account,
                "message": gone if target.deleted else target.wire(),
                "chat_instance": str(target.chat.id),
                "data": button.data,
            },
        )
        return Tap(query, target, button)

    async def photo(
        self, caption: str | None = None, content: bytes = b"\xff\xd8\xff\xe0 a picture"
    ) -> Message:
        stored = self._world.store_file("photos", "photo.jpg", content)
        sizes = [
            {
                "file_id": stored.file_id,
                "file_unique_id": f"{stored.file_id}{width}",
                "width": width,
                "height": width,
            }
            for width in (90, 800)
        ]
        return self._media("photo", sizes, caption)

    async def voice(self, duration: int = 7, caption: str | None = None, content: bytes = b"OggS") -> Message:
        stored = self._world.store_file("voice", "voice.ogg", content)
        return self._media(
            "voice", file_fields(stored.file_id, duration=duration, mime_type="audio/ogg"), caption
        )

    async def video(self, caption: str | None = None) -> Message:
        stored = self._world.store_file("videos", "video.mp4", b"\x00\x00\x00\x18ftypmp42")
        return self._media("video", file_fields(stored.file_id, width=640, height=480, duration=3), caption)

    async def sticker(self, emoji: str = "🙂") -> Message:
        stored = self._world.store_file("stickers", "sticker.webp", b"RIFF")
        shape: Json = {
            "type": "regular",
            "is_animated": False,
            "is_video": False,
            "width": 512,
            "height": 512,
        }
        return self._media("sticker", {**file_fields(stored.file_id), **shape, "emoji": emoji}, None)

    async def location(self, lat: float, lon: float) -> Message:
        return self._media("location", {"latitude": lat, "longitude": lon}, None)

    async def contact(self, phone: str) -> Message:
        card = {"phone_number": phone, "first_name": self.account["first_name"], "user_id": self.id}
        return self._media("contact", card, None)

    async def document(self, name: str, content: bytes, caption: str | None = None) -> Message:
        stored = self._world.store_file("documents", name, content)
        fields = file_fields(stored.file_id, file_name=name, file_size=len(content))
        return self._media("document", fields, caption)

    async def block(self) -> None:
        """Stop the bot: it is told, and whatever it sends from now on is refused with 403."""
        self.chat.blocked = True
        self._membership("member", "kicked")

    async def unblock(self) -> None:
        self.chat.blocked = False
        self._membership("kicked", "member")

    async def deactivate(self) -> None:
        """Delete the account; the bot learns it only by trying."""
        self.chat.deactivated = True

    def _membership(self, before: str, after: str) -> None:
        def member(status: str) -> Json:
            until: Json = {"until_date": 0} if status == "kicked" else {}
            return {"user": self._world.bot, "status": status, **until}

        self._world.queue.add(
            "my_chat_member",
            {
                "chat": self.chat.wire(),
                "from": self.account,
                "date": int(time()),
                "old_chat_member": member(before),
                "new_chat_member": member(after),
            },
        )

    def _media(self, kind: str, content: object, caption: str | None) -> Message:
        plain = Plain(caption or "")
        message = self._world.new_message(self.chat, self.account, plain, plain.text, kind, {kind: content})
        self._world.queue.add("message", message.wire())
        return message

    def _say(self, chat: Chat, text: str, reply_to: Message | None) -> Message:
        plain = Plain(text, command_entity(text))
        message = self._world.new_message(chat, self.account, plain, text, "text", {})
        message.reply_to = None if reply_to is None else reply_to.message_id
        self._world.queue.add("message", message.wire())
        return message


def command_entity(text: str) -> tuple[Json, ...]:
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    if not (text.startswith("/") and len(word) > 1):
        return ()
    return ({"type": "bot_command", "offset": 0, "length": utf16_length(word)},)


def file_fields(file_id: str, **more: object) -> Json:
    return {"file_id": file_id, "file_unique_id": file_id.lower(), **more}


def find_button(chat: Chat, wanted: str, message: Message | None) -> tuple[Message, Button] | None:
    if message is not None:
        found = pick(message.buttons + message.past_buttons, wanted)
        return None if found is None else (message, found)
    for candidate in reversed(chat.messages):
        if (found := pick(candidate.buttons, wanted)) is not None:
            return candidate, found
    return None


def pick(buttons: list[Button], wanted: str) -> Button | None:
    """An exact label or data first; then one that goes on after a separator."""
    for button in buttons:
        if wanted in (button.text, button.data):
            return button
    for button in buttons:
        for text in (button.text, button.data or ""):
            if text.startswith(wanted) and not text[len(wanted)].isalnum():
                return button
    return None


def open_group(world: World, maker: Json) -> Chat:
    """The one group that people share unless they name another; the bot is told that it was added."""
    group = next((chat for chat in world.chats.values() if chat.kind != "private"), None)
    return group or new_group(world, maker, -1001, "Running friends")


def new_group(world: World, maker: Json, group_id: int, title: str) -> Chat:
    group = Chat(group_id, "supergroup" if group_id < -1000 else "group", {"title": title})
    world.chats[group_id] = group
    world.queue.add(
        "my_chat_member",
        {
            "chat": group.wire(),
            "from": maker,
            "date": int(time()),
            "old_chat_member": {"user": world.bot, "status": "left"},
            "new_chat_member": {"user": world.bot, "status": "member"},
        },
    )
    return group
