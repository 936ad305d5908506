"""What one person alone is shown: a form, private words, the app's home. Nothing here stops an act."""

from __future__ import annotations

import logging

from adapters.slack.blocks import Block
from adapters.slack.calls import Calls
from adapters.slack.modals import loading_view
from adapters.slack.payload import words
from adapters.slack.words import escape, fit
from bot.core.errors import ChannelError

LOG = logging.getLogger("handrail.slack.desk")

WORDS = 3_000


class Desk:
    """Best effort throughout: a failure is logged and forgotten."""

    def __init__(self, calls: Calls, channel: str, timeout_s: float) -> None:
        self._calls = calls
        self._channel = channel
        self._timeout = timeout_s

    async def open(self, trigger: str) -> str:
        """Use up the trigger while it lives; the id of the loading view, empty if it did not open."""
        try:
            answer = await self._calls.run(
                "views.open",
                lambda web: web.views_open(trigger_id=trigger, view=loading_view()),
                self._timeout,
            )
        except ChannelError as error:
            LOG.warning("a form did not open: %s", error)
            return ""
        return words(answer, "view", "id")

    async def turn(self, view_id: str, view: Block) -> bool:
        """Put `view` in the place of an open one. False if it is not shown: closed, or Slack failed."""
        try:
            await self._calls.run(
                "views.update", lambda web: web.views_update(view_id=view_id, view=view), self._timeout
            )
        except ChannelError as error:
            LOG.warning("view %s was not changed: %s", view_id, error)
            return False
        return True

    async def publish(self, user: str, view: Block) -> None:
        """Show `view` as the app's home to one person."""
        try:
            await self._calls.run(
                "views.publish", lambda web: web.views_publish(user_id=user, view=view), self._timeout
            )
        except ChannelError as error:
            LOG.warning("user %s was not shown the home: %s", user, error)

    async def whisper(self, user: str, text: str, channel: str = "") -> None:
        """Words for one person alone, in `channel` or else in the escalation channel."""
        try:
            await self._calls.run(
                "chat.postEphemeral",
                lambda web: web.chat_postEphemeral(
                    channel=channel or self._channel, user=user, text=fit(text, WORDS, escape)
                ),
                self._timeout,
            )
        except ChannelError as error:
            LOG.warning("user %s was not told: %s", user, error)
