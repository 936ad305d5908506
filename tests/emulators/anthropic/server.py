"""The HTTP face of the Messages API: keys, scripted answers, usage, and its own ways of failing."""

import inspect
from collections.abc import Awaitable, Callable

from aiohttp import web

from tests.emulators.anthropic.answers import (
    Answer,
    Invalid,
    Raw,
    Reply,
    Script,
    ToolUse,
    Words,
    check_request,
    content_of,
)
from tests.emulators.anthropic.tokens import PromptCache, as_blocks, tokens_in
from tests.emulators.faults import Refusal, Status, TooMany
from tests.emulators.server import Call, Emulator
from tests.emulators.wire import Json, Unreadable, read_body

API_KEY = "sk-ant-emulated"
ERROR_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    529: "overloaded_error",
}
MODELS = ("claude-sonnet-4-5", "claude-haiku-4-5", "claude-opus-4-1")


def say_ok(body: Json) -> Reply:
    return Words("OK")


class AnthropicEmulator(Emulator):
    """`async with AnthropicEmulator(script) as api:`; the script gets a request and returns the answer."""

    def __init__(self, script: Script = say_ok, port: int = 0, api_key: str = API_KEY) -> None:
        super().__init__(port)
        self.script = script
        self.api_key = api_key
        self.cache = PromptCache()
        self._answered = 0

    @property
    def requests(self) -> list[Json]:
        """The bodies of the calls for a message, oldest first."""
        return [call.body for call in self.log("messages")]

    def queue(self, *replies: Reply) -> None:
        """Give these answers one after the other; the last one stays."""
        waiting = list(replies)

        def next_in_line(body: Json) -> Reply:
            return waiting.pop(0) if len(waiting) > 1 else waiting[0]

        self.script = next_in_line

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/v1/messages", self._messages)
        router.add_post("/v1/messages/count_tokens", self._count)
        router.add_get("/v1/models", self._models)
        router.add_get("/v1/models/{model}", self._model)

    def error_response(self, method: str, fault: Status | TooMany | Refusal) -> web.Response:
        match fault:
            case TooMany(retry_after):
                return failed(
                    429, "This request would exceed your rate limit", {"retry-after": str(retry_after)}
                )
            case Refusal(word):
                return failed(400, word)
            case Status(code):
                return failed(code, "Overloaded" if code == 529 else "Something went wrong")

    async def _messages(self, request: web.Request) -> web.StreamResponse:
        return await self._handle(request, "messages", self._reply)

    async def _count(self, request: web.Request) -> web.StreamResponse:
        async def count(body: Json) -> web.Response:
            pieces = [*body.get("tools", []), *as_blocks(body.get("system"))]
            for message in body.get("messages", []):
                pieces += as_blocks(message["content"])
            return web.json_response({"input_tokens": sum(tokens_in(piece) for piece in pieces)})

        return await self._handle(request, "count_tokens", count)

    async def _models(self, request: web.Request) -> web.StreamResponse:
        async def listed(body: Json) -> web.Response:
            data = [model_card(name) for name in MODELS]
            return web.json_response(
                {"data": data, "has_more": False, "first_id": MODELS[0], "last_id": MODELS[-1]}
            )

        return await self._handle(request, "models", listed)

    async def _model(self, request: web.Request) -> web.StreamResponse:
        async def one(body: Json) -> web.Response:
            name = request.match_info["model"]
            known = name in MODELS
            return web.json_response(model_card(name)) if known else failed(404, f"model: {name}")

        return await self._handle(request, "models", one)

    async def _handle(
        self, request: web.Request, method: str, run: Callable[[Json], Awaitable[web.Response]]
    ) -> web.StreamResponse:
        try:
            body = await read_body(request, frozenset())
        except Unreadable as error:
            return failed(400, str(error))
        # The documented header is x-api-key, but version 2.11 of the library sends the key as a bearer token.
        bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
        token = request.headers.get("x-api-key") or bearer
        call = Call(method, body.fields, token)

        async def work() -> web.StreamResponse:
            if token != self.api_key:
                return failed(401, "invalid x-api-key")
            if not request.headers.get("anthropic-version"):
                return failed(400, "anthropic-version: header is required")
            return await run(body.fields)

        return await self.answer(request, call, work)

    async def _reply(self, body: Json) -> web.Response:
        try:
            check_request(body)
        except Invalid as error:
            return failed(400, str(error))
        if body.get("stream"):
            return failed(400, "stream: the emulator does not stream")
        scripted = self.script(body)
        reply = await scripted if inspect.isawaitable(scripted) else scripted
        if isinstance(reply, Raw):
            return web.json_response(reply.body, status=reply.status)
        self._answered += 1
        content, stop_reason = content_of(reply, self._answered)
        return web.json_response(
            {
                "id": f"msg_{self._answered:08d}",
                "type": "message",
                "role": "assistant",
                "model": body["model"],
                "content": content,
                "stop_reason": stop_reason,
                "stop_sequence": None,
                "usage": self.cache.count(body, content).wire(),
            },
            headers={"request-id": f"req_{self._answered:08d}"},
        )

    async def control(self, noun: str, name: str, verb: str, args: Json) -> object:
        """script/all/set with answers such as {"tool": "verdict", "input": {...}} or {"text": "..."}."""
        if (noun, verb) != ("script", "set"):
            raise LookupError(f"no order {noun}/{name}/{verb}")
        self.queue(*[reply_from(given) for given in args["answers"]])
        return len(args["answers"])


def reply_from(given: Json) -> Reply:
    match given:
        case {"tool": str(name), "input": dict(values)}:
            return ToolUse(name, values)
        case {"text": str(text), "stop_reason": str(reason)}:
            return Answer((Words(text),), reason)
        case {"text": str(text)}:
            return Words(text)
        case {"raw": body}:
            return Raw(body, int(given.get("status", 200)))
        case _:
            raise ValueError(f"not an answer: {given}")


def model_card(name: str) -> Json:
    return {"type": "model", "id": name, "display_name": name, "created_at": "2025-01-01T00:00:00Z"}


def failed(status: int, words: str, headers: dict[str, str] | None = None) -> web.Response:
    error = {"type": ERROR_TYPES.get(status, "api_error"), "message": words}
    return web.json_response({"type": "error", "error": error}, status=status, headers=headers)
