"""`handrail init` as a newcomer meets it: at a terminal, by a file of answers, and with nobody there."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import pty
import stat
import tomllib
from pathlib import Path
from time import perf_counter

from tests.blackbox.practice import READY_S, ROOT, SAYS_S, command, free_port
from tests.emulators.slack import SlackEmulator
from tests.emulators.telegram import TelegramEmulator

PROMPT_ENDS = (": ", "paste) ")


def environment(**more: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
    return clean | {"PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"} | more


async def init(folder: Path, *arguments: str, **more: str) -> tuple[int, str, str]:
    """`handrail init` with nobody at a terminal."""
    process = await asyncio.create_subprocess_exec(
        *command("init", *arguments),
        cwd=folder,
        env=environment(**more),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), READY_S)
    return process.returncode or 0, out.decode(), err.decode()


class Screen:
    """A terminal with `handrail init` on it."""

    def __init__(self, process: asyncio.subprocess.Process, handle: int) -> None:
        self.process = process
        self._handle = handle
        self.text = ""
        self._read_to = 0

    async def waits(self) -> str:
        """What has been shown since the last answer, once it waits for the next; or once it has ended."""
        ends_at = perf_counter() + READY_S
        while perf_counter() < ends_at:
            ended = self.process.returncode is not None
            with contextlib.suppress(BlockingIOError, OSError):
                while part := os.read(self._handle, 65_536):
                    self.text += part.decode("utf-8", "replace").replace("\r\n", "\n")
            new = self.text[self._read_to :]
            if ended or new.endswith(PROMPT_ENDS):
                return new
            await asyncio.sleep(0.02)
        raise AssertionError(f"it neither asks nor ends:\n{self.text[-2000:]}")

    async def answers(self, **lines: str) -> str:
        """Answer what is asked by a piece of the question, each once, and Enter to all else; the whole screen."""
        left = {key.replace("_", " "): line for key, line in lines.items()}
        while (shown := await self.waits()).endswith(PROMPT_ENDS):
            question = shown.splitlines()[-1]
            key = next((key for key in left if key in question), "")
            self._read_to = len(self.text)
            os.write(self._handle, f"{left.pop(key) if key else ''}\n".encode())
            await asyncio.sleep(0.05)
        assert not left, f"never asked: {left}\n{self.text}"
        return self.text


@contextlib.asynccontextmanager
async def screen(folder: Path, **more: str):  # type: ignore[no-untyped-def]
    ours, theirs = pty.openpty()
    os.set_blocking(ours, False)
    process = await asyncio.create_subprocess_exec(
        *command("init"),
        cwd=folder,
        env=environment(TERM="dumb", **more),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Screen(process, ours)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        os.close(ours)


async def test_a_newcomer_answers_at_a_terminal_and_has_a_practice_that_runs(tmp_path: Path) -> None:
    folder = tmp_path / "practice"
    folder.mkdir()
    async with TelegramEmulator() as tg, SlackEmulator() as slack:
        slack.user("U1", "Ana")
        away = {"HANDRAIL_TELEGRAM__API_BASE_URL": tg.base_url}
        async with screen(folder, **away) as terminal:
            shown = await terminal.answers(
                practice_called="Harbour Coaching",
                Which_country="Portugal",
                your_first_name="Ana",
                **{"bot's_token": tg.token},
                coaches_use_Slack="yes",
                bot_token="xoxb-a-secret-of-slack",
                app_token="xapp-a-secret-of-slack",
                channel="C1",
                Slack_member_id="U1",
            )
        assert terminal.process.returncode == 0, shown
        assert "Telegram knows it: this is @" in shown
        assert "/newbot" in shown
        for secret in (tg.token, tg.token.partition(":")[2], "a-secret-of-slack"):
            assert secret not in shown
        written = folder / "handrail.toml"
        assert stat.S_IMODE(written.stat().st_mode) == 0o600
        assert stat.S_IMODE((folder / "data/handrail.key").stat().st_mode) == 0o600
        settings = tomllib.loads(written.read_text())
        assert settings["telegram"] == {"token": tg.token}
        assert settings["practice"]["timezone"] == "Europe/Lisbon"
        assert (
            json.loads((folder / "slack-manifest.json").read_text())["settings"]["socket_mode_enabled"]
            is True
        )
        for step in ("handrail doctor", "handrail run", "handrail invite", "verified_on"):
            assert step in shown
        assert (Path(settings["practice"]["prompts"]) / "resources/pt.toml").is_file()


async def test_ctrl_c_in_the_middle_writes_nothing(tmp_path: Path) -> None:
    async with screen(tmp_path) as terminal:
        await terminal.waits()
        os.write(terminal._handle, b"Harbour\n")
        await asyncio.sleep(0.3)
        terminal.process.send_signal(2)
        code = await asyncio.wait_for(terminal.process.wait(), READY_S)
    assert code == 130, terminal.text
    assert list(tmp_path.iterdir()) == []


async def test_settings_that_are_there_stay_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    (tmp_path / "handrail.toml").write_text("# mine\n")
    async with screen(tmp_path) as terminal:
        shown = await terminal.answers()
    assert (terminal.process.returncode, "Nothing was changed" in shown) == (0, True)
    assert (tmp_path / "handrail.toml").read_text() == "# mine\n"


ANSWERS = """
[practice]
name = "Harbour"
timezone = "Europe/Lisbon"
country = "PT"

