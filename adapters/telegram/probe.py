"""Asks Telegram, without disturbing anybody, whether this bot can hear its clients and reach its coaches.

Nothing is fetched, confirmed or set: a poller beside us goes on undisturbed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import urlsplit

from telegram import Bot, User, WebhookInfo
from telegram.constants import ChatAction
from telegram.error import Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from adapters.telegram.refusals import NOBODY_THERE, REASON, says
from adapters.telegram.settings import TelegramSettings
from bot.core.checks import Check, Probed, failed, note, ok
from escalation.words import Coach

T = TypeVar("T")

CALL_S = 4.0  # for one answer; a page would have gone another way by then
AT_ONCE = 4  # chats that are asked for side by side
MANY = 100  # messages that wait for a webhook: it does not keep up, or does not answer
RECENT = timedelta(minutes=10)  # a webhook's error that is older is over
NOT_STARTED = (*NOBODY_THERE, "can't initiate", "bot can't send messages to")
TOKEN = "open a chat with @BotFather, send /mybots, choose the bot, API Token; write it as [telegram] token"


@dataclass(frozen=True, slots=True)
class Unclear:
    """The question could not be asked, or its answer not be read: nothing is known either way."""

    why: str


async def probe(settings: TelegramSettings, coaches: Sequence[Coach], now: Callable[[], datetime]) -> Probed:
    """Every check of Telegram; never raises for what Telegram says or does."""
    line = _Line(settings, now)
    try:
        me = await line.ask(line.bot.get_me())
        if isinstance(me, TelegramError):
            return Probed((_no_bot(me, settings),), tuple(line.clocks))
        if isinstance(me, Unclear):
            return Probed((note("telegram.bot", f"getMe: {me.why}"),), tuple(line.clocks))
        webhook, people = await asyncio.gather(
            line.ask(line.bot.get_webhook_info()),
            _people(line, me, [coach for coach in coaches if coach.telegram_user_id]),
        )
        checks = [
            ok("telegram.bot", f"@{me.username} answers"),
            *_groups(me),
            *_webhook(webhook, settings.hook.url if settings.hook else "", now()),
            *people,
        ]
        return Probed(tuple(checks), tuple(line.clocks))
    finally:
        await line.close()


async def _people(line: _Line, me: User, coaches: Sequence[Coach]) -> list[Check]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def greeted(coach: Coach) -> Check:
        async with gate:
            # Refused to exactly those whom a message would be refused to; it shows "typing" for a moment.
            answer = await line.ask(line.bot.send_chat_action(coach.telegram_user_id, ChatAction.TYPING))
        return _coach(coach, me, answer)

    return await asyncio.gather(*(greeted(coach) for coach in coaches))


class _Line:
    """One bot, asked one thing at a time within a deadline; notes the clock of each answer."""

    def __init__(self, settings: TelegramSettings, now: Callable[[], datetime]) -> None:
        self.clocks: list[timedelta] = []
        self._now = now
        wait = min(CALL_S, settings.connect_s)
        self._request = HTTPXRequest(
            connection_pool_size=2 * AT_ONCE,
            connect_timeout=wait,
            read_timeout=CALL_S,
            write_timeout=CALL_S,
            pool_timeout=CALL_S,
            httpx_kwargs={"event_hooks": {"response": [self._note_clock]}},
        )
        base = settings.api_base_url.rstrip("/")
        self.bot = Bot(settings.token, base_url=f"{base}/bot", request=self._request)

    async def ask(self, question: Awaitable[T]) -> T | TelegramError | Unclear:
        try:
            async with asyncio.timeout(CALL_S):
                return await question
        except TimeoutError:
            return NetworkError("no answer in time")
        except TelegramError as error:
            return error
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            return Unclear(f"the answer cannot be read ({type(error).__name__})")

    async def close(self) -> None:
        await self._request.shutdown()

    async def _note_clock(self, answer: object) -> None:
        headers = getattr(answer, "headers", {})
        said = headers.get("date")
        if isinstance(said, str) and (theirs := _moment(said)) is not None:
            # The header has whole seconds; on average half a one has gone by since.
            self.clocks.append(theirs + timedelta(seconds=0.5) - self._now())


def _moment(header: str) -> datetime | None:
    try:
        said = parsedate_to_datetime(header)
    except ValueError:
        return None
    return said if said.tzinfo else None


def _no_bot(error: TelegramError, settings: TelegramSettings) -> Check:
    if isinstance(error, InvalidToken):
        return failed("telegram.bot", "Telegram does not know this token", TOKEN)
    if isinstance(error, RetryAfter):
        return note("telegram.bot", "Telegram asks to wait a moment; run doctor again in a minute")
    if isinstance(error, NetworkError):
        return failed(
            "telegram.bot",
            f"Telegram cannot be reached at {settings.api_base_url} ({_reason(error)})",
            "check this machine's internet connection and firewall (port 443 outwards); "
            '[telegram] api_base_url is "https://api.telegram.org" unless you run a server of your own',
        )
    return failed("telegram.bot", f"Telegram refuses the bot: {_reason(error)}", TOKEN)


def _reason(error: TelegramError) -> str:
    return error.message[:REASON]


def _groups(me: User) -> list[Check]:
    if not me.can_join_groups:
        return []
    return [
        note(
            "telegram.groups",
            "anybody may add the bot to a group; it answers in private only and leaves",
            "to rule it out: @BotFather, /setjoingroups, choose the bot, Disable",
        )
    ]


def _webhook(info: WebhookInfo | TelegramError | Unclear, wanted: str, now: datetime) -> list[Check]:
    """`wanted` is where Telegram is to bring what clients write; empty when we fetch it."""
    name = "telegram.webhook" if wanted else "telegram.polling"
    if isinstance(info, TelegramError | Unclear):
        why = info.why if isinstance(info, Unclear) else _reason(info)
        return [note(name, f"Telegram did not say whether a webhook is set: {why}")]
    if not wanted:
        return [_polled(info)]
    return [*_unfit(wanted), *_pushed(info, wanted, now)]


def _polled(info: WebhookInfo) -> Check:
    if not info.url:
        return ok("telegram.polling", "no webhook is set: messages are fetched")
    return failed(
        "telegram.polling",
        f"messages of this bot go to {info.url}, and so not to us",
        "if another service uses this bot, give us one of our own (@BotFather, /newbot; its token into [telegram] "
        "token). If not, `handrail run` removes the webhook; by hand: open "
        "https://api.telegram.org/bot<token>/deleteWebhook in a browser",
    )


def _unfit(wanted: str) -> list[Check]:
    if wanted.startswith("https://") or _at_home(wanted):
        return []
    return [
        failed(
            "telegram.webhook",
            f"[telegram] webhook_url is {wanted}: Telegram calls https addresses only",
            "write the public https:// address that leads to this machine as [telegram] webhook_url",
        )
    ]


def _pushed(info: WebhookInfo, wanted: str, now: datetime) -> list[Check]:
    if not info.url:
        return [note("telegram.webhook", "no webhook is set yet", "`handrail run` sets it when it starts")]
    if info.url != wanted:
        return [
            failed(
                "telegram.webhook",
                f"messages of this bot go to {info.url}, not to {wanted}",
                "if another service uses this bot, give us one of our own (@BotFather, /newbot; its token into "
                "[telegram] token). If not, start `handrail run` again: it sets the webhook to [telegram] webhook_url",
            )
        ]
    waiting = info.pending_update_count
    last = info.last_error_date
    if info.last_error_message and last is not None and now - last < RECENT:
        complaint = f"Telegram could not deliver at {last:%H:%M} UTC: {info.last_error_message[:REASON]}"
        if waiting:
            return [
                failed(
                    "telegram.webhook",
                    f"{complaint}; {waiting} messages wait",
                    "see that `handrail run` runs, that [telegram] webhook_url leads to it from outside with a "
                    "certificate that browsers accept, and that [telegram] webhook_secret has not changed since",
                )
            ]
        return [note("telegram.webhook", f"{complaint}; nothing waits any more")]
    if waiting > MANY:
        return [
            failed(
                "telegram.webhook",
                f"{waiting} messages wait to be delivered",
                "see that `handrail run` runs and that [telegram] webhook_url leads to it from outside",
            )
        ]
    return [ok("telegram.webhook", f"Telegram calls {info.url}")]


def _at_home(url: str) -> bool:
    return urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1")


def _coach(coach: Coach, me: User, answer: bool | TelegramError | Unclear) -> Check:
    name = "telegram.coach"
    if isinstance(answer, Unclear | InvalidToken | RetryAfter):
        why = answer.why if isinstance(answer, Unclear) else "this was not answered"
        return note(name, f"whether {coach.name} can be reached could not be told: {why}")
    if not isinstance(answer, TelegramError):
        return ok(name, f"{coach.name} can be reached (nothing was sent)")
    said = _reason(answer).casefold()
    if "blocked" in said:
        return failed(
            name,
            f"{coach.name} has blocked the bot",
            f"{coach.name}: open t.me/{me.username}, press Unblock or Restart",
        )
    if "deactivated" in said:
        return failed(
            name,
            f"{coach.name}'s Telegram account is closed",
            f'write the present id (@userinfobot tells it) as telegram_user_id of [[coaches]] "{coach.name}"',
        )
    if isinstance(answer, Forbidden) or says(answer, NOT_STARTED):
        return failed(
            name,
            f"{coach.name} cannot be paged by Telegram: the bot was never started there, or the id is another's",
            f"{coach.name}: open t.me/{me.username} and press Start; if that was done, compare telegram_user_id of "
            f'[[coaches]] "{coach.name}" with what @userinfobot says',
        )
    return note(name, f"whether {coach.name} can be reached could not be told: {_reason(answer)}")
