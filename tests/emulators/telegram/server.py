"""The HTTP face of the Bot API: token, method, faults, files, and orders from outside."""

import re
from collections.abc import Sequence

from aiohttp import web

from tests.emulators.faults import Refusal, Status, TooMany
from tests.emulators.server import Call, Emulator
from tests.emulators.telegram.chats import Chat, Message
from tests.emulators.telegram.errors import ApiError
from tests.emulators.telegram.markup import Plain
from tests.emulators.telegram.methods import BY_LOWER_NAME, JSON_FIELDS
from tests.emulators.telegram.person import Person, Tap, new_group
from tests.emulators.telegram.updates import CONFLICT
from tests.emulators.telegram.world import World
from tests.emulators.wire import Body, Json, Unreadable, read_body

DEFAULT_TOKEN = "7000001:AAHemulatedtelegrambottoken000000000"
TOKEN_SHAPE = re.compile(r"\d+:[A-Za-z0-9_-]{10,}")
ORDERS = frozenset(
    [
        "send",
        "start",
        "in_group",
        "edit",
        "tap",
        "photo",
        "voice",
        "video",
        "sticker",
        "location",
        "contact",
        "document",
        "block",
        "unblock",
        "deactivate",
        "expect",
        "silence",
    ]
)


class TelegramEmulator(Emulator):
    """`async with TelegramEmulator() as tg:` serves one bot at tg.base_url; people come from tg.user(...)."""

    def __init__(
        self, port: int = 0, token: str = DEFAULT_TOKEN, username: str = "handrail_test_bot"
    ) -> None:
        super().__init__(port)
        self.token = token
        self.world = World(username)
        self.people: dict[int, Person] = {}

    @property
    def duplicate_updates(self) -> bool:
        """Whether each update comes once more, under the same id, after it was confirmed."""
        return self.world.queue.duplicate_updates

    @duplicate_updates.setter
    def duplicate_updates(self, value: bool) -> None:
        self.world.queue.duplicate_updates = value

    @property
    def unconfirmed(self) -> list[Json]:
        """The updates that the bot has not confirmed yet."""
        return [entry.update for entry in self.world.queue.pending]

    @property
    def commands(self) -> list[str]:
        """The names in the commands menu, of the default scope and language."""
        menu = self.world.commands.get('{"type": "default"}', [])
        return [str(command["command"]) for command in menu]

    def user(self, person_id: int, first_name: str = "Maria", language_code: str = "en") -> Person:
        """The person with this id, made on first call; the bot may write to him at once."""
        if person_id not in self.people:
            self.people[person_id] = Person(self.world, person_id, first_name, language_code)
        return self.people[person_id]

    def group(self, group_id: int, title: str, maker: Person) -> Chat:
        """A new group with the bot in it."""
        return new_group(self.world, maker.account, group_id, title)

    def migrate(self, group: Chat) -> Chat:
        """Make a group a supergroup under another id, as when its settings change; the bot hears of it twice."""
        title = str(group.title.get("title", ""))
        bigger = Chat(group.id - 1_000_000_000_000, "supergroup", {"title": title})
        self.world.chats[bigger.id] = bigger
        group.migrated_to = bigger.id
        admin: Json = {"id": 555000, "is_bot": False, "first_name": "Admin"}
        for chat, content in (
            (group, {"migrate_to_chat_id": bigger.id}),
            (bigger, {"migrate_from_chat_id": group.id}),
        ):
            told = self.world.new_message(chat, admin, Plain(""), "", "migration", content)
            self.world.queue.add("message", told.wire())
        return bigger

    async def start(self) -> None:
        await super().start()
        self.spawn(self.world.queue.push_forever())

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_route("*", "/bot{token:[^/]+}/{method}", self._method)
        router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._file)

    def error_response(self, method: str, fault: Status | TooMany | Refusal) -> web.Response:
        if isinstance(fault, TooMany):
            words = f"Too Many Requests: retry after {fault.retry_after}"
            return refused(ApiError(429, words, {"retry_after": fault.retry_after}))
        if isinstance(fault, Refusal):
            return refused(ApiError(400, f"Bad Request: {fault.word}"))
        words = {
            401: "Unauthorized",
            403: "Forbidden: bot was blocked by the user",
            404: "Not Found",
            409: CONFLICT,
            502: "Bad Gateway",
        }.get(fault.code, "Internal Server Error" if fault.code >= 500 else "Bad Request")
        return refused(ApiError(fault.code, words))

    async def _method(self, request: web.Request) -> web.StreamResponse:
        name, run = BY_LOWER_NAME.get(
            request.match_info["method"].lower(), (request.match_info["method"], None)
        )
        try:
            body = await read_body(request, JSON_FIELDS)
        except Unreadable as error:
            return refused(ApiError(400, f"Bad Request: can't parse {error}"))
        token = request.match_info["token"]
        chat = body.fields.get("chat_id")
        call = Call(name, body.fields, token, None if chat is None else str(chat), body.files)

        async def work() -> web.StreamResponse:
            try:
                self._check_token(token)
                if name.lower() == "getupdates":
                    result: object = await self._get_updates(body)
                elif run is None:
                    raise ApiError(404, "Not Found: method not found")
                else:
                    result = run(self.world, body)
            except ApiError as error:
                return refused(error)
            return web.json_response({"ok": True, "result": result})

        return await self.answer(request, call, work)

    async def _get_updates(self, body: Body) -> Sequence[Json]:
        fields = body.fields
        return await self.world.queue.get(
            int(fields.get("offset") or 0),
            int(fields.get("limit") or 100),
            float(fields.get("timeout") or 0),
            fields.get("allowed_updates"),
        )

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"]
        call = Call("file", {"path": path}, request.match_info["token"])

        async def work() -> web.StreamResponse:
            try:
                self._check_token(call.token)
            except ApiError as error:
                return refused(error)
            for stored in self.world.files.values():
                if stored.path == path:
                    return web.Response(body=stored.content, content_type="application/octet-stream")
            return refused(ApiError(404, "Not Found"))

        return await self.answer(request, call, work)

    def _check_token(self, token: str) -> None:
        if TOKEN_SHAPE.fullmatch(token) is None:
            raise ApiError(404, "Not Found")
        if token != self.token:
            raise ApiError(401, "Unauthorized")

    async def control(self, noun: str, name: str, verb: str, args: Json) -> object:
        """person/ID/VERB, person/ID/messages, settings/updates/duplicate."""
        if (noun, name, verb) == ("settings", "updates", "duplicate"):
            self.duplicate_updates = bool(args.get("on", True))
            return self.duplicate_updates
        if noun != "person":
            raise LookupError(f"no order {noun}/{name}/{verb}")
        if verb == "create":
            return self.user(int(name), **args).account
        person = self.user(int(name))
        if verb == "messages":
            return [shown(message) for message in person.messages]
        if verb not in ORDERS:
            raise LookupError(f"a person cannot {verb}; can: {', '.join(sorted(ORDERS))}")
        if verb == "document":
            args = {**args, "content": str(args.get("content", "")).encode()}
        outcome = await getattr(person, verb)(**args)
        match outcome:
            case Message():
                return shown(outcome)
            case Tap():
                return {"query_id": outcome.query.query_id, "data": outcome.button.data}
            case _:
                return outcome


def refused(error: ApiError) -> web.Response:
    return web.json_response(error.wire(), status=error.code)


def shown(message: Message) -> Json:
    return {
        "message_id": message.message_id,
        "text": message.text,
        "kind": message.kind,
        "html": message.source,
        "buttons": [
            {"text": button.text, "data": button.data, "url": button.url} for button in message.buttons
        ],
        "edits": message.edits,
        "deleted": message.deleted,
        "reactions": message.reactions,
        "from_bot": message.from_bot,
    }
