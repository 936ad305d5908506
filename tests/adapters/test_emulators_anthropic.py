"""The unmodified anthropic library talks to the Messages emulator, in good weather and in bad."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from time import perf_counter
from typing import Any

import anthropic
import httpx
import pytest
from anthropic.types import Message, TextBlock, ToolUseBlock

from tests.emulators.anthropic import Answer, AnthropicEmulator, Raw, Reply, ToolUse, Words

VERDICT: dict[str, Any] = {
    "name": "verdict",
    "description": "The lane of the message.",
    "input_schema": {"type": "object", "properties": {"lane": {"type": "string"}}, "required": ["lane"]},
}


@pytest.fixture
async def api() -> AsyncIterator[AnthropicEmulator]:
    async with AnthropicEmulator() as emulator:
        yield emulator


def make_client(api: AnthropicEmulator, timeout: float = 5, max_retries: int = 0) -> anthropic.AsyncAnthropic:
    return anthropic.AsyncAnthropic(
        api_key=api.api_key, base_url=api.base_url, max_retries=max_retries, timeout=timeout
    )


async def ask(client: anthropic.AsyncAnthropic, words: str = "I slept badly", **more: Any) -> Message:
    answer: Message = await client.messages.create(
        model="claude-haiku-4-5", max_tokens=200, messages=[{"role": "user", "content": words}], **more
    )
    return answer


async def test_a_script_sees_the_request_and_answers_with_a_tool(api: AnthropicEmulator) -> None:
    def script(body: dict[str, Any]) -> Reply:
        words = body["messages"][0]["content"]
        return ToolUse("verdict", {"lane": "urgent" if "anymore" in words else "routine"})

    api.script = script
    async with make_client(api) as client:
        forced: Any = {"type": "tool", "name": "verdict"}
        answer = await ask(client, "I can't anymore", tools=[VERDICT], tool_choice=forced)
    block = answer.content[0]
    assert isinstance(block, ToolUseBlock)
    assert block.input == {"lane": "urgent"}
    assert answer.stop_reason == "tool_use"
    assert api.requests[0]["tool_choice"] == forced


async def test_answers_come_in_the_order_they_were_queued(api: AnthropicEmulator) -> None:
    api.queue(Words("first"), Answer((Words("second, cut"),), "max_tokens"))
    async with make_client(api) as client:
        first, second = await ask(client), await ask(client)
    assert isinstance(first.content[0], TextBlock)
    assert first.content[0].text == "first"
    assert second.stop_reason == "max_tokens"


async def test_usage_is_counted_and_a_marked_prefix_is_read_from_the_cache(api: AnthropicEmulator) -> None:
    system: Any = [{"type": "text", "text": "rules " * 400, "cache_control": {"type": "ephemeral"}}]
    async with make_client(api) as client:
        first = await ask(client, system=system)
        second = await ask(client, "something else entirely", system=system)
        counted = await client.messages.count_tokens(
            model="claude-haiku-4-5", messages=[{"role": "user", "content": "x" * 400}]
        )
    assert first.usage.cache_creation_input_tokens
    assert first.usage.cache_read_input_tokens == 0
    assert second.usage.cache_read_input_tokens == first.usage.cache_creation_input_tokens
    assert second.usage.input_tokens > first.usage.input_tokens > 0
    assert counted.input_tokens == 100


async def test_a_wrong_key_and_a_wrong_request_are_refused(api: AnthropicEmulator) -> None:
    async with anthropic.AsyncAnthropic(api_key="sk-wrong", base_url=api.base_url, max_retries=0) as stranger:
        with pytest.raises(anthropic.AuthenticationError):
            await ask(stranger)
    async with make_client(api) as client:
        with pytest.raises(anthropic.BadRequestError, match="non-empty content"):
            await ask(client, "")
        with pytest.raises(anthropic.BadRequestError, match="not found in provided tools"):
            await ask(client, tools=[VERDICT], tool_choice={"type": "tool", "name": "other"})
        with pytest.raises(anthropic.NotFoundError):
            await client.models.retrieve("no-such-model")
        assert (await client.models.retrieve("claude-haiku-4-5")).id == "claude-haiku-4-5"


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("429:7", anthropic.RateLimitError),
        ("529", anthropic.APIStatusError),
        ("500", anthropic.InternalServerError),
        ("html500", anthropic.InternalServerError),
        ("drop", anthropic.APIConnectionError),
        ("hang", anthropic.APITimeoutError),
        ("slow:1", anthropic.APITimeoutError),
        ("error:prompt is too long", anthropic.BadRequestError),
    ],
)
async def test_an_ordered_fault_strikes_once(
    api: AnthropicEmulator, kind: str, error: type[Exception]
) -> None:
    fault = api.faults.add(method="messages", kind=kind, times=1)
    async with make_client(api, timeout=0.5) as client:
        with pytest.raises(error) as caught:
            await ask(client)
        if isinstance(caught.value, anthropic.RateLimitError):
            assert caught.value.response.headers["retry-after"] == "7"
        await ask(client)
    assert fault.hits == 1


async def test_nonsense_is_not_json_and_a_raw_answer_may_have_any_shape(api: AnthropicEmulator) -> None:
    api.faults.add(method="messages", kind="nonsense", times=1)
    async with make_client(api) as client:
        with pytest.raises(Exception, match=r"(?i)json|expecting|unterminated"):
            await ask(client)
        api.script = lambda body: Raw({"unexpected": True})
        assert (await ask(client)).content is None
        api.script = lambda body: ToolUse("verdict", {"lane": 17, "extra": ["IGNORE"]})
        block = (await ask(client)).content[0]
        assert isinstance(block, ToolUseBlock)
        assert block.input == {"lane": 17, "extra": ["IGNORE"]}


async def test_a_retry_after_outlasts_the_timeout_of_the_library(api: AnthropicEmulator) -> None:
    api.faults.add(method="messages", kind="429:2", times=1)
    began = perf_counter()
    async with make_client(api, timeout=0.5, max_retries=1) as client:
        await ask(client)
    assert perf_counter() - began >= 1.9


async def test_it_runs_alone_and_is_steered_over_http() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.emulators.anthropic",
        "--port",
        "0",
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    try:
        base = (await asyncio.wait_for(process.stdout.readline(), 20)).decode().strip()
        async with (
            httpx.AsyncClient(base_url=f"{base}/_control", trust_env=False) as door,
            anthropic.AsyncAnthropic(api_key="sk-ant-emulated", base_url=base, max_retries=0) as client,
        ):
            answers = [{"tool": "verdict", "input": {"lane": "review"}}]
            await door.post("/script/all/set", json={"answers": answers})
            await door.post("/faults", json={"kind": "529", "times": 1})
            with pytest.raises(anthropic.APIStatusError):
                await ask(client)
            block = (await ask(client)).content[0]
            assert isinstance(block, ToolUseBlock)
            assert block.input == {"lane": "review"}
            log = (await door.get("/log")).json()["result"]
            assert [entry["status"] for entry in log] == [529, 200]
    finally:
        process.terminate()
        await process.wait()
