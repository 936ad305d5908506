"""The HTTP and websocket face of Slack: tokens, methods, sockets, response addresses, uploads."""

from time import perf_counter

from aiohttp import web

from tests.emulators.faults import Refusal, Status, TooMany
from tests.emulators.server import Call, Emulator
from tests.emulators.slack import files, methods, views
from tests.emulators.slack.channels import Channel, Message
from tests.emulators.slack.coach import Coach
from tests.emulators.slack.control import obey
from tests.emulators.slack.delivery import Courier, Envelope
from tests.emulators.slack.errors import SlackError
from tests.emulators.slack.events import message_event, subscription_of
from tests.emulators.slack.http_door import HttpDoor, sign
from tests.emulators.slack.identity import BOT_USER
from tests.emulators.slack.interaction import show_answer
from tests.emulators.slack.people import Account, View
from tests.emulators.slack.sockets import Sockets
from tests.emulators.slack.workspace import Workspace
from tests.emulators.wire import Json, Unreadable, read_body

BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "xoxb-emulated-bot", "xapp-1-emulated-app", "emulated-signing-secret"
METHODS = methods.METHODS | views.METHODS | files.METHODS
# Any one of these opens what the left one names.
ALSO_OPENED_BY = {
    "channels:history": ("groups:history", "im:history"),
    "channels:read": ("groups:read", "im:read"),
}


