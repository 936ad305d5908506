"""The bolt app: what coaches and clients do is stored first and acknowledged then, so nothing acknowledged is lost.

It knows nothing of sockets: `handle` takes what Socket Mode brings, and `app` can stand behind HTTP as well.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Coroutine

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from adapters.slack import inbound, phone_inbound
from adapters.slack.blocks import Block
from adapters.slack.calls import QUIET, web_client
from adapters.slack.desk import Desk
from adapters.slack.home import QUESTION, home_view
from adapters.slack.modals import FORMS, MONITOR, NOTE, Incomplete, form_view, said_view
from adapters.slack.payload import words
from adapters.slack.people import People
from adapters.slack.settings import SlackSettings
from adapters.slack.turns import Turns
from adapters.slack.words import escape, fit
from bot.core.acts import ActReply
from bot.core.ports import Inbox

LOG = logging.getLogger("handrail.slack.listening")

COMMAND = "/handrail"
OURS = re.compile(r"^(page|review|draft)\.")
ANY = re.compile("")

# These two say nothing until their form is filled in; what the others say counts at once.
ASK_FIRST: dict[str, str] = {"page.note": NOTE, "page.monitor": MONITOR}
ASK_AFTER = frozenset(("page.resolve", "page.false_alarm"))
FALSE_ALARM = "false_alarm"
WORDS = 10_000
LAST_WORDS_S = 1.0  # for what a coach is told behind an acknowledgement, when we are stopped
NOT_STORED = "That was not stored. Close this and press again, or use /handrail ack."


class Listening:
    """One per workspace. What only shows something runs on behind an acknowledgement, until a moment after `stop`."""

    def __init__(
        self, inbox: Inbox, desk: Desk, turns: Turns, people: People, settings: SlackSettings
    ) -> None:
        self._inbox = inbox
        self._desk = desk
        self._turns = turns
        self._people = people
        self._channel = settings.escalation_channel
        self._behind: set[asyncio.Task[None]] = set()
        self.app = self._build(settings)

    async def handle(self, request: SocketModeRequest) -> SocketModeResponse | None:
        """The acknowledgement of what Socket Mode brought; None where it must not be acknowledged."""
        answer: BoltResponse | None = await run_async_bolt_app(self.app, request)
        if answer is None or answer.status != 200:
            return None
        if not answer.body:
            return SocketModeResponse(request.envelope_id)
        content = answer.headers.get("content-type", [""])[0]
        payload = json.loads(answer.body) if content.startswith("application/json") else {"text": answer.body}
        return SocketModeResponse(request.envelope_id, payload)

    async def stop(self) -> None:
        if self._behind:
            await asyncio.wait(set(self._behind), timeout=LAST_WORDS_S)
        for task in self._behind:
            task.cancel()
        await asyncio.gather(*self._behind, return_exceptions=True)

    def _build(self, settings: SlackSettings) -> AsyncApp:
        async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
            # bolt's own way asks Slack first; while Slack is down it would confirm clicks that nobody stored.
            return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=settings.bot_token)

        app = AsyncApp(
            name="handrail",
            logger=QUIET,
            client=web_client(None, settings.api_base_url),
            signing_secret=settings.signing_secret or None,
            authorize=authorize,
            process_before_response=True,  # an acknowledgement waits for the listener, and so for the commit
            ignoring_self_events_enabled=False,  # inbound knows whose words are whose
        )
        app.error(self._failed)
        app.action(OURS)(self._pressed)
        app.view_submission(ANY)(self._submitted)
        app.event("message")(self._spoke)
        app.command(COMMAND)(self._asked)
        app.action(ANY)(self._tapped)
        app.event("app_home_opened")(self._came)
        # Everything else is taken and ignored: unacknowledged it would come again, or look broken to a coach.
        app.event(ANY)(self._ignored)
        app.command(ANY)(self._ignored)
        app.shortcut(ANY)(self._ignored)
        app.options(ANY)(self._ignored)
        app.view_closed(ANY)(self._ignored)
        return app

    async def _pressed(self, ack: AsyncAck, body: dict[str, object]) -> None:
        act = inbound.press(body)
        if act is None:
            await ack()
            return
        action = inbound.action_of(body)
        opening: asyncio.Task[str] | None = None
        if action in ASK_FIRST or action in ASK_AFTER:
            opening = asyncio.create_task(self._desk.open(words(body, "trigger_id")))
        if action in ASK_FIRST:
            reply = ActReply(modal=ASK_FIRST[action], escalation=inbound.escalation_of(body))
        else:
            try:
                reply = await self._inbox.act(act)
            except Exception:
                if opening is not None:
                    self._later(self._close(opening))
                raise
        await ack()
        self._later(self._show(act.user, body, opening, reply))

    async def _submitted(self, ack: AsyncAck, body: dict[str, object]) -> None:
        act = inbound.submission(body)
        if isinstance(act, Incomplete):
            await ack(response_action="errors", errors={act.input: act.complaint})
            return
        if act is not None:
            reply = await self._inbox.act(act)
            if reply.text:
                self._later(self._desk.whisper(act.user, reply.text))
        await ack()

    async def _spoke(self, body: dict[str, object]) -> None:
        if phone_inbound.is_direct(body):
            update = phone_inbound.update_of(body)
            if update is not None:
                await self._turns.hand_over(self._people.signed(update))
            return
        act = inbound.thread_words(body, self._channel)
        if act is not None:
            reply = await self._inbox.act(act)
            if reply.text:
                self._later(self._desk.whisper(act.user, reply.text))

    async def _asked(self, ack: AsyncAck, body: dict[str, object]) -> None:
        text = await self._inbox.ask(words(body, "user_id"), inbound.VIA, words(body, "text").strip())
        await ack(fit(text, WORDS, escape))

    async def _tapped(self, ack: AsyncAck, body: dict[str, object]) -> None:
        """A client's button; any other that is not ours is taken and ignored."""
        tap = phone_inbound.tap_of(body)
        if tap is not None:
            await self._turns.hand_over(self._people.signed(tap))
        await ack()

    async def _came(self, body: dict[str, object]) -> None:
        """Somebody looks at the app, perhaps to write for the first time: by then we know the language."""
        user = words(body, "event", "user")
        self._people.who(user)
        if user and words(body, "event", "tab") != "messages":
            self._later(self._show_home(user))

    async def _ignored(self, ack: AsyncAck) -> None:
        await ack()

    async def _failed(self, error: Exception, body: dict[str, object]) -> None:
        """Nothing was stored, so nothing is acknowledged: an event comes again, a click shows a warning."""
        name = words(body, "event_id") or inbound.action_of(body) or words(body, "type")
        LOG.error("%s of user %s was not stored: %s", name, _user(body), type(error).__name__)

    async def _show(
        self, user: str, body: dict[str, object], opening: asyncio.Task[str] | None, reply: ActReply
    ) -> None:
        channel = words(body, "channel", "id")
        view_id = await opening if opening is not None else ""
        if view_id:
            await self._desk.turn(view_id, _view(body, reply))
        elif opening is not None and reply.modal and not reply.text:
            await self._desk.whisper(user, "The form did not open; press the button again.", channel)
        if reply.text:
            await self._desk.whisper(user, reply.text, channel)

    async def _show_home(self, user: str) -> None:
        try:
            text = await self._inbox.ask(user, inbound.VIA, QUESTION)
        except Exception as error:
            LOG.error("the home of user %s could not be read: %s", user, type(error).__name__)
            return
        await self._desk.publish(user, home_view(text))

    async def _close(self, opening: asyncio.Task[str]) -> None:
        if view_id := await opening:
            await self._desk.turn(view_id, said_view(NOT_STORED))

    def _later(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(work)
        self._behind.add(task)
        task.add_done_callback(self._behind.discard)


def _view(body: dict[str, object], reply: ActReply) -> Block:
    """What takes the place of the loading view: the form that is wanted, or why there is none."""
    if reply.modal not in FORMS:
        return said_view(reply.text or "Done.")
    chosen = FALSE_ALARM if inbound.action_of(body) == "page.false_alarm" else ""
    return form_view(reply.modal, reply.escalation or inbound.escalation_of(body), chosen)


def _user(body: dict[str, object]) -> str:
    return words(body, "user", "id") or words(body, "user_id") or words(body, "event", "user")
