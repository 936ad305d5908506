"""A client who lives in Slack: writes to the app directly, presses the buttons under its lines, reads its answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter

from tests.blackbox.practice import SAYS_S, Practice, eventually
from tests.emulators.slack import Coach, Delivery, Message

Wanted = str | Callable[[Message], bool]


class SlackClient:
    """One member of the workspace as a client. `heard` is what the app has written, oldest first."""

    def __init__(self, practice: Practice, user: str, name: str) -> None:
        self.practice = practice
        self.person: Coach = practice.slack.user(user, name)
        self.name = name
        self._read = 0

    @property
    def heard(self) -> list[Message]:
        return [message for message in self.person.dms.messages if message.user != self.person.id]

    async def say(self, text: str) -> Delivery:
        return await self.person.dm(text)

    async def expect(self, wanted: Wanted, timeout: float = 2 * SAYS_S) -> Message:
        """The next message of the app that fits, after the last one expected."""

        def found() -> Message | None:
            for place, message in enumerate(self.heard[self._read :], self._read + 1):
                fits = wanted(message) if callable(wanted) else wanted in message.now.everything
                if fits:
                    self._read = place
                    return message
            return None

        said = [message.text for message in self.heard]
        return await eventually(found, timeout, f"{wanted!r}; {self.name} has read {said}, {self._read}")

    async def tap(self, data: str, message: Message | None = None, timeout: float = 2 * SAYS_S) -> Delivery:
        """Press the newest button whose data begins so."""
        ends_at = perf_counter() + timeout
        while True:
            for shown in [message] if message is not None else reversed(self.heard):
                for action in shown.actions:
                    if action.startswith(data):
                        return await self.person.press(action, shown)
            assert perf_counter() < ends_at, f"no button {data!r}: {[m.text for m in self.heard]}"
            await asyncio.sleep(0.02)

    async def answers(self, since: int, count: int, quiet_s: float = 1.5) -> list[Message]:
        """Exactly `count` messages after the first `since`, and then quiet."""
        await eventually(lambda: len(self.heard) >= since + count, 2 * SAYS_S, f"{count} answers")
        await asyncio.sleep(quiet_s)
        new = self.heard[since:]
        assert len(new) == count, [message.text for message in new]
        return new

    async def invited(self, **given: str) -> str:
        """Invited from the terminal with everything settled that can be; the code."""
        settled = {"timezone": "Europe/Lisbon", "time": "00:00", "days": "daily", "language": "en"} | given
        options = [word for key, value in settled.items() for word in (f"--{key}", value)]
        return str((await self.practice.handrail("invite", "--name", self.name, *options))["code"])

    async def come_in(self, code: str) -> None:
        """Follow the invite, say yes and skip."""
        await self.say(f"start {code}")
        await self.tap("consent.yes")
        for question in ("phone", "emergency"):
            asked = await self.expect(question)
            await self.tap("q.skip", asked)
        await self.expect("ou are set")
