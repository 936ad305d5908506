"""The answers a script may give, and what a request must hold to get one."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.emulators.wire import Json


@dataclass(frozen=True, slots=True)
class ToolUse:
    """The model calls this tool with this input."""

    name: str
    input: Json


@dataclass(frozen=True, slots=True)
class Words:
    """The model answers in words."""

    text: str


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer given byte for byte in its meaning: any status, any body."""

    body: object
    status: int = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """One or several blocks with an explicit stop reason, such as max_tokens for a cut answer."""

    blocks: tuple[ToolUse | Words, ...]
    stop_reason: str


Reply = ToolUse | Words | Raw | Answer
Script = Callable[[Json], Reply | Awaitable[Reply]]
ROLES = ("user", "assistant")


class Invalid(Exception):
    """400 invalid_request_error with these words."""


def check_request(body: Json) -> None:
    """The rules of the Messages API that a caller is likely to break."""
    for name in ("model", "max_tokens", "messages"):
        if name not in body:
            raise Invalid(f"{name}: Field required")
    if not isinstance(body["max_tokens"], int) or body["max_tokens"] < 1:
        raise Invalid("max_tokens: Input should be greater than or equal to 1")
    messages = body["messages"]
    if not isinstance(messages, list) or not messages:
        raise Invalid("messages: at least one message is required")
    for index, message in enumerate(messages):
        if message.get("role") not in ROLES:
            raise Invalid(f"messages.{index}.role: Input should be 'user' or 'assistant'")
        if not message.get("content"):
            raise Invalid(f"messages.{index}: all messages must have non-empty content")
    if messages[0]["role"] != "user":
        raise Invalid("messages: first message must use the user role")
    tools = {tool.get("name"): tool for tool in body.get("tools", [])}
    for name, tool in tools.items():
        if "type" not in tool and tool.get("input_schema", {}).get("type") != "object":
            raise Invalid(f"tools.{name}.input_schema.type: Field required")
    choice = body.get("tool_choice") or {}
    if choice and not tools:
        raise Invalid("tool_choice: may only be specified while providing tools")
    if choice.get("type") == "tool" and choice.get("name") not in tools:
        raise Invalid(f"tool_choice: tool {choice.get('name')!r} not found in provided tools")


def content_of(reply: ToolUse | Words | Answer, number: int) -> tuple[list[Json], str]:
    """The blocks as they go on the wire, and why the model stopped."""
    blocks = reply.blocks if isinstance(reply, Answer) else (reply,)
    content: list[Json] = []
    for index, block in enumerate(blocks):
        match block:
            case ToolUse(name, given):
                tool_id = f"toolu_{number:06d}{index:02d}"
                content.append({"type": "tool_use", "id": tool_id, "name": name, "input": given})
            case Words(text):
                content.append({"type": "text", "text": text})
    if isinstance(reply, Answer):
        return content, reply.stop_reason
    return content, "tool_use" if isinstance(reply, ToolUse) else "end_turn"
