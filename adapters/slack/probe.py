"""Asks Slack, without calling anybody, whether cards and pages would arrive and clicks come back.

The whole way of a page is gone once, with a message that mentions nobody and is deleted at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from adapters.slack import diagnosis
from adapters.slack.calls import Calls, Work
from adapters.slack.diagnosis import Place
from adapters.slack.payload import items, words
from adapters.slack.refusals import TOO_FAST, answer_of
from adapters.slack.replies import Refused, Reply, Said, Silent, Unclear
from adapters.slack.settings import SlackSettings
from bot.core.checks import Check, Probed
from escalation.words import Coach

CALL_S = 4.0  # for one answer; a page would have gone another way by then
AT_ONCE = 4  # coaches who are looked up side by side
PAGES = 10  # of a channel's members, each of up to LIMIT
LIMIT = 1000

SILENT_TEST = (
    "This only tests the way that pages take (`handrail doctor`). Nobody is called; it is deleted at once."
)
# Slack's and its emulators' words for a method that they do not have.
UNKNOWN = frozenset(("unknown_method", "method_not_supported", "not_implemented", "deprecated_endpoint"))


@dataclass(frozen=True, slots=True)
class Hearing:
    """How Slack's clicks and words reach us."""

    mode: Literal["socket", "http"]
    signing_secret: str = field(repr=False)
    public_url: str


async def probe(
    settings: SlackSettings, hearing: Hearing, coaches: Sequence[Coach], now: Callable[[], datetime]
) -> Probed:
    """Every check of Slack; never raises for what Slack says or does."""
    line = _Line(settings, now)
    try:
        checks = await _looked_at(line, settings, hearing, [coach for coach in coaches if coach.slack_user])
        return Probed(tuple(checks), tuple(line.clocks))
    finally:
        await line.close()


async def _looked_at(
    line: _Line, settings: SlackSettings, hearing: Hearing, coaches: Sequence[Coach]
) -> list[Check]:
    me, heard = await asyncio.gather(line.ask(lambda web: web.auth_test()), _heard(line, settings, hearing))
    bot = diagnosis.bot(me, settings.bot_token)
    if isinstance(me, Refused | Silent):
        return [bot, heard]
    channel = settings.escalation_channel
    if not channel:
        return [bot, heard, diagnosis.no_channel()]
    about = await line.ask(lambda web: web.conversations_info(channel=channel))
    place = diagnosis.place_of(about)
    name = words(me.data, "user") if isinstance(me, Said) else ""
    standing = diagnosis.channel(about, channel, name)
    (members, *people), page = await asyncio.gather(
        _people(line, channel, coaches), _silent_page(line, channel, name, place)
    )
    myself = words(me.data, "user_id") if isinstance(me, Said) else ""
    known = members if isinstance(members, frozenset) and (not myself or myself in members) else None
    found = [
        diagnosis.coach(coach, reply, known, channel)
        for coach, reply in zip(coaches, people, strict=True)
        if not isinstance(reply, frozenset)
    ]
    return [bot, heard, *diagnosis.scopes(line.scopes, place, about), standing, *found, page]


async def _heard(line: _Line, settings: SlackSettings, hearing: Hearing) -> Check:
    if hearing.mode == "http":
        return diagnosis.http_door(hearing.signing_secret, hearing.public_url)
    if not settings.app_token:
        return diagnosis.no_app_token()
    # The address that comes back is not opened: it opens nothing by itself, and expires.
    reply = await line.ask_as_app(lambda web: web.apps_connections_open(app_token=settings.app_token))
    return diagnosis.socket(reply, settings.app_token)


