"""Keeps the webhook at Telegram as it must be: sets it, looks again and again, takes it back from others."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime
from urllib.parse import urlsplit

from telegram import WebhookInfo
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from adapters.telegram.inbound import KINDS
from adapters.telegram.refusals import REASON, diagnosis, seconds_of
from adapters.telegram.settings import Hook, TelegramSettings
from adapters.telegram.wire import Wire

log = logging.getLogger(__name__)

FIRST_WAIT = 0.2  # seconds after a failure; doubles ...
LONGEST_WAIT = 5.0  # ... up to this
SOON = 5.0  # seconds until the next look, at start and while something is wrong

# One at a time, in order: with more, Telegram hands a client's second message over beside the first.
CONNECTIONS = 1

FORBIDDEN = "403"  # in Telegram's account of a delivery: what our own webhook answers to a wrong secret


class Upkeep:
    """`trouble` says why Telegram does not reach us; empty when all is well.

    Any number of processes may do this at once: all set the same webhook. Nothing is deleted at the end, since
    the others, or this one started anew, go on.
    """

    def __init__(self, wire: Wire, settings: TelegramSettings, hook: Hook) -> None:
        self.trouble = "the webhook is not set at Telegram yet"
        self._wire = wire
        self._settings = settings
        self._hook = hook
        self._ours = False  # set by this process, with the secret that it knows
        self._old_failure: datetime | None = None  # before we set it: no concern of ours
        self._last_failure: datetime | None = None

    async def run(self) -> None:
        """Until cancelled."""
        wait = FIRST_WAIT
        while True:
            pause = 0.0
            try:
                fresh = not self._ours
                self._notice(await self._look())
                wait = FIRST_WAIT
                at_ease = not fresh and not self.trouble
                await asyncio.sleep(self._hook.look_s if at_ease else min(SOON, self._hook.look_s))
                continue
            except InvalidToken as error:
                self._notice(diagnosis(error))
                wait = LONGEST_WAIT  # only a person can mend it
            except RetryAfter as error:
                self._notice(diagnosis(error))
                pause = seconds_of(error)
            except BadRequest as error:
                self._notice(f"Telegram refuses telegram.webhook_url: {error.message[:REASON]}")
                wait = LONGEST_WAIT
            except (TelegramError, TimeoutError) as error:
                self._notice(diagnosis(error))
            except Exception as error:  # this loop must outlive every bug: without it nobody may be heard
                self._notice(f"looking after the webhook fails ({type(error).__name__})")
            await asyncio.sleep(max(wait, pause))
            wait = min(2 * wait, LONGEST_WAIT)

    async def _look(self) -> str:
        """What was or is wrong, for people; afterwards the webhook is ours."""
        async with asyncio.timeout(2 * self._settings.call_s):
            info = await self._wire.bot.get_webhook_info()
            if not self._ours:
                # Whatever stands there: the secret that it was set with is not shown, and may be an older one.
                await self._set(info)
                return ""
            if wrong := self._wrong(info):
                await self._set(info)
                return f"{wrong}; it has been set anew"
        return self._failing(info)

    async def _set(self, info: WebhookInfo) -> None:
        await self._wire.bot.set_webhook(
            self._hook.url,
            max_connections=CONNECTIONS,
            allowed_updates=KINDS,
            drop_pending_updates=False,
            secret_token=self._hook.secret,
        )
        self._ours = True
        self._old_failure = self._last_failure = info.last_error_date

    def _wrong(self, info: WebhookInfo) -> str:
        """Why the webhook must be set anew; empty when it stands as we set it."""
        if not info.url:
            return "the webhook was deleted; does another process poll with this bot's token?"
        if info.url != self._hook.url:
            host = urlsplit(info.url).hostname or "another address"
            return f"somebody has set the webhook to {host}; does another process use this bot's token?"
        # Telegram names none where it sends all that are usual; ours are.
        if info.allowed_updates and not set(KINDS) <= set(info.allowed_updates):
            return "somebody has set the webhook for other kinds of updates"
        if FORBIDDEN in (info.last_error_message or "") and info.last_error_date != self._last_failure:
            return "somebody has set the webhook with another secret"
        return ""

    def _failing(self, info: WebhookInfo) -> str:
        """What keeps Telegram from delivering now: something that failed since the last look, or waits still."""
        at, before = info.last_error_date, self._last_failure
        self._last_failure = at
        if at is None or at == self._old_failure or (at == before and not info.pending_update_count):
            return ""
        return f"Telegram cannot deliver to the webhook: {(info.last_error_message or '')[:REASON]}"

    def _notice(self, trouble: str) -> None:
        if trouble != self.trouble:
            log.log(
                logging.WARNING if trouble else logging.INFO, "telegram: %s", trouble or "the webhook is set"
            )
        self.trouble = trouble
