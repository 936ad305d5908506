"""Brings envelopes to the app and waits for its acknowledgement; events are brought again, clicks are not."""

import asyncio
import uuid
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter
from typing import Literal, Protocol

from tests.emulators.wire import Json

Kind = Literal["interactive", "events_api", "slash_commands"]


@dataclass(slots=True, eq=False)
class Envelope:
    """One thing told to the app. `acked_at` and `ack_payload` fill when it acknowledges, however late."""

    kind: Kind
    payload: Json
    envelope_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    created_at: float = field(default_factory=perf_counter)
    attempts: int = 0
    acked_at: float | None = None
    ack_payload: Json | None = None
    ack_count: int = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def acked(self) -> bool:
        return self.acked_at is not None

    @property
    def seconds(self) -> float | None:
        """From the click to the acknowledgement."""
        return None if self.acked_at is None else self.acked_at - self.created_at

    def acknowledge(self, payload: Json | None) -> None:
        self.ack_count += 1
        if self.acked_at is None:
            self.acked_at = perf_counter()
            self.ack_payload = payload
            self.arrived.set()

    def wire(self) -> Json:
        answer: Json = {
            "envelope_id": self.envelope_id,
            "type": self.kind,
            "payload": self.payload,
            "accepts_response_payload": self.kind != "events_api",
        }
        if self.kind == "events_api":
            answer["retry_attempt"] = self.attempts - 1
            answer["retry_reason"] = "timeout" if self.attempts > 1 else ""
        return answer


class Door(Protocol):
    """A way to the app: the sockets, or its HTTP endpoint."""

    async def offer(self, envelope: Envelope) -> bool:
        """Whether there was anybody to give it to; the acknowledgement comes on the envelope."""
        ...

    async def ready(self, timeout: float) -> bool:
        """Wait until there is somebody to give it to; False if nobody came in time."""
        ...


class Courier:
    """Slack's side of the promise: three seconds to acknowledge, events again and again, a click never."""

    def __init__(self, spawn: Callable[[Coroutine[object, object, None]], object], door: Door) -> None:
        self.door = door
        self.ack_within_s = 3.0
        self.redeliver_after_s: tuple[float, ...] = (0.2, 1.0, 3.0)
        self.give_up_after_s = 300.0
        self.twice = False  # every event, and every click in a direct conversation, comes a second time
        self.envelopes: list[Envelope] = []
        self._spawn = spawn

    async def bring(self, kind: Kind, payload: Json) -> Envelope:
        """Tell the app, and wait for its acknowledgement as long as Slack would; the rest goes on behind."""
        envelope = Envelope(kind, payload)
        self.envelopes.append(envelope)
        if self.twice and (kind == "events_api" or in_private(payload)):
            double = Envelope(kind, payload)
            await asyncio.gather(self._attempt(envelope), self._attempt(double))
        else:
            await self._attempt(envelope)
        if kind == "events_api" and not envelope.acked:
            self._spawn(self._again(envelope))
        return envelope

    async def _attempt(self, envelope: Envelope) -> None:
        envelope.attempts += 1
        if await self.door.offer(envelope):
            with suppress(TimeoutError):
                await asyncio.wait_for(envelope.arrived.wait(), self.ack_within_s)

    async def _again(self, envelope: Envelope) -> None:
        for delay in self.redeliver_after_s:
            await asyncio.sleep(delay)
            # Slack's last try comes after minutes; with shortened delays an app that is starting again would
            # miss all of them, so a try waits for the app to be there.
            if envelope.acked or not await self.door.ready(self.give_up_after_s):
                return
            await self._attempt(envelope)
            if envelope.acked:
                return


def in_private(payload: Json) -> bool:
    return str(payload.get("channel", {}).get("id", "")).startswith("D")