async def _people(line: _Line, channel: str, coaches: Sequence[Coach]) -> list[frozenset[str] | Reply]:
    """Who is in the channel, if that can be told, and behind it what Slack says of each coach."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def looked_up(coach: Coach) -> Reply:
        async with gate:
            return await line.ask(lambda web: web.users_info(user=coach.slack_user))

    return await asyncio.gather(_members(line, channel), *(looked_up(coach) for coach in coaches))


async def _members(line: _Line, channel: str) -> frozenset[str] | Reply:
    found: set[str] = set()
    cursor = ""
    for _ in range(PAGES):
        reply = await line.ask(_page_of_members(channel, cursor))
        if not isinstance(reply, Said):
            return reply
        found |= {each for each in items(reply.data, "members") if isinstance(each, str)}
        cursor = words(reply.data, "response_metadata", "next_cursor")
        if not cursor:
            return frozenset(found)
    return Unclear("the channel has very many members")


def _page_of_members(channel: str, cursor: str) -> Work:
    return lambda web: web.conversations_members(channel=channel, limit=LIMIT, cursor=cursor or None)


async def _silent_page(line: _Line, channel: str, name: str, place: Place) -> Check:
    if place in (Place.NOWHERE, Place.ARCHIVED, Place.NOT_IN):
        return diagnosis.page_not_tried()
    posted = await line.ask(
        lambda web: web.chat_postMessage(channel=channel, text=SILENT_TEST, unfurl_links=False)
    )
    if not isinstance(posted, Said):
        return diagnosis.page_refused(posted, name)
    ts = words(posted.data, "ts")
    deleted = await line.ask(
        lambda web: web.chat_delete(channel=words(posted.data, "channel") or channel, ts=ts)
    )
    return diagnosis.page_arrived(deleted)


class _Line:
    """Slack with both tokens, asked within a deadline; notes the clock of each answer and the bot's scopes."""

    def __init__(self, settings: SlackSettings, now: Callable[[], datetime]) -> None:
        self.clocks: list[timedelta] = []
        self.scopes: frozenset[str] | None = None  # None until an answer has named them
        self._now = now
        self._wait = min(CALL_S, settings.timeout_s)
        self._calls = Calls(settings.bot_token, settings.api_base_url)
        self._app_calls = Calls(settings.app_token, settings.api_base_url)

    async def ask(self, work: Work) -> Reply:
        reply, headers = await self._asked(self._calls, work)
        if (named := _header(headers, "x-oauth-scopes")) is not None:
            self.scopes = frozenset(scope.strip() for scope in named.split(",") if scope.strip())
        return reply

    async def ask_as_app(self, work: Work) -> Reply:
        return (await self._asked(self._app_calls, work))[0]

    async def close(self) -> None:
        await self._calls.close()
        await self._app_calls.close()

    async def _asked(self, calls: Calls, work: Work) -> tuple[Reply, Mapping[str, str]]:
        try:
            async with asyncio.timeout(self._wait):
                answer = await work(calls.client())
        except SlackApiError as error:
            headers: Mapping[str, str] = error.response.headers
            self._note_clock(headers)
            return _refusal(error), headers
        except (TimeoutError, aiohttp.ClientError, OSError, SlackClientError) as error:
            return Silent(
                "no answer in time" if isinstance(error, TimeoutError) else type(error).__name__
            ), {}
        except (AttributeError, ValueError, TypeError):
            # The library trips over a 200 whose body is no JSON object.
            return Unclear("the answer cannot be read"), {}
        self._note_clock(answer.headers)
        return Said(answer.data if isinstance(answer.data, Mapping) else {}), answer.headers

    def _note_clock(self, headers: Mapping[str, str]) -> None:
        try:
            theirs = parsedate_to_datetime(_header(headers, "date") or "")
        except ValueError:
            return
        if theirs.tzinfo:
            # The header has whole seconds; on average half a one has gone by since.
            self.clocks.append(theirs + timedelta(seconds=0.5) - self._now())


def _refusal(error: SlackApiError) -> Reply:
    answer = answer_of(error)
    if answer.status == 429 or answer.word in TOO_FAST:
        return Unclear("Slack asks to wait; run doctor again in a minute")
    if answer.word in UNKNOWN or (answer.status in (404, 405, 501) and not answer.word):
        return Unclear("this method is not known there")
    if not answer.word or answer.status >= 500:
        return Silent(f"Slack answers with status {answer.status}")
    data = error.response.data if isinstance(getattr(error.response, "data", None), Mapping) else {}
    return Refused(answer.word, words(data, "needed"))


def _header(headers: Mapping[str, str], name: str) -> str | None:
    return next((value for key, value in headers.items() if key.casefold() == name), None)