[telegram]
token = "{token}"
api_base_url = "{base}"

[web]
port = {port}

[[coaches]]
name = "Ana"
"""


async def test_answers_from_a_file_make_a_practice_that_a_client_can_reach(tmp_path: Path) -> None:
    async with TelegramEmulator() as tg:
        port = free_port()
        (tmp_path / "answers.toml").write_text(ANSWERS.format(token=tg.token, base=tg.base_url, port=port))
        code, out, err = await init(tmp_path, "--answers", "answers.toml", "--json")
        assert (code, err) == (0, ""), err
        told = json.loads(out)
        assert told["config"] == str(tmp_path / "handrail.toml")
        assert told["key"] == str(tmp_path / "data/handrail.key")
        assert told["bot"]
        process = await asyncio.create_subprocess_exec(
            *command("run"), cwd=tmp_path, env=environment(), stdin=asyncio.subprocess.DEVNULL
        )
        try:
            stranger = tg.user(7, "Mia")
            await stranger.send("hello")
            await stranger.expect(lambda said: bool(said.text), READY_S)
        finally:
            process.terminate()
            assert await asyncio.wait_for(process.wait(), SAYS_S) == 0


async def test_a_token_that_telegram_refuses_writes_nothing(tmp_path: Path) -> None:
    async with TelegramEmulator() as tg:
        text = ANSWERS.format(token="1:not-this-bots-token", base=tg.base_url, port=0)
        (tmp_path / "answers.toml").write_text(text)
        code, out, err = await init(tmp_path, "--answers", "answers.toml")
    assert (code, out) == (2, "")
    assert "[telegram] token: Telegram does not know this token" in err
    assert "not-this-bots-token" not in err
    assert not (tmp_path / "handrail.toml").exists()


async def test_with_telegram_away_the_token_is_taken_and_said_to_be_unchecked(tmp_path: Path) -> None:
    text = ANSWERS.format(token="1:some-token", base=f"http://127.0.0.1:{free_port()}", port=0)
    (tmp_path / "answers.toml").write_text(text)
    code, out, err = await init(tmp_path, "--answers", "answers.toml")
    assert code == 0, err
    assert "the token is not checked" in err
    assert "some-token" not in out + err
    again, _, err = await init(tmp_path, "--answers", "answers.toml")
    assert (again, "is there already" in err) == (2, True)
    over, _, _ = await init(tmp_path, "--answers", "answers.toml", "--overwrite")
    assert over == 0


async def test_with_nobody_there_it_says_so_and_ends(tmp_path: Path) -> None:
    code, out, err = await init(tmp_path)
    assert (code, out) == (2, "")
    assert "handrail init --answers FILE" in err
    closed = await asyncio.create_subprocess_exec(
        "sh",
        "-c",
        'exec "$@" <&-',
        "sh",
        *command("init"),
        cwd=tmp_path,
        env=environment(),
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await asyncio.wait_for(closed.communicate(), READY_S)
    assert (closed.returncode, b"--answers FILE" in said) == (2, True), said
    assert list(tmp_path.iterdir()) == []


async def test_on_postgres_the_place_of_the_key_is_written_down(tmp_path: Path) -> None:
    (tmp_path / "answers.toml").write_text(
        '[database]\nurl = "postgresql://h/n"\n[[coaches]]\nname = "Ana"\n'
    )
    code, _, err = await init(tmp_path, "--answers", "answers.toml")
    assert code == 0, err
    settings = tomllib.loads((tmp_path / "handrail.toml").read_text())
    assert settings["security"] == {"master_key_file": str(tmp_path / "data/handrail.key")}
    assert (tmp_path / "data/handrail.key").is_file()


async def test_the_manifest_alone(tmp_path: Path) -> None:
    for arguments, socket in ((["--slack-manifest"], True), (["--slack-manifest", "http"], False)):
        code, out, err = await init(tmp_path, *arguments)
        assert (code, err) == (0, "")
        assert json.loads(out)["settings"]["socket_mode_enabled"] is socket
    (tmp_path / "handrail.toml").write_text('[web]\npublic_url = "https://ana.example"\n')
    _, out, _ = await init(tmp_path, "--slack-manifest", "http")
    assert json.loads(out)["settings"]["interactivity"]["request_url"] == "https://ana.example/slack/events"
    code, _, err = await init(tmp_path, "--slack-manifest", "pigeon")
    assert (code, "write socket or http" in err) == (2, True)
