"""python-telegram-bot's ConversationHandler with PicklePersistence, asking the same five questions. Nothing of ours.

One process, no network: updates go in by Application.process_update, and what is sent is taken at once.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.request import BaseRequest, RequestData

from bench.resident import resident_mb
from bench.script import LINES

QUESTIONS = ("energy", "stress", "sleep", "win", "obstacle")
SCALES = frozenset(QUESTIONS[:3])

App = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE
Reply = Callable[[Update, str], Awaitable[object]]

_ME = b'{"id": 1, "is_bot": true, "first_name": "Bench", "username": "bench_bot"}'
_SENT = b'{"message_id": 1, "date": 1700000000, "chat": {"id": 1, "type": "private"}, "text": "ok"}'


class NoNetwork(BaseRequest):
    """Tells the bot its name, and takes whatever it sends."""

    @property
    def read_timeout(self) -> float:
        return 1

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: object, **__: object
    ) -> tuple[int, bytes]:
        return 200, b'{"ok": true, "result": ' + (_ME if url.endswith("/getMe") else _SENT) + b"}"


async def composed(update: Update, text: str) -> None:
    """The answer is there and is not sent, as ours lies in the Outbox."""


async def sent(update: Update, text: str) -> None:
    """The answer is sent as the library's examples do it."""
    assert update.message is not None
    await update.message.reply_text(text)


class CheckIn:
    """The handlers. A number from 1 to 5 counts as a score; everything else is kept as it was written."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    async def begin(self, update: Update, context: Context) -> int:
        assert context.user_data is not None
        context.user_data["answers"] = {}
        await self._reply(update, f"How is your {QUESTIONS[0]} today, from 1 to 5?")
        return 0

    async def answered(self, update: Update, context: Context) -> int:
        assert context.user_data is not None
        assert update.message is not None
        text = update.message.text or ""
        answers: dict[str, int | str] = context.user_data["answers"]
        question = QUESTIONS[len(answers)]
        scored = question in SCALES and text in ("1", "2", "3", "4", "5")
        answers[question] = int(text) if scored else text
        if len(answers) < len(QUESTIONS):
            await self._reply(update, f"Thank you. And your {QUESTIONS[len(answers)]}?")
            return len(answers)
        context.user_data.setdefault("checkins", []).append(dict(answers))
        await self._reply(update, "Thank you, that is all for today.")
        return ConversationHandler.END

    async def progress(self, update: Update, context: Context) -> None:
        assert context.user_data is not None
        await self._reply(update, f"Check-ins so far: {len(context.user_data.get('checkins', []))}")


async def application(file: Path, reply: Reply = composed) -> App:
    """Ready to process updates, with what `file` holds."""
    app = (
        Application.builder()
        .token("1:bench")
        .request(NoNetwork())
        .get_updates_request(NoNetwork())
        .updater(None)
        .job_queue(None)
        .persistence(PicklePersistence(filepath=file))
        .build()
    )
    asks = CheckIn(reply)
    words = filters.TEXT & ~filters.COMMAND
    app.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("checkin", asks.begin)],
            states={step: [MessageHandler(words, asks.answered)] for step in range(len(QUESTIONS))},
            fallbacks=[],
            name="checkin",
            persistent=True,
        )
    )
    app.add_handler(CommandHandler("progress", asks.progress))
    await app.initialize()
    return app


def updates(app: App, users: int, lines: int, first: int = 0) -> Iterator[Update]:
    """`lines` lines of the conversation, each from all `users` in turn."""
    for step in range(lines):
        text = LINES[step % len(LINES)]
        for user in range(1, users + 1):
            number = first + step * users + user
            message: dict[str, object] = {
                "message_id": number,
                "date": 1_700_000_000 + number,
                "chat": {"id": user, "type": "private", "first_name": f"User {user}"},
                "from": {"id": user, "is_bot": False, "first_name": f"User {user}"},
                "text": text,
            }
            if text.startswith("/"):
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
            yield Update.de_json({"update_id": number, "message": message}, app.bot)


async def heard(app: App, arriving: Sequence[Update]) -> float:
    """Messages a second."""
    begun = time.perf_counter()
    for update in arriving:
        await app.process_update(update)
    return len(arriving) / (time.perf_counter() - begun)


async def heard_and_saved(app: App, arriving: Sequence[Update]) -> float:
    """Messages a second with a save after each."""
    begun = time.perf_counter()
    for update in arriving:
        await app.process_update(update)
        await app.update_persistence()
    return len(arriving) / (time.perf_counter() - begun)


async def save_for_ever(file: Path, users: int) -> None:
    """Prints a line when the first of the saves begins."""
    app = await application(file)
    await heard(app, list(updates(app, users, 2)))
    print("saving", flush=True)
    while True:
        await app.update_persistence()
        await heard(app, list(updates(app, users, len(LINES))))


async def resident_after(file: Path, users: int, messages: int) -> tuple[float, float]:
    """Megabytes of this process once ready, and after so many messages."""
    app = await application(file)
    before = resident_mb(os.getpid())
    for number, update in enumerate(updates(app, users, -(-messages // users))):
        if number < messages:
            await app.process_update(update)
    return before, resident_mb(os.getpid())


if __name__ == "__main__":
    what, where, count, *more = sys.argv[1:]
    if what == "saving":
        asyncio.run(save_for_ever(Path(where), int(count)))
    else:
        print(*asyncio.run(resident_after(Path(where), int(count), int(more[0]))))
