"""Wheel and sdist hold what is needed and nothing more, and what they install runs away from the checkout."""

from __future__ import annotations

import email
import json
import signal
import subprocess
import tarfile
import time
import tomllib
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.blackbox.practice import READY_S, free_port
from tests.packaging.conftest import ROOT, Installed, clean_environment

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def handrail(
    there: Installed, folder: Path, *arguments: str, stdin: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(there.handrail), *arguments],
        cwd=folder,
        env=clean_environment(**more),
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=READY_S,
    )


@contextmanager
def running(argv: list[str], folder: Path, port: int, **more: str) -> Iterator[subprocess.Popen[str]]:
    """A process that answers /healthz on `port`; it must end by SIGTERM with 0."""
    process = subprocess.Popen(
        argv,
        cwd=folder,
        env=clean_environment(**more),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    try:
        ends_at = time.perf_counter() + READY_S
        while not answers(f"http://127.0.0.1:{port}/healthz"):
            assert process.poll() is None, process.stderr.read()
            assert time.perf_counter() < ends_at, "it does not begin to answer"
            time.sleep(0.1)
        yield process
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0, process.stderr.read()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        process.stderr.close()


def answers(address: str) -> str:
    """What is there; empty if nobody answers, or not with 200."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(address, timeout=5) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, OSError):
        return ""


def test_the_wheel_names_what_it_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as content:
        (name,) = (name for name in content.namelist() if name.endswith(".dist-info/METADATA"))
        about = email.message_from_bytes(content.read(name))
    assert about["Version"] == PROJECT["version"]
    needed = about.get_all("Requires-Dist") or []
    assert len([line for line in needed if "extra ==" not in line]) == len(PROJECT["dependencies"])
    assert any("psycopg" in line and "extra == 'postgres'" in line for line in needed)


def test_the_sdist_builds_the_same_wheel(built: Path, wheel: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as content:
        inside = {name.partition("/")[2] for name in content.getnames()}
    with zipfile.ZipFile(wheel) as content:
        code = {name for name in content.namelist() if ".dist-info/" not in name}
    assert code <= inside
    assert {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "config.example.toml",
        "Dockerfile",
        "compose.yaml",
    } <= inside
    assert not [name for name in inside if name.endswith((".db", ".key", ".pyc")) or name == "handrail.toml"]


def test_the_command_lists_its_commands(installed: Installed, tmp_path: Path) -> None:
    ran = handrail(installed, tmp_path, "--help")
    assert ran.returncode == 0, ran.stderr
    for command in ("run", "init", "doctor", "invite", "migrate"):
        assert command in ran.stdout


def test_the_code_is_the_installed_one(installed: Installed, tmp_path: Path) -> None:
    where = (
        "import bot, adapters, prompts, migrations; print(bot.__path__, adapters.__path__, prompts.__path__)"
    )
    ran = subprocess.run(
        [str(installed.python), "-c", where],
        cwd=tmp_path,
        env=clean_environment(),
        capture_output=True,
        text=True,
    )
    assert ran.stdout.count(str(installed.site)) == 3, ran.stdout + ran.stderr
    assert str(ROOT / "bot") not in ran.stdout


def test_the_playground_runs_with_its_pages_and_its_look(installed: Installed, tmp_path: Path) -> None:
    port = free_port()
    with running([str(installed.handrail), "run"], tmp_path, port, HANDRAIL_WEB__PORT=str(port)):
        page = answers(f"http://127.0.0.1:{port}/playground")
        assert "<html" in page
        linked = [part.partition('"')[0] for part in page.split('="')[1:] if part.startswith("/playground/")]
        assets = [path for path in linked if path.endswith((".css", ".js"))]
        assert assets, "the page has neither style nor script"
        assert all(answers(f"http://127.0.0.1:{port}{path}") for path in assets), assets
    assert (tmp_path / "data/playground.db").is_file(), "migrations are in the wheel"


def test_a_practice_is_set_up_and_served_from_it(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "answers.toml").write_text('[practice]\ncountry = "GB"\n[[coaches]]\nname = "Ana"\n')
    made = handrail(installed, tmp_path, "init", "--answers", "answers.toml", "--json")
    assert made.returncode == 0, made.stderr
    assert Path(json.loads(made.stdout)["crisis_lines"]).read_text("utf-8") == (
        ROOT / "prompts/resources/gb.toml"
    ).read_text("utf-8")
    heard = handrail(installed, tmp_path, "triage", stdin='{"id": 1, "text": "I want to kill myself"}\n')
    assert json.loads(heard.stdout)["lane"] == "urgent"
    invited = handrail(installed, tmp_path, "invite", "--name", "Mia", "--json")
    assert json.loads(invited.stdout)["code"], invited.stderr


def test_without_the_driver_a_postgres_address_says_what_to_install(
    installed: Installed, tmp_path: Path
) -> None:
    missing = tmp_path / "missing"
    missing.mkdir()
    (missing / "psycopg.py").write_text("raise ModuleNotFoundError('there is no psycopg', name='psycopg')\n")
    url = "postgresql://somebody@127.0.0.1:1/handrail"
    for command in (("migrate",), ("show", "Mia")):
        ran = handrail(installed, tmp_path, *command, HANDRAIL_DATABASE__URL=url, PYTHONPATH=str(missing))
        assert ran.returncode == 2, ran.stderr
        assert ran.stderr.splitlines()[1:] == [
            "handrail: postgresql:// needs its driver; install it: pip install 'handrail[postgres]'"
        ], "behind the note that no settings were given"
