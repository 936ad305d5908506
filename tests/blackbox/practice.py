"""A practice as its owner has it: a config file, the `handrail` command, and emulated Telegram and Slack around it.

Nothing here imports the product. `running` starts `handrail run`, plays the people, and stops it with SIGTERM.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import socket
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from copy import copy, deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import aiohttp

from tests.emulators.slack import Coach, Message, SlackEmulator, View
from tests.emulators.telegram import Message as Said
from tests.emulators.telegram import Person, TelegramEmulator
from tests.emulators.wire import Json

ROOT = Path(__file__).resolve().parents[2]
READY_S = 60  # a cold start on a busy machine
STOP_S = 8
SAYS_S = 12  # a chat is given a message a second after the first few, so a conversation takes its time

RED = "8k done, but honestly I don't want to be here anymore"
RED_AGAIN = "I keep thinking about killing myself"
PEACE = "never mind, I'm fine"

EMERGENCY = "112"  # the practice below is in Portugal
ESCALATION = "handrail_escalation"

ANA, BEN, CHLOE = "U1", "U2", "U3"
PAIRS = 14  # of clients in a practice that has begun: each test that shares it takes one
TOMS_PHONE, TOMS_CONTACT = "+351 900 000 012", "Rita, +351 900 000 013"

Settings = dict[str, object]
T = TypeVar("T")


class Practice:
    """One installation: its folder, its process, and the people around it."""

    def __init__(self, folder: Path, tg: TelegramEmulator, slack: SlackEmulator) -> None:
        self.folder = folder
        self.tg = tg
        self.slack = slack
        self.port = free_port()
        self.environment: dict[str, str] = {}
        self.pair = 0  # 0: the whole practice is this test's own
        self.worker = 0  # 0: the only process, or the first
        self.slack_mode = "socket"  # or "http"
        self.telegram_mode = "polling"  # or "webhook"
        self.maria: Person = tg.user(1001, "Maria 1")
        self.tom: Person = tg.user(2001, "Tom 1")
        self.ana: Coach = slack.user(ANA, "Ana")
        self.ben: Coach = slack.user(BEN, "Ben")
        self.chloe: Coach = slack.user(CHLOE, "Chloe")
        self._process: asyncio.subprocess.Process | None = None

    def with_pair(self, number: int) -> Practice:
        """The same practice, seen by a test that has these two clients to itself."""
        seen = copy(self)
        seen.maria = self.tg.user(1000 + number, f"Maria {number}")
        seen.tom = self.tg.user(2000 + number, f"Tom {number}")
        seen.pair = number
        return seen

    def another(self, number: int) -> Practice:
        """A second process of the same practice, on the same settings; for it only the web port is another."""
        other = copy(self)
        other.port = free_port()
        other.worker = number
        other.environment = {**self.environment, "HANDRAIL_WEB__PORT": str(other.port)}
        other._process = None
        return other

    # --- the process ------------------------------------------------------------------------------------

    @property
    def config(self) -> Path:
        return self.folder / "handrail.toml"

    @property
    def _log(self) -> Path:
        return self.folder / (f"run{self.worker}.log" if self.worker else "run.log")

    @property
    def log(self) -> str:
        written = self._log
        return written.read_text("utf-8", "replace") if written.exists() else ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self, *, until: str = "/readyz") -> None:
        """`handrail run`; returns once `until` answers 200 (and, for /readyz, Slack can reach it)."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *command("run", "--config", str(self.config)),
                cwd=self.folder,
                env=self._environment(),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        await self.answers(until)

    async def answers(self, until: str = "/readyz") -> None:
        """Returns once `until` answers 200. Emulators stand still while a test without an event loop runs, and the
        process then dials anew."""
        ends_at = perf_counter() + READY_S
        while not await self._answers(until):
            if self._process is not None and self._process.returncode is not None:
                raise AssertionError(
                    f"handrail run ended with {self._process.returncode}\n{self.log[-4000:]}"
                )
            if perf_counter() > ends_at:
                raise AssertionError(f"{until} was not 200 within {READY_S} s\n{self.log[-4000:]}")
            await asyncio.sleep(0.05)
        if until == "/readyz" and self.slack_mode == "socket":
            await self.slack.sockets.connected()

    async def _answers(self, path: str) -> bool:
        try:
            return (await self.get(path))[0] == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def stop(self) -> tuple[int, float]:
        """SIGTERM; the exit code and the seconds it took."""
        process = self._running()
        began = perf_counter()
        process.terminate()
        try:
            code = await asyncio.wait_for(process.wait(), STOP_S)
        except TimeoutError:
            await self.kill()
            raise AssertionError(f"still running {STOP_S} s after SIGTERM\n{self.log[-4000:]}") from None
        self._process = None
        return code, perf_counter() - began

    async def kill(self) -> None:
        """SIGKILL: no word of farewell."""
        process = self._running()
        process.kill()
        await process.wait()
        self._process = None

    async def restart_after_kill(self) -> None:
        await self.kill()
        await self.start()

    @property
    def runs(self) -> bool:
        return self._process is not None

    def _running(self) -> asyncio.subprocess.Process:
        if self._process is None:
            raise AssertionError("handrail run is not running")
        return self._process

    def _environment(self) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
        return clean | {"PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"} | self.environment

    # --- the command line -----------------------------------------------------------------------------------

    async def attempt(self, *arguments: str) -> tuple[int, str, str]:
        """Another `handrail` command beside the running process: exit code, stdout, stderr."""
        process = await asyncio.create_subprocess_exec(
            *command(arguments[0], "--config", str(self.config), *arguments[1:]),
            cwd=self.folder,
            env=self._environment(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await asyncio.wait_for(process.communicate(), READY_S)
        return process.returncode or 0, out.decode(), err.decode()

    async def handrail(self, *arguments: str) -> Json:
        """The one JSON document that the command prints with --json."""
        code, out, err = await self.attempt(*arguments, "--json")
        assert code == 0, f"handrail {' '.join(arguments)} ended with {code}\n{out}\n{err}"
        answer: Json = json.loads(out)
        return answer

    async def show(self, client: Person | None = None) -> Json:
        return await self.handrail("show", name_of(client or self.maria))

    # --- HTTP -------------------------------------------------------------------------------------------------

    async def get(self, path: str) -> tuple[int, str]:
        return await self._ask("GET", path)

    async def post(self, path: str) -> tuple[int, str]:
        return await self._ask("POST", path)

    async def _ask(self, method: str, path: str) -> tuple[int, str]:
        timeout = aiohttp.ClientTimeout(total=5)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.request(method, f"{self.address}{path}") as answer,
        ):
            return answer.status, await answer.text()

    # --- what coaches see ---------------------------------------------------------------------------------------

    @property
    def cards(self) -> list[Message]:
        """Every card that stands in the escalation channel, of this test's clients."""
        return [
            message for message in self.slack.escalations.messages if is_card(message) and self._ours(message)
        ]

    async def card(
        self, where: Callable[[Message], bool] = lambda card: True, timeout: float = SAYS_S
    ) -> Message:
        """The card that fits, once it is there."""
        return await eventually(
            lambda: next((card for card in self.cards if where(card)), None), timeout, "a card in the channel"
        )

    async def page(self, card: Message, *coaches: str, after: int = 0, timeout: float = SAYS_S) -> Message:
        """The page of this card that mentions exactly these user ids, leaving out the first `after` pages."""

        def found() -> Message | None:
            return next((page for page in pages_of(card)[after:] if set(page.mentions) == set(coaches)), None)

        return await eventually(found, timeout, f"a page to {coaches}; there are {pages_of(card)}")

    @property
    def reviews(self) -> list[Message]:
        """Messages put before a coach, still to be read."""
        posts = self.slack.escalations.messages
        return [message for message in posts if "review.done" in message.actions and self._ours(message)]

    def _ours(self, message: Message) -> bool:
        names = [re.escape(name_of(person)) for person in (self.maria, self.tom)]
        return not self.pair or re.search(rf"\b({'|'.join(names)})\b", message.shown) is not None

    async def form(self, coach: Coach, action: str, card: Message, wanted: str) -> View:
        """Press a button of the card; the form with the input `wanted` that opens."""
        await settled(card)
        known = {view.view_id for view in self.slack.views}
        press = await coach.press(action, card)
        assert press.acked

        def opened() -> View | None:
            new = [view for view in self.slack.views if view.user == coach.id and view.view_id not in known]
            return next((view for view in new if wanted in view.actions), None)

        return await eventually(opened, SAYS_S, f"a form with {wanted!r}")

    # --- shortcuts ----------------------------------------------------------------------------------------------

    async def raise_red(self, person: Person | None = None, words: str = RED) -> tuple[Message, Message]:
        """The person writes red words and is answered: the card and its first page."""
        person = person or self.maria
        before = {card.ts for card in self.cards}
        await person.send(words)
        await person.expect(EMERGENCY, SAYS_S)
        card = await self.card(lambda card: card.ts not in before)
        return card, await self.page(card, ANA)

    async def resolve(self, card: Message, coach: Coach | None = None) -> None:
        """Resolve, and close the form that opens."""
        coach = coach or self.ana
        await coach.close_view(await self.form(coach, "page.resolve", card, "outcome"))
        await card.becomes(in_state("resolved"), SAYS_S)

    async def hand_back(self, card: Message, coach: Coach | None = None) -> None:
        await settled(card)
        press = await (coach or self.ana).press("page.hand_back", card)
        assert press.acked
        await card.becomes(in_state("closed"), SAYS_S)


# --- starting -----------------------------------------------------------------------------------------------------


@asynccontextmanager
async def running(
    folder: Path,
    changes: Mapping[str, object] | None = None,
    *,
    begun: Path | None = None,
    environment: Mapping[str, str] | None = None,
    slack_mode: str = "socket",
    telegram_mode: str = "polling",
) -> AsyncIterator[Practice]:
    """A running practice in `folder`. `changes` go over the settings; `begun` is a folder to go on from.

    At the end it must stop by SIGTERM, and no words of any client may stand in its log.
    """
    async with TelegramEmulator() as tg, SlackEmulator() as slack:
        slack.courier.redeliver_after_s = (0.2, 0.5, 1.0)
        practice = Practice(folder, tg, slack)
        practice.environment = dict(environment or {})
        practice.slack_mode = slack_mode
        practice.telegram_mode = telegram_mode
        if slack_mode == "http":
            slack.deliver_over_http(f"{practice.address}/slack/events")
        folder.mkdir(parents=True, exist_ok=True)
        if begun is not None:
            shutil.copytree(begun / "data", folder / "data")
            # The same bot goes on: Telegram never numbers two updates alike.
            tg.world.queue._next_id += 100_000
        settings = merged(settings_of(practice), changes or {})
        practice.config.write_text(as_toml(settings), "utf-8")
        try:
            await practice.start()
            yield practice
            if practice.runs:
                code, _ = await practice.stop()
                assert code == 0, f"ended with {code} after SIGTERM\n{practice.log[-4000:]}"
            no_words_in(practice.log, tg, slack)
        except BaseException as error:
            error.add_note(f"--- the end of run.log\n{practice.log[-6000:]}")
            raise
        finally:
            if practice.runs:
                await practice.kill()


def settings_of(practice: Practice) -> Settings:
    """Ana is on call this week, Ben owns the practice, Chloe assists. Long waits: a test shortens what it is about."""
    turn = (datetime.now(UTC) - timedelta(days=3)).date()
    return {
        "practice": {
            "name": "Harbour Coaching",
            "timezone": "Europe/Lisbon",
            "country": "PT",
            "language": "en",
        },
        "database": {"url": "sqlite:///data/handrail.db"},
        "telegram": {
            "token": practice.tg.token,
            "api_base_url": practice.tg.base_url,
            "mode": practice.telegram_mode,
            "webhook_url": practice.address if practice.telegram_mode == "webhook" else "",
            "webhook_check_s": 1,
            "poll_timeout_s": 10,
        },
        "slack": {
            "bot_token": practice.slack.bot_token,
            "app_token": practice.slack.app_token,
            "signing_secret": practice.slack.signing_secret,
            "mode": practice.slack_mode,
            "api_base_url": practice.slack.api_url,
            "escalation_channel": "C1",
            "ping_interval_s": 1,
            "page_timeout_s": 1,
            "request_timeout_s": 2,
        },
        "web": {"host": "127.0.0.1", "port": practice.port},
        "escalation": {
            "contact_within_s": 3000,
            "tell_client_after_s": 3000,
            "resolve_within_s": 3000,
            "hand_back_within_s": 3000,
            "repeat_every_s": 3000,
            "repeat_max_s": 3000,
            "steps": [
                {"target": "oncall", "wait_s": 3000},
                {"target": "owner", "wait_s": 3000},
                {"target": "everybody", "wait_s": 3000},
            ],
        },
        "coaches": [
            {"name": "Ana", "slack_user": ANA, "role": "coach", "phone": "+351 900 000 001"},
            {"name": "Ben", "slack_user": BEN, "role": "owner"},
            {"name": "Chloe", "slack_user": CHLOE, "role": "assistant"},
        ],
        "rotations": [
            {
                "name": "week",
                "coaches": ["Ana", "Ben"],
                "period": "weekly",
                "handover": f"{turn:%a} 00:00",
                "start": turn.isoformat(),
                "timezone": "UTC",
            }
        ],
        "checkin": {"quiet_hours": ""},
    }


def steps(*waits: tuple[str, float]) -> list[dict[str, object]]:
    return [{"target": target, "wait_s": wait} for target, wait in waits]


def merged(settings: Settings, changes: Mapping[str, object]) -> Settings:
    """`changes` over `settings`, section by section; a list replaces a list."""
    result = deepcopy(settings)
    for name, value in changes.items():
        old = result.get(name)
        result[name] = {**old, **value} if isinstance(old, dict) and isinstance(value, Mapping) else value
    return result


def as_toml(settings: Settings) -> str:
    """Enough TOML for our settings: sections of plain values, lists of tables, nested one deep."""
    lines: list[str] = []
    for name, value in settings.items():
        if isinstance(value, dict):
            tables = {key: inner for key, inner in value.items() if is_tables(inner)}
            lines.append(f"[{name}]")
            lines += [f"{key} = {literal(inner)}" for key, inner in value.items() if key not in tables]
            for key, inner in tables.items():
                lines += table_lines(f"{name}.{key}", inner)
        else:
            lines += table_lines(name, value)
    return "\n".join(lines) + "\n"


def is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def table_lines(name: str, tables: object) -> list[str]:
    assert isinstance(tables, list)
    lines: list[str] = []
    for table in tables:
        lines += [f"[[{name}]]", *(f"{key} = {literal(value)}" for key, value in table.items())]
    return lines


def literal(value: object) -> str:
    """TOML reads JSON's strings, numbers, truth values and lists as they are."""
    return json.dumps(value, ensure_ascii=False)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot.cli", *arguments]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


# --- reading ------------------------------------------------------------------------------------------------------


async def eventually(found: Callable[[], T | None], timeout: float, what: str) -> T:
    """The first thing that is true or not empty, looked for every 20 ms."""
    ends_at = perf_counter() + timeout
    while True:
        result = found()
        if result:
            return result
        if perf_counter() > ends_at:
            raise AssertionError(f"not within {timeout} s: {what}")
        await asyncio.sleep(0.02)


def name_of(person: Person) -> str:
    return str(person.account["first_name"])


def is_scale(said: Said) -> bool:
    """A question with buttons from 1 to 5."""
    return said.labels[:5] == ["1", "2", "3", "4", "5"]


def is_card(message: Message) -> bool:
    return bool(message.metadata) and message.metadata["event_type"] == ESCALATION


def payload(card: Message) -> Json:
    assert card.metadata is not None
    found: Json = card.metadata["event_payload"]
    return found


def state_of(card: Message) -> str:
    return str(payload(card)["state"])


def in_state(*states: str) -> Callable[[Message], bool]:
    return lambda card: state_of(card) in states


def pages_of(card: Message) -> list[Message]:
    """The replies in the card's thread that are shown in the channel and call somebody by name, oldest first."""
    return [reply for reply in card.replies if reply.broadcast and reply.mentions]


async def settled(card: Message, quiet_s: float = 0.4, timeout: float = 8) -> None:
    """Wait until the card has not been redrawn for a moment: nobody presses a button that is moving."""
    ends_at = perf_counter() + timeout
    edits, since = len(card.edits), perf_counter()
    while perf_counter() - since < quiet_s and perf_counter() < ends_at:
        await asyncio.sleep(0.02)
        if len(card.edits) != edits:
            edits, since = len(card.edits), perf_counter()


async def redrawn(card: Message, rev: int, timeout: float = 3) -> None:
    """Wait for a card whose buttons know of Updates after `rev`."""
    await card.becomes(lambda shown: int(payload(shown)["rev"]) > rev, timeout)


def rev_of(card: Message) -> int:
    return int(payload(card)["rev"])


def said_to(person: Person, since: int = 0) -> list[str]:
    """What the avatar has said to this person, from its message number `since` on."""
    return [message.text for message in person.messages[since:]]


async def replies_from(person: Person, since: int, count: int, quiet_s: float = 1.5) -> list[Said]:
    """Exactly `count` messages by the avatar after the first `since`, and then quiet."""
    await eventually(
        lambda: len(person.messages) >= since + count, SAYS_S, f"{count} messages, {said_to(person, since)}"
    )
    await asyncio.sleep(quiet_s)
    new = person.messages[since:]
    assert len(new) == count, [message.text for message in new]
    return new


def no_words_in(log: str, tg: TelegramEmulator, slack: SlackEmulator) -> None:
    """Logs carry ids, never a client's words."""
    for channel in slack.workspace.channels.values():
        for post in channel.history:
            words = post.text.strip()
            if channel.kind == "im" and post.user in slack.coaches and len(words) > 12:
                assert words not in log, f"a client's words stand in the log: {words!r}"
    for person in tg.people.values():
        for message in person.chat.history:
            words = message.text.strip()
            if not message.from_bot and len(words) > 12 and not words.startswith("/"):
                assert words not in log, f"a client's words stand in the log: {words!r}"


async def invited(practice: Practice, person: Person, **given: str) -> str:
    """Invite this person from the terminal with everything settled that can be; the code."""
    settled_ = {"timezone": "Europe/Lisbon", "time": "00:00", "days": "daily", "language": "en"} | given
    options = [word for key, value in settled_.items() for word in (f"--{key}", value)]
    return str((await practice.handrail("invite", "--name", name_of(person), *options))["code"])


async def agree_to_all(person: Person, code: str) -> None:
    """Follow the invite, say yes and skip."""
    await person.start(code)
    await person.tap("consent.yes", timeout=SAYS_S)
    await answer(person, "phone", "")
    await answer(person, "emergency", "")
    await person.expect("ou are set", SAYS_S)


async def onboard_from_slack(practice: Practice, person: Person, hour: str, phone: str, contact: str) -> None:
    """Invite this person by a slash command, and answer everything in chat; "" skips."""
    typed = await practice.ana.slash("/handrail", f"invite {name_of(person)}", practice.slack.escalations)
    code = re.search(r"start[= ](\S+)", str(typed.payload["text"]))
    assert code is not None, typed.payload
    await person.start(code.group(1))
    await person.tap("consent.yes", timeout=SAYS_S)
    asked = await person.expect(re.compile("language|What time is it for you"), 3 * SAYS_S)
    if "language" in asked.text:
        await person.send("English")
        await person.expect("What time is it for you", 3 * SAYS_S)
    await person.send("London")
    await person.expect("hour", 3 * SAYS_S)
    await person.send(hour)
    await person.expect("days", 3 * SAYS_S)
    await person.send("every day")
    await answer(person, "phone", phone)
    await answer(person, "emergency", contact)
    await person.expect("ou are set", 3 * SAYS_S)


async def answer(person: Person, question: str, words: str) -> None:
    asked = await person.expect(question, 3 * SAYS_S)
    if words:
        await person.send(words)
    else:
        await person.tap("q.skip", asked)


async def everything_twice(p: Practice) -> Message:
    """A check-in and a red message, each Update delivered twice and answered once; the card."""
    p.tg.duplicate_updates = True
    await p.maria.send("/checkin")
    question = await p.maria.expect(lambda said: "Skip" in said.labels, SAYS_S)
    await p.maria.tap("q.energy.4", question)
    await p.maria.expect("stress", SAYS_S)
    before = len(p.maria.messages)
    await p.maria.send("stress 2, sleep 5, win: ran 8k, obstacle: late meetings")
    await replies_from(p.maria, before, 1)
    (checkin,) = (await p.show())["checkins"]
    assert (checkin["energy"], checkin["stress"], checkin["sleep"]) == (4, 2, 5)

    before = len(p.maria.messages)
    card, _ = await p.raise_red()
    await replies_from(p.maria, before, 1)
    return card
