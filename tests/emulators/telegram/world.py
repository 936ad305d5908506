"""The one bot, its chats, its files and its queue: what methods and people both act on."""

import itertools
from dataclasses import dataclass, field
from time import time

from tests.emulators.telegram.chats import Chat, Message, Seen
from tests.emulators.telegram.errors import ApiError, bad_request, forbidden
from tests.emulators.telegram.markup import Plain
from tests.emulators.telegram.updates import UpdateQueue
from tests.emulators.wire import Json


@dataclass(frozen=True, slots=True)
class StoredFile:
    file_id: str
    path: str
    content: bytes


@dataclass(slots=True, eq=False)
class Query:
    """One tap on an inline button, and how the bot answered it."""

    query_id: str
    asked_at: float
    answers: list[Json] = field(default_factory=list)


class World:
    """The state behind the API. Numbers only grow, so nothing is ever mistaken for an older thing."""

    def __init__(self, username: str) -> None:
        self.bot: Json = {
            "id": 7_000_001,
            "is_bot": True,
            "first_name": "Avatar",
            "username": username,
        }
        self.queue = UpdateQueue()
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.queries: dict[str, Query] = {}
        self.commands: dict[str, list[Json]] = {}
        self.query_lives_s = 60.0
        self._numbers = itertools.count(1)
        self._message_ids = itertools.count(101)

    def number(self) -> int:
        return next(self._numbers)

    def chat_for_sending(self, chat_id: object) -> Chat:
        """The chat, if the bot may write there; otherwise the refusal that the Bot API gives."""
        chat = self.chat(chat_id)
        if chat.migrated_to is not None:
            raise moved(chat)
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.bot_is_member:
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        return chat

    def chat(self, chat_id: object) -> Chat:
        try:
            return self.chats[int(str(chat_id))]
        except (KeyError, ValueError):
            raise bad_request("chat not found") from None

    def new_message(
        self, chat: Chat, sender: Json, plain: Plain, source: str, kind: str, content: Json
    ) -> Message:
        message = Message(next(self._message_ids), chat, sender, plain, source, kind, content)
        chat.history.append(message)
        return message

    def show(self, what: str, message: Message) -> None:
        """Let the person (and the test behind him) see what the bot did."""
        match what:
            case "sent" | "edited" | "deleted":
                message.chat.feed.add(Seen(what, message, message.text))
            case _:
                raise ValueError(what)

    def store_file(self, folder: str, name: str, content: bytes) -> StoredFile:
        number = self.number()
        stored = StoredFile(f"FILE{number:06d}", f"{folder}/file_{number}_{name}", content)
        self.files[stored.file_id] = stored
        return stored

    def new_query(self) -> Query:
        query = Query(f"9{self.number():017d}", time())
        self.queries[query.query_id] = query
        return query


def moved(chat: Chat) -> ApiError:
    """The refusal for a group that has another id now."""
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, words, {"migrate_to_chat_id": chat.migrated_to})
