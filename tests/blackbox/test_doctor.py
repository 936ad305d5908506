"""`handrail doctor`: a sound practice is well, each planted fault is named, and the mend that is told works."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import re
import shlex
import shutil
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import aiohttp
import pytest

import prompts
from bot.cli import outcome
from tests.blackbox.conftest import Running
from tests.blackbox.practice import Settings, as_toml, command, free_port
from tests.emulators.slack import SlackEmulator
from tests.emulators.telegram import TelegramEmulator
from tests.postgres import Postgres

SHIPPED = Path(prompts.__file__).parent
TODAY = f"{datetime.now(UTC):%Y-%m-%d}"
WITHIN_S = 20


@dataclass(frozen=True)
class Visit:
    """What the doctor said."""

    code: int
    checks: list[dict[str, str]]
    took_s: float

    @property
    def failed(self) -> list[dict[str, str]]:
        return [check for check in self.checks if check["status"] == "failed"]

    def named(self, name: str) -> list[dict[str, str]]:
        return [check for check in self.checks if check["name"] == name]


class Clinic:
    """A practice that is well: Ana is on call, Ben owns it, Cleo has a client. Tests make it ill, and mend it."""

    def __init__(self, folder: Path, tg: TelegramEmulator, slack: SlackEmulator) -> None:
        self.folder = folder
        self.tg = tg
        self.slack = slack
        self.settings: Settings = sound(folder, tg, slack)
        tg.user(11, "Ana")
        slack.user("U1", "Ana"), slack.user("U2", "Ben"), slack.user("U3", "Cleo")
        self.kept = Path(shutil.copytree(folder / "data", folder / "copy"))  # as every owner should have
        self.others = contextlib.AsyncExitStack()

    @property
    def config(self) -> Path:
        return self.folder / "handrail.toml"

    @property
    def key(self) -> Path:
        return self.folder / "data" / "handrail.key"

    @property
    def database(self) -> Path:
        return self.folder / "data" / "handrail.db"

    @property
    def lines(self) -> Path:
        return self.folder / "prompts" / "resources" / "pt.toml"

    def set(self, section: str, **keys: object) -> None:
        table = self.settings[section]
        assert isinstance(table, dict)
        table.update(keys)

    def coach(self, name: str) -> dict[str, object]:
        listed = self.settings["coaches"]
        assert isinstance(listed, list)
        found: dict[str, object] = next(each for each in listed if each["name"] == name)
        return found

    async def visit(self) -> Visit:
        self.config.write_text(as_toml(self.settings), encoding="utf-8")
        return await visited(self.config)


async def visited(config: Path) -> Visit:
    out, began = io.BytesIO(), perf_counter()
    with contextlib.redirect_stdout(io.TextIOWrapper(out, encoding="utf-8")) as stdout:
        code = await asyncio.to_thread(outcome, ["doctor", "--json", "--config", str(config)])
    stdout.detach()
    told = json.loads(out.getvalue())  # one document, and nothing else
    assert told["ok"] is (code == 0)
    assert all(set(check) == {"name", "status", "found", "mend"} for check in told["checks"])
    return Visit(code, told["checks"], perf_counter() - began)


def sound(folder: Path, tg: TelegramEmulator, slack: SlackEmulator) -> Settings:
    return {
        "practice": {
            "name": "Harbour Coaching",
            "timezone": "Europe/Lisbon",
            "country": "PT",
            "prompts": str(folder / "prompts"),
        },
        "database": {"url": f"sqlite:///{folder / 'data' / 'handrail.db'}"},
        "security": {},
        "telegram": {"token": tg.token, "api_base_url": tg.base_url},
        "slack": {
            "bot_token": slack.bot_token,
            "app_token": slack.app_token,
            "api_base_url": slack.api_url,
            "escalation_channel": "C1",
        },
        "web": {"port": free_port()},
        "coaches": [
            {"name": "Ana", "slack_user": "U1", "telegram_user_id": "11", "apprise": ["json://127.0.0.1:9"]},
            {"name": "Ben", "slack_user": "U2", "role": "owner"},
            {"name": "Cleo", "slack_user": "U3"},
        ],
        "rotations": [{"name": "week", "coaches": ["Ana", "Ben"]}],
    }


def confirm(shipped: Path, to: Path, day: str = TODAY) -> None:
    """What an owner does who has rung every number."""
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(
        shipped.read_text("utf-8").replace('verified_on = ""', f'verified_on = "{day}"'), encoding="utf-8"
    )


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key, a database, and a client of Cleo's."""
    folder = tmp_path_factory.mktemp("begun")
    plain = folder / "handrail.toml"
    people = [{"name": "Ben", "role": "owner"}, {"name": "Cleo"}]
    url = f"sqlite:///{folder / 'data' / 'handrail.db'}"
    plain.write_text(as_toml({"database": {"url": url}, "coaches": people}), encoding="utf-8")
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
        assert (
            outcome(["invite", "--name", "Maria", "--coach", "Cleo", "--config", str(plain), "--json"]) == 0
        )
    confirm(SHIPPED / "resources" / "pt.toml", folder / "prompts" / "resources" / "pt.toml")
    return folder