class SlackEmulator(Emulator):
    """`async with SlackEmulator() as slack:` serves one workspace at slack.base_url + /api/."""

    def __init__(
        self,
        port: int = 0,
        bot_token: str = BOT_TOKEN,
        app_token: str = APP_TOKEN,
        signing_secret: str = SIGNING_SECRET,
    ) -> None:
        super().__init__(port)
        self.bot_token = bot_token
        self.app_token = app_token
        self.signing_secret = signing_secret
        self.sockets = Sockets(self.faults)
        self.courier = Courier(self.spawn, self.sockets)
        self.workspace = Workspace(self.courier, self.spawn)
        self.coaches: dict[str, Coach] = {}
        self.escalations = self.channel("C1", "escalations")

    @property
    def api_url(self) -> str:
        return f"{self.base_url}/api/"

    @property
    def envelopes(self) -> list[Envelope]:
        """Everything the app was told, with its acknowledgements."""
        return self.courier.envelopes

    @property
    def views(self) -> list[View]:
        return list(self.workspace.views.values())

    @property
    def ephemerals(self) -> list[Message]:
        """What was shown to one person only, of everybody, oldest first."""
        shown = [message for coach in self.coaches.values() for message in coach.ephemerals]
        return sorted(shown, key=lambda message: float(message.ts))

    def user(self, user_id: str, name: str = "Ana", timezone: str = "Europe/Berlin") -> Coach:
        """The person with this id, made on first call, in every channel there is."""
        if user_id not in self.coaches:
            account = Account(user_id, name, timezone, f"{name.lower()}@practice.example")
            self.workspace.accounts[user_id] = account
            self.coaches[user_id] = Coach(self.workspace, account)
            for channel in self.workspace.channels.values():
                if channel.kind != "im":
                    channel.members.append(user_id)
        return self.coaches[user_id]

    def channel(self, channel_id: str, name: str = "") -> Channel:
        """The channel with this id, made on first call with the app and everybody in it."""
        channels = self.workspace.channels
        if channel_id not in channels:
            kind = {"G": "group", "D": "im"}.get(channel_id[:1], "channel")
            made = Channel(channel_id, name or channel_id.lower(), kind)  # type: ignore[arg-type]
            made.members = [BOT_USER, *self.workspace.accounts]
            channels[channel_id] = made
        return channels[channel_id]

    def deliver_over_http(self, url: str) -> None:
        """Send events, clicks and commands to this address, signed, instead of through sockets."""
        self.courier.door = HttpDoor(url, self.signing_secret, self.courier.ack_within_s)

    def sign(self, body: bytes | str, timestamp: int | None = None) -> dict[str, str]:
        """The headers with which Slack proves that a request is its own."""
        return sign(self.signing_secret, body, timestamp)

    async def redeliver(self, message: Message) -> Envelope | None:
        """Tell the app once more about a message it was told of, under the same event id."""
        for told in self.envelopes:
            event = told.payload.get("event", {})
            if event.get("ts") == message.ts and "subtype" not in event:
                return await self.courier.bring("events_api", told.payload)
        return await self.workspace.tell_event(subscription_of(message.channel), message_event(message))

    async def disconnect(self, reason: str = "refresh_requested", close_after_s: float = 0.5) -> None:
        """Ask every socket to go away and close it, as Slack does every few hours."""
        await self.sockets.disconnect(reason, close_after_s)

    async def start(self) -> None:
        await super().start()
        self.workspace.public_url = self.base_url

    async def stop(self) -> None:
        self.sockets.drop()
        await super().stop()

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_route("*", "/api/{method}", self._method)
        router.add_get("/socket", self.sockets.serve)
        router.add_post("/response/{key}", self._response)
        router.add_post("/upload/{file_id}", self._upload)
        router.add_get("/files-pri/T1-{file_id}/{rest:.+}", self._download)

    def error_response(self, method: str, fault: Status | TooMany | Refusal) -> web.Response:
        match fault:
            case TooMany(retry_after):
                return web.json_response(
                    {"ok": False, "error": "ratelimited"},
                    status=429,
                    headers={"Retry-After": str(retry_after)},
                )
            case Refusal(word):
                return web.json_response({"ok": False, "error": word})
            case Status(code):
                return web.json_response({"ok": False, "error": "internal_error"}, status=code)

    async def _method(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        try:
            body = await read_body(request, methods.JSON_FIELDS)
        except Unreadable as error:
            return web.json_response({"ok": False, "error": str(error)})
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or str(
            body.fields.pop("token", "")
        )
        channel = body.fields.get("channel") or body.fields.get("channel_id")
        call = Call(name, body.fields, token, None if channel is None else str(channel), body.files)

        async def work() -> web.StreamResponse:
            try:
                result = self._run(name, token, body.fields)
            except SlackError as error:
                return web.json_response({"ok": False, "error": error.word, **error.details})
            scopes = {"x-oauth-scopes": ",".join(self.workspace.scopes)}
            return web.json_response({"ok": True, **result}, headers=scopes)

        return await self.answer(request, call, work)

    def _run(self, name: str, token: str, body: Json) -> Json:
        if not token:
            raise SlackError("not_authed")
        if token not in (self.bot_token, self.app_token):
            raise SlackError("invalid_auth")
        if (name == "apps.connections.open") != (token == self.app_token):
            raise SlackError("not_allowed_token_type")
        if name == "apps.connections.open":
            ticket = self.sockets.new_ticket()
            return {"url": f"{self.base_url.replace('http', 'ws', 1)}/socket?ticket={ticket}&app_id=A1"}
        if name not in METHODS:
            raise SlackError("unknown_method", req_method=name)
        run, scope = METHODS[name]
        if scope and not {scope, *ALSO_OPENED_BY.get(scope, ())} & set(self.workspace.scopes):
            provided = ",".join(self.workspace.scopes)
            raise SlackError("missing_scope", needed=scope, provided=provided)
        return run(self.workspace, body)

    async def _response(self, request: web.Request) -> web.StreamResponse:
        body: Json = await request.json()
        known = self.workspace.response_urls.get(request.match_info["key"])
        call = Call("response_url", body, "", None if known is None else known.channel.id)

        async def work() -> web.StreamResponse:
            if known is None or perf_counter() > known.ends_at:
                return web.Response(status=404, text="expired_url")
            if known.uses_left == 0:
                return web.Response(status=404, text="used_url")
            known.uses_left -= 1
            original = known.message
            account = self.workspace.accounts[known.user]
            try:
                if original is not None and body.get("delete_original"):
                    original.deleted = True
                    original.channel.show("deleted", original)
                elif original is not None and body.get("replace_original"):
                    original.edits.append(original.now)
                    original.now = methods.content_of(body, original.now)
                    original.channel.show("updated", original)
                else:
                    show_answer(self.workspace, account, known.channel, body)
            except SlackError as error:
                return web.Response(status=400, text=error.word)
            return web.Response(text="ok")

        return await self.answer(request, call, work)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        file = self.workspace.files.get(request.match_info["file_id"])
        content = await request.read()
        call = Call("upload", {"file": request.match_info["file_id"], "size": len(content)}, "")

        async def work() -> web.StreamResponse:
            if file is None:
                return web.Response(status=404)
            file["content"] = content
            return web.Response(text=f"OK - {len(content)}")

        return await self.answer(request, call, work)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """A file's bytes for who may read it; everybody else is sent to sign in, as a browser would be."""
        file = self.workspace.files.get(request.match_info["file_id"])
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        call = Call("file", {"file": request.match_info["file_id"]}, token)

        async def work() -> web.StreamResponse:
            if token != self.bot_token or "files:read" not in self.workspace.scopes:
                return web.Response(text="<html>Sign in to Practice</html>", content_type="text/html")
            if file is None or file.get("deleted") or file["content"] is None:
                return web.Response(status=404)
            return web.Response(body=file["content"], content_type=file.get("mimetype") or "text/plain")

        return await self.answer(request, call, work)

    async def control(self, noun: str, name: str, verb: str, args: Json) -> object:
        return await obey(self, noun, name, verb, args)
