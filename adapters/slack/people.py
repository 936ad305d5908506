"""Who a person in the workspace is: name and language, learned beside the road and never waited for."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, replace

from adapters.slack.calls import Calls
from adapters.slack.payload import words
from bot.core.errors import ChannelError
from bot.core.update import Update

LOG = logging.getLogger("handrail.slack.people")

KNOWN = 5_000


@dataclass(frozen=True, slots=True)
class Who:
    """What is known of a person besides the id; empty where it is not."""

    name: str = ""
    language: str = ""


NOBODY = Who()


class People:
    """Remembers whom it has asked about; a refusal means that the person stays unknown for this time."""

    def __init__(self, calls: Calls, timeout_s: float) -> None:
        self._calls = calls
        self._timeout = timeout_s
        self._known: OrderedDict[str, Who] = OrderedDict()
        self._asking: dict[str, asyncio.Task[None]] = {}

    def who(self, user: str) -> Who:
        """What is known by now. What is not is asked for, for the next time."""
        known = self._known.get(user)
        if known is None and user and user not in self._asking:
            task = asyncio.create_task(self._ask(user))
            self._asking[user] = task
            task.add_done_callback(lambda done: self._asking.pop(user, None))
        return known or NOBODY

    def signed(self, update: Update) -> Update:
        """`update` with what is known of its sender by now."""
        who = self.who(update.sender)
        return replace(update, sender_name=who.name, language=who.language)

    async def stop(self) -> None:
        asking = list(self._asking.values())
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)

    async def _ask(self, user: str) -> None:
        try:
            answer = await self._calls.run(
                "users.info", lambda web: web.users_info(user=user, include_locale=True), self._timeout
            )
        except ChannelError as error:
            LOG.info("user %s stays unknown: %s", user, error)
            return
        name = words(answer, "user", "profile", "display_name") or words(answer, "user", "real_name")
        language = words(answer, "user", "locale").replace("_", "-").partition("-")[0].lower()
        self._known[user] = Who(name, language)
        while len(self._known) > KNOWN:
            self._known.popitem(last=False)