Open = Callable[[], contextlib.AbstractAsyncContextManager[Clinic]]


@pytest.fixture
def clinic(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    @asynccontextmanager
    async def opened() -> AsyncIterator[Clinic]:
        folder = Path(shutil.copytree(begun, tmp_path / "practice"))
        async with TelegramEmulator() as tg, SlackEmulator() as slack:
            made = Clinic(folder, tg, slack)
            async with made.others:
                yield made

    return opened


# --- faults ---------------------------------------------------------------------------------------------------------

Doing = Callable[[Clinic], Awaitable[object] | object]


@dataclass(frozen=True)
class Fault:
    """`check` is to fail and its mend to say `mend_says`; `mend` does what it says."""

    called: str
    check: str
    mend_says: str
    plant: Doing
    mend: Doing


def change(section: str, **keys: object) -> Doing:
    return lambda clinic: clinic.set(section, **keys)


def right(section: str, key: str) -> Doing:
    """Write what had to stand there."""
    return lambda clinic: clinic.set(
        section,
        **{key: deepcopy(sound(clinic.folder, clinic.tg, clinic.slack)[section][key])},  # type: ignore[index]
    )


def about(coach: str, **keys: object) -> Doing:
    return lambda clinic: clinic.coach(coach).update(keys)


def put(name: str, value: object) -> Doing:
    return lambda clinic: clinic.settings.update({name: deepcopy(value)})


def back(name: str) -> Doing:
    return lambda clinic: clinic.settings.update({name: sound(clinic.folder, clinic.tg, clinic.slack)[name]})


def without_scope(scope: str) -> Doing:
    return lambda clinic: clinic.slack.workspace.scopes.remove(scope)


def with_scope(scope: str) -> Doing:
    return lambda clinic: clinic.slack.workspace.scopes.append(scope)


def private_channel(clinic: Clinic) -> None:
    clinic.slack.channel("G7", "quiet")
    clinic.set("slack", escalation_channel="G7")
    clinic.slack.workspace.scopes.remove("groups:history")


def archive(clinic: Clinic) -> None:
    clinic.slack.escalations.archived = True


def unarchive(clinic: Clinic) -> None:
    clinic.slack.escalations.archived = False


def throw_out(clinic: Clinic) -> None:
    clinic.slack.escalations.bot_is_member = False


def invite_bot(clinic: Clinic) -> None:
    clinic.slack.escalations.bot_is_member = True


def webhook_elsewhere(clinic: Clinic) -> None:
    clinic.tg.world.queue.set_webhook({"url": "https://somebody.example/hook"}, None, None)


async def delete_webhook(clinic: Clinic) -> None:
    async with aiohttp.ClientSession() as browser:
        await browser.get(f"{clinic.tg.base_url}/bot{clinic.tg.token}/deleteWebhook")


def hook_of_somebody_else(clinic: Clinic) -> None:
    webhook_elsewhere(clinic)
    clinic.set("telegram", mode="webhook", webhook_url="https://coach.example")


async def a_bot_of_our_own(clinic: Clinic) -> None:
    tg = await clinic.others.enter_async_context(
        TelegramEmulator(token="7000002:AAHabotofourowntoken00000000000000")
    )
    tg.user(11, "Ana")
    clinic.set("telegram", token=tg.token, api_base_url=tg.base_url)


def clocks_ahead(clinic: Clinic) -> None:
    clinic.tg.clock_offset = clinic.slack.clock_offset = timedelta(minutes=5)


def clocks_right(clinic: Clinic) -> None:
    clinic.tg.clock_offset = clinic.slack.clock_offset = timedelta(0)


def newer(clinic: Clinic) -> None:
    with contextlib.closing(sqlite3.connect(clinic.database)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999_the_future'")


def damaged(clinic: Clinic) -> None:
    for file in clinic.database.parent.glob("handrail.db-*"):
        file.unlink()
    clinic.database.write_bytes(b"this was a database once" * 400)


def restored(clinic: Clinic) -> None:
    for file in clinic.database.parent.glob("handrail.db*"):
        file.unlink()
    for file in clinic.kept.glob("handrail.db*"):
        shutil.copy2(file, clinic.database.parent)


def another_key(clinic: Clinic) -> None:
    clinic.key.write_text("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n")


def key_from_copy(clinic: Clinic) -> None:
    shutil.copy2(clinic.kept / "handrail.key", clinic.key)


def dora_stands_in(clinic: Clinic) -> None:
    """A hole: she has no address."""
    listed = clinic.settings["coaches"]
    assert isinstance(listed, list)
    listed.append({"name": "Dora"})
    soon = datetime.now(UTC) + timedelta(days=9)
    swap = {
        "rotation": "week",
        "coach": "Dora",
        "from": soon.isoformat(),
        "to": (soon + timedelta(days=1)).isoformat(),
    }
    clinic.settings["overrides"] = [swap]


def dora_in_slack(clinic: Clinic) -> None:
    clinic.slack.user("U4", "Dora")
    clinic.coach("Dora")["slack_user"] = "U4"


def deactivated(clinic: Clinic) -> None:
    clinic.slack.workspace.accounts["U3"].deactivated = True


def an_app(clinic: Clinic) -> None:
    clinic.slack.workspace.accounts["U3"].is_app = True


def new_account(clinic: Clinic) -> None:
    clinic.slack.user("U9", "Cleo")
    clinic.coach("Cleo")["slack_user"] = "U9"


def out_of_channel(clinic: Clinic) -> None:
    clinic.slack.escalations.members.remove("U3")


def invite_cleo(clinic: Clinic) -> None:
    clinic.slack.escalations.members.append("U3")


async def ben_starts(clinic: Clinic) -> None:
    await clinic.tg.user(4040, "Ben").start()


async def ana_blocks(clinic: Clinic) -> None:
    await clinic.tg.user(11).block()


async def ana_unblocks(clinic: Clinic) -> None:
    await clinic.tg.user(11).unblock()


def no_folder_of_ours(clinic: Clinic) -> None:
    shutil.rmtree(clinic.folder / "prompts")
    clinic.set("practice", prompts="")


def confirm_lines(clinic: Clinic) -> None:
    confirm(SHIPPED / "resources" / "pt.toml", clinic.lines)
    clinic.set("practice", prompts=str(clinic.folder / "prompts"))


def two_years_old(clinic: Clinic) -> None:
    confirm(
        SHIPPED / "resources" / "pt.toml", clinic.lines, f"{datetime.now(UTC) - timedelta(days=700):%Y-%m-%d}"
    )


def numbers_for_malta(clinic: Clinic) -> None:
    line = f"""
emergency = ["112"]
[[lines]]
name = "Somebody who listens"
phone = "1770"
languages = ["mt", "en"]
kinds = ["suicide", "distress"]
source = "https://help.example"
verified_on = "{TODAY}"
"""
    (clinic.lines.parent / "mt.toml").write_text(line, encoding="utf-8")


def cleo_has_gone(clinic: Clinic) -> None:
    listed = clinic.settings["coaches"]
    assert isinstance(listed, list)
    listed.remove(clinic.coach("Cleo"))


async def somebody_on_our_port(clinic: Clinic) -> None:
    async def hello(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello")
        writer.close()

    server = await asyncio.start_server(hello, "127.0.0.1", 0)
    clinic.others.callback(server.close)
    clinic.set("web", port=server.sockets[0].getsockname()[1])


def broken_text(clinic: Clinic) -> None:
    said = clinic.folder / "prompts" / "said"
    said.mkdir()
    (said / "pt.toml").write_text('"greeting" = "Olá', encoding="utf-8")


def without_it(clinic: Clinic) -> None:
    (clinic.folder / "prompts" / "said" / "pt.toml").unlink()


FAULTS = [
    Fault(
        "a wrong Telegram token",
        "telegram.bot",
        "@BotFather",
        change("telegram", token="7000001:AAHsomebodyelsestoken000000000000"),
        right("telegram", "token"),
    ),
    Fault(
        "something that is no Telegram token",
        "telegram.bot",
        "[telegram] token",
        change("telegram", token="handrail"),
        right("telegram", "token"),
    ),
    Fault(
        "Telegram out of reach",
        "telegram.bot",
        "internet connection",
        lambda clinic: clinic.tg.stop(),
        lambda clinic: clinic.tg.start(),
    ),
    Fault(
        "a wrong address of Telegram's",
        "telegram.bot",
        "[telegram] api_base_url",
        change("telegram", api_base_url="http://127.0.0.1:9"),
        right("telegram", "api_base_url"),
    ),
    Fault("a webhook elsewhere", "telegram.polling", "deleteWebhook", webhook_elsewhere, delete_webhook),
    Fault(
        "a webhook that is not ours",
        "telegram.webhook",
        "one of our own (@BotFather, /newbot",
        hook_of_somebody_else,
        a_bot_of_our_own,
    ),
    Fault(
        "a webhook without https",
        "telegram.webhook",
        "https:// address",
        change("telegram", mode="webhook", webhook_url="http://coach.example"),
        change("telegram", webhook_url="https://coach.example"),
    ),
    Fault(
        "a coach who never started the bot",
        "telegram.coach",
        "press Start",
        about("Ben", telegram_user_id="4040"),
        ben_starts,
    ),
    Fault("a coach who blocked the bot", "telegram.coach", "Unblock", ana_blocks, ana_unblocks),
    Fault(
        "a wrong bot token",
        "slack.bot",
        "[slack] bot_token",
        change("slack", bot_token="xoxb-1-old"),
        right("slack", "bot_token"),
    ),
    Fault(
        "an app token for a bot token",
        "slack.bot",
        "xoxb-",
        change("slack", bot_token="xapp-1-emulated-app"),
        right("slack", "bot_token"),
    ),
    Fault(
        "a wrong app token",
        "slack.socket",
        "connections:write",
        change("slack", app_token="xapp-1-old"),
        right("slack", "app_token"),
    ),
    Fault(
        "no app token",
        "slack.socket",
        "[slack] app_token",
        change("slack", app_token=""),
        right("slack", "app_token"),
    ),
    Fault(
        "Slack out of reach",
        "slack.bot",
        "status.slack.com",
        lambda clinic: clinic.slack.stop(),
        lambda clinic: clinic.slack.start(),
    ),
    Fault(
        "no signing secret",
        "slack.http",
        "[slack] signing_secret",
        change("slack", mode="http"),
        change("slack", signing_secret="emulated-signing-secret"),
    ),
    Fault(
        "no right to post",
        "slack.scopes",
        "add chat:write",
        without_scope("chat:write"),
        with_scope("chat:write"),
    ),
    Fault(
        "no slash command", "slack.scopes", "add commands", without_scope("commands"), with_scope("commands")
    ),
    Fault(
        "no right to read a private channel",
        "slack.scopes",
        "add groups:history",
        private_channel,
        with_scope("groups:history"),
    ),
    Fault("the bot not in the channel", "slack.channel", "/invite @avatar", throw_out, invite_bot),
    Fault("an archived channel", "slack.channel", "Unarchive", archive, unarchive),
    Fault(
        "a channel that is not there",
        "slack.channel",
        "[slack] escalation_channel",
        change("slack", escalation_channel="C404"),
        right("slack", "escalation_channel"),
    ),
    Fault(
        "a channel's name for its id",
        "slack.channel",
        "Channel ID",
        change("slack", escalation_channel="escalations"),
        right("slack", "escalation_channel"),
    ),
    Fault(
        "no channel",
        "slack.channel",
        "[slack] escalation_channel",
        change("slack", escalation_channel=""),
        right("slack", "escalation_channel"),
    ),
    Fault(
        "a coach unknown in Slack",
        "slack.coach",
        "Copy member ID",
        about("Cleo", slack_user="U404"),
        about("Cleo", slack_user="U3"),
    ),
    Fault("a coach whose account is deactivated", "slack.coach", "Copy member ID", deactivated, new_account),
    Fault("an app for a coach", "slack.coach", "Copy member ID", an_app, new_account),
    Fault("a coach who is not in the channel", "slack.coach", "/invite @Cleo", out_of_channel, invite_cleo),
    Fault(
        "an address that Apprise cannot use",
        "apprise",
        'apprise of [[coaches]] "Ana"',
        about("Ana", apprise=["mailbox://ana"]),
        about("Ana", apprise=["mailto://user:password@example.com"]),
    ),
    Fault("a clock five minutes off", "clock", "timedatectl set-ntp true", clocks_ahead, clocks_right),
    Fault("a database of a newer version", "database", "handrail restore", newer, restored),
    Fault("a damaged database", "database", "handrail restore", damaged, restored),
    Fault("another practice's key", "key", "from your copy", another_key, key_from_copy),
    Fault("a key that is gone", "key", "put your copy", lambda clinic: clinic.key.unlink(), key_from_copy),
    Fault("no rota", "people.oncall", "[[rotations]]", put("rotations", []), back("rotations")),
    Fault("a hole in the rota", "people.oncall", "slack_user", dora_stands_in, dora_in_slack),
    Fault(
        "a step that reaches nobody",
        "people.steps",
        "add slack, apprise to ways in [[escalation.steps]] number 1 (coach:Cleo)",
        put(
            "escalation", {"steps": [{"target": "coach:Cleo", "ways": ["telegram"]}, {"target": "everybody"}]}
        ),
        put(
            "escalation",
            {"steps": [{"target": "coach:Cleo", "ways": ["telegram", "slack"]}, {"target": "everybody"}]},
        ),
    ),
    Fault(
        "a coach without a way",
        "people.ways",
        '[[coaches]] "Cleo" an address: slack_user',
        about("Cleo", slack_user=""),
        about("Cleo", slack_user="U3"),
    ),
    Fault(
        "a client whose coach has gone",
        "people.clients",
        '[[coaches]] with name = "Cleo"',
        cleo_has_gone,
        back("coaches"),
    ),
    Fault("unconfirmed crisis lines", "crisis", "verified_on", no_folder_of_ours, confirm_lines),
    Fault(
        "crisis lines that nobody looked at for two years",
        "crisis",
        "verified_on",
        two_years_old,
        confirm_lines,
    ),
    Fault(
        "a country without crisis lines",
        "crisis",
        "mt.toml",
        change("practice", country="MT"),
        numbers_for_malta,
    ),
    Fault(
        "no country",
        "crisis",
        "under [practice]",
        change("practice", country=""),
        right("practice", "country"),
    ),
    Fault(
        "another program on our port",
        "run",
        "[web] port",
        somebody_on_our_port,
        change("web", port=free_port()),
    ),
    Fault("a text that does not load", "practice.words", "take it out", broken_text, without_it),
]


async def done(doing: Doing, clinic: Clinic) -> None:
    result = doing(clinic)
    if isinstance(result, Awaitable):
        await result


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.called)
async def test_a_planted_fault_is_named_and_the_mend_works(fault: Fault, clinic: Open) -> None:
    async with clinic() as practice:
        await done(fault.plant, practice)
        ill = await practice.visit()
        assert ill.code == 1
        told = [check for check in ill.failed if check["name"] == fault.check]
        assert any(fault.mend_says in check["mend"] for check in told), ill.failed
        assert all(check["mend"] for check in ill.failed)
        await done(fault.mend, practice)
        well = await practice.visit()
        assert well.failed == []
        assert well.code == 0


async def test_a_key_that_others_may_read_is_mended_by_the_very_command(clinic: Open) -> None:
    async with clinic() as practice:
        practice.key.chmod(0o644)
        ill = await practice.visit()
        (told,) = ill.failed
        assert (ill.code, told["name"]) == (1, "key")
        subprocess.run(shlex.split(told["mend"]), check=True)
        assert (await practice.visit()).code == 0


async def test_a_database_that_is_away_is_told_without_its_password(clinic: Open, postgres: Postgres) -> None:
    async with clinic() as practice:
        practice.set("database", url="postgresql://handrail:s3cret@127.0.0.1:9/handrail")
        ill = await practice.visit()
        (told,) = ill.failed
        assert (ill.code, told["name"]) == (1, "database")
        assert "systemctl start postgresql" in told["mend"]
        assert "[database] url" in told["mend"]
        assert "s3cret" not in json.dumps(ill.checks)
        url = postgres.database()
        try:
            practice.set("database", url=url)
            practice.set("security", master_key="MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
            empty = await practice.visit()
            assert (empty.code, [check["status"] for check in empty.named("database")]) == (0, ["note"])
            migrated = await asyncio.to_thread(outcome, ["migrate", "--config", str(practice.config)])
            assert migrated == 0
            well = await practice.visit()
            assert (well.code, [check["status"] for check in well.named("database")]) == (0, ["ok"])
            assert [check["status"] for check in well.named("clock.database")] == ["ok"]
        finally:
            postgres.drop(url)


# --- a sound practice -------------------------------------------------------------------------------------------------


async def test_a_sound_practice_is_well_and_nobody_is_disturbed(clinic: Open) -> None:
    async with clinic() as practice:
        await practice.tg.user(77, "Tom").send("this waits to be fetched")
        before = [path.read_bytes() for path in (practice.database, practice.key)]
        visit = await practice.visit()
        assert (visit.code, visit.failed) == (0, [])
        asked = {call.method for call in practice.tg.log()}
        assert asked == {"getMe", "getWebhookInfo", "sendChatAction"}
        assert len(practice.tg.world.queue.pending) == 1
        assert practice.tg.user(11).messages == []
        assert practice.slack.escalations.messages == []
        (posted,) = practice.slack.escalations.history
        assert (posted.deleted, posted.mentions, posted.calls_everybody) == (True, [], False)
        assert [path.read_bytes() for path in (practice.database, practice.key)] == before


async def test_a_practice_that_has_not_run_yet_is_well_and_nothing_is_made(clinic: Open) -> None:
    async with clinic() as practice:
        shutil.rmtree(practice.folder / "data")
        visit = await practice.visit()
        assert (visit.code, visit.failed) == (0, [])
        assert not (practice.folder / "data").exists()


async def test_what_a_vendor_does_not_know_is_a_note(clinic: Open) -> None:
    async with clinic() as practice:
        for method in ("getWebhookInfo", "sendChatAction"):
            practice.tg.faults.add(method, "status:404")
        for method in (
            "auth.test",
            "users.info",
            "conversations.info",
            "conversations.members",
            "chat.delete",
        ):
            practice.slack.faults.add(method, "error:unknown_method")
        visit = await practice.visit()
        assert (visit.code, visit.failed) == (0, [])
        for name in (
            "telegram.polling",
            "telegram.coach",
            "slack.bot",
            "slack.channel",
            "slack.coach",
            "slack.page",
        ):
            assert {check["status"] for check in visit.named(name)} == {"note"}, name


async def test_nobody_waits_longer_than_twenty_seconds_though_nobody_answers(clinic: Open) -> None:
    async with clinic() as practice:
        practice.tg.faults.add("*", "hang")
        practice.slack.faults.add("*", "hang")
        visit = await practice.visit()
        assert visit.took_s < WITHIN_S
        assert {check["name"] for check in visit.failed} == {"telegram.bot", "slack.bot", "slack.socket"}


async def test_a_bot_without_some_lesser_right_is_noted(clinic: Open) -> None:
    async with clinic() as practice:
        practice.slack.workspace.scopes.remove("users:read")
        visit = await practice.visit()
        assert visit.code == 0
        (told,) = visit.named("slack.scopes")
        assert told["status"] == "note"
        assert "users:read" in told["found"]


async def test_a_clock_some_seconds_off_is_noted(clinic: Open) -> None:
    async with clinic() as practice:
        practice.tg.clock_offset = practice.slack.clock_offset = timedelta(seconds=-30)
        visit = await practice.visit()
        assert visit.code == 0
        (told,) = visit.named("clock")
        assert told["status"] == "note"
        assert re.search(r"our clock is (29|30|31) s ahead of", told["found"])


async def test_settings_that_do_not_load_end_with_2_and_say_what_to_write(clinic: Open) -> None:
    async with clinic() as practice:
        practice.set("telegram", tokn="x")
        practice.config.write_text(as_toml(practice.settings), encoding="utf-8")
        process = await asyncio.create_subprocess_exec(
            *command("doctor", "--config", str(practice.config)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        assert (process.returncode, out) == (2, b"")
        assert b'did you mean "token"?' in err


async def test_people_read_one_line_for_each_check_and_how_to_mend(clinic: Open) -> None:
    async with clinic() as practice:
        throw_out(practice)
        practice.config.write_text(as_toml(practice.settings), encoding="utf-8")
        process = await asyncio.create_subprocess_exec(
            *command("doctor", "--config", str(practice.config)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        told = out.decode()
        assert (process.returncode, err) == (1, b"")
        assert re.search(
            r"^FAIL +slack\.channel +the bot is not in #escalations\n +to mend: .*/invite @avatar", told, re.M
        )
        assert re.search(r"^ok +telegram\.bot +@handrail_test_bot answers$", told, re.M)
        assert told.splitlines()[-1].startswith("1 check has failed")
        for secret in (practice.slack.bot_token, practice.slack.app_token, practice.tg.token):
            assert secret not in told


async def test_beside_a_running_practice_nothing_is_disturbed(
    new_practice: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "words"
    confirm(SHIPPED / "resources" / "pt.toml", own / "resources" / "pt.toml")
    async with new_practice({"practice": {"prompts": str(own)}}) as practice:
        monkeypatch.chdir(practice.folder)
        told = await visited(practice.config)
        assert (told.code, told.failed) == (0, [])
        assert [check["status"] for check in told.named("run")] == ["ok"]
        assert {call.status for call in practice.tg.log("getUpdates")} <= {200, None}
        assert practice.slack.escalations.messages == []
        assert (await practice.get("/readyz"))[0] == 200
