"""Dockerfile and compose.yaml hold what they promise, as far as that can be seen without a container engine.

The image is not built here; its parts are: the wheel is installed, its commands run, on a read-only file system.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from bot import config
from tests.blackbox.practice import READY_S, free_port
from tests.packaging.conftest import ROOT, Installed, clean_environment
from tests.packaging.test_installed import answers, running
from tests.postgres import Postgres

PORT = "HANDRAIL_WEB__PORT"


@dataclass(frozen=True, slots=True)
class Instruction:
    word: str
    rest: str

    @property
    def argv(self) -> list[str]:
        """The exec form; fails if it is a line for a shell."""
        found: list[str] = json.loads(self.rest[self.rest.index("[") :])
        return found


def instructions() -> list[list[Instruction]]:
    """The Dockerfile's instructions, stage by stage."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
    stages: list[list[Instruction]] = []
    for line in re.sub(r"\\\n", " ", text).splitlines():
        if line.strip():
            word, _, rest = line.strip().partition(" ")
            if word == "FROM":
                stages.append([])
            stages[-1].append(Instruction(word, rest.strip()))
    return stages


BUILD, IMAGE = instructions()


def one(word: str) -> Instruction:
    (found,) = (each for each in IMAGE if each.word == word)
    return found


def image_environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in one("ENV").rest.split())


def healthcheck() -> list[str]:
    return one("HEALTHCHECK").argv


# --- the Dockerfile -----------------------------------------------------------------------------------------------


def test_every_instruction_is_one_that_docker_knows() -> None:
    known = {"FROM", "WORKDIR", "RUN", "ENV", "COPY", "USER", "VOLUME", "EXPOSE"}
    known |= {"STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"}
    assert {each.word for stage in (BUILD, IMAGE) for each in stage} <= known


def test_both_stages_stand_on_the_same_small_python() -> None:
    bases = [stage[0].rest.split()[0] for stage in (BUILD, IMAGE)]
    assert bases[0] == bases[1]
    version = re.fullmatch(r"python:3\.(\d+)-slim", bases[0])
    assert version is not None
    assert int(version.group(1)) >= 11


def test_the_image_gets_the_environment_and_no_source_nor_compiler() -> None:
    (copied,) = (each.rest for each in IMAGE if each.word == "COPY")
    assert copied == "--from=build /opt/handrail /opt/handrail"
    assert "apt-get" not in "".join(each.rest for each in IMAGE)


def test_everything_the_wheel_is_made_of_is_copied_and_let_through() -> None:
    copied = {path for each in BUILD if each.word == "COPY" for path in each.rest.split()[:-1]}
    let_through = {
        line.removeprefix("!").rstrip("/")
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    }
    assert copied == let_through
    assert {"bot", "escalation", "adapters", "prompts", "migrations", "pyproject.toml", "README.md"} <= copied
    assert all((ROOT / path).exists() for path in copied)


def test_postgres_is_spoken() -> None:
    assert any("[postgres]" in each.rest for each in BUILD)


def test_it_is_nobody_in_particular_and_owns_only_its_data() -> None:
    user, _, group = one("USER").rest.partition(":")
    assert int(user) >= 1000
    assert int(group) >= 1000
    assert one("VOLUME").argv == ["/data"]
    made = " ".join(each.rest for each in IMAGE if each.word == "RUN")
    assert f"--owner={user} --group={group} --mode=0700 /data" in made
    words = [each.word for each in IMAGE]
    assert words.index("RUN") < words.index("USER") < words.index("VOLUME")


def test_it_is_stopped_as_the_process_understands() -> None:
    assert one("STOPSIGNAL").rest == "SIGTERM"
    assert one("ENTRYPOINT").argv + one("CMD").argv == ["handrail", "run"], "exec form: signals reach it"


def test_no_bytecode_is_written_and_the_settings_are_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = image_environment()
    assert environment["PYTHONDONTWRITEBYTECODE"] == "1"
    for name in [name for name in os.environ if name.startswith("HANDRAIL_")]:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        if name.startswith("HANDRAIL_"):
            monkeypatch.setenv(name, value)
    settings = config.load(None)
    assert (settings.web.host, settings.web.port) == ("0.0.0.0", int(one("EXPOSE").rest))


def test_relative_paths_lead_into_the_volume() -> None:
    assert (Path(one("WORKDIR").rest) / "data").as_posix() == one("VOLUME").argv[0]
    assert Path(image_environment()["HANDRAIL_CONFIG"]).parent.as_posix() == one("VOLUME").argv[0]


# --- what runs in it ----------------------------------------------------------------------------------------------


def checked(there: Installed, port: int) -> int:
    python, *rest = healthcheck()
    assert python == "python"
    ran = subprocess.run(
        [str(there.python), *rest],
        env=clean_environment(**{PORT: str(port)}),
        capture_output=True,
        timeout=READY_S,
    )
    return ran.returncode


def test_the_healthcheck_tells_alive_from_hanging_and_gone(installed: Installed, tmp_path: Path) -> None:
    port = free_port()
    assert checked(installed, port) != 0, "nobody is there yet"
    with running([str(installed.handrail), "run"], tmp_path, port, **{PORT: str(port)}) as process:
        assert checked(installed, port) == 0
        process.send_signal(signal.SIGSTOP)
        began = time.perf_counter()
        assert checked(installed, port) != 0, "it hangs"
        assert time.perf_counter() - began < 10
        process.send_signal(signal.SIGCONT)
        assert checked(installed, port) == 0
    assert checked(installed, port) != 0, "it has ended"


def read_only_but(data: Path) -> list[str]:
    """How to run a command for which only `data` can be written, without any special right; empty if we may not."""
    inside = (
        f'mount --bind "{data}" "{data}" && mount -o remount,bind,ro / && '
        'exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all "$@"'
    )
    prefix = ["unshare", "--mount", "sh", "-c", inside, "sh"]
    if os.geteuid() == 0 and shutil.which("unshare") and shutil.which("setpriv"):
        tried = subprocess.run([*prefix, "touch", str(data / "tried")], capture_output=True, check=False)
        if tried.returncode == 0:
            (data / "tried").unlink()
            refused = subprocess.run(
                [*prefix, "touch", str(ROOT / "tried")], capture_output=True, check=False
            )
            assert refused.returncode != 0
            return prefix
    warnings.warn(
        "no mount namespace here: that only the data is written is looked at afterwards", stacklevel=1
    )
    return []


def test_the_whole_image_may_be_read_only_but_for_its_data(installed: Installed, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    port = free_port()
    environment = {name: value for name, value in image_environment().items() if name != "PATH"}
    environment |= {"HANDRAIL_CONFIG": str(data / "handrail.toml"), PORT: str(port), "HOME": "/nonexistent"}
    (tmp_path / "answers.toml").write_text('[practice]\ncountry = "PT"\n[[coaches]]\nname = "Ana"\n')
    before = {path: path.stat().st_mtime_ns for path in installed.folder.rglob("*")}
    only_data = read_only_but(data)
    made = subprocess.run(
        [*only_data, str(installed.handrail), "init", "--answers", str(tmp_path / "answers.toml")],
        cwd=tmp_path,
        env=clean_environment(**environment),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=READY_S,
    )
    assert made.returncode == 0, made.stderr
    with running([*only_data, str(installed.handrail), *one("CMD").argv], tmp_path, port, **environment):
        assert answers(f"http://127.0.0.1:{port}/healthz") == "ok"
    assert {path.name for path in tmp_path.iterdir()} == {"data", "answers.toml"}
    assert {"handrail.toml", "handrail.key", "handrail.db", "practice-prompts"} <= {
        path.name for path in data.iterdir()
    }
    assert {path: path.stat().st_mtime_ns for path in installed.folder.rglob("*")} == before


# --- compose ------------------------------------------------------------------------------------------------------


def composed() -> dict[str, dict[str, dict[str, object]]]:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    found: dict[str, dict[str, dict[str, object]]] = yaml.safe_load(text)
    return found


def worker() -> dict[str, object]:
    return composed()["services"]["handrail"]


def test_two_workers_that_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    deploy = worker()["deploy"]
    assert deploy == {"replicas": 2}
    (port,) = worker()["ports"]  # type: ignore[misc]
    span = re.fullmatch(r"127\.0\.0\.1:(\d+)-(\d+):(\d+)", str(port))
    assert span is not None, "only this machine is served; others come through a proxy"
    assert int(span.group(2)) - int(span.group(1)) + 1 == 2
    assert span.group(3) == one("EXPOSE").rest
    assert "container_name" not in worker()


def test_a_worker_may_do_no_more_than_it_must() -> None:
    assert worker()["read_only"] is True
    assert worker()["cap_drop"] == ["ALL"]
    assert worker()["security_opt"] == ["no-new-privileges:true"]
    assert worker()["tmpfs"] == ["/tmp"]
    assert "user" not in worker(), "the image's own"
    assert "privileged" not in worker()


def test_a_worker_is_given_the_time_that_stopping_takes() -> None:
    grace = re.fullmatch(r"(\d+)s", str(worker()["stop_grace_period"]))
    assert grace is not None
    assert int(grace.group(1)) >= 15


def test_the_workers_share_settings_key_and_list_of_erasures() -> None:
    assert worker()["volumes"] == ["data:/data"]
    assert set(composed()["volumes"]) == {"data", "postgres"}


def test_postgres_is_waited_for_and_its_password_is_nobodys_default(monkeypatch: pytest.MonkeyPatch) -> None:
    postgres = composed()["services"]["postgres"]
    assert worker()["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    test = postgres["healthcheck"]["test"]  # type: ignore[index]
    assert test[:2] == ["CMD", "pg_isready"]
    assert postgres["volumes"] == ["postgres:/var/lib/postgresql/data"]
    assert "ports" not in postgres
    given = [worker()["environment"]["HANDRAIL_DATABASE__URL"], postgres["environment"]["POSTGRES_PASSWORD"]]  # type: ignore[index]
    assert all("${POSTGRES_PASSWORD:?" in str(value) for value in given), "without one it must not start"
    for name in [name for name in os.environ if name.startswith("HANDRAIL_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HANDRAIL_DATABASE__URL", re.sub(r"\$\{[^}]*\}", "secret", str(given[0])))
    assert config.load(None).database.url == "postgresql://handrail:secret@postgres/handrail"


def test_no_secret_stands_in_the_files() -> None:
    for name in ("Dockerfile", "compose.yaml", "deploy/handrail.service"):
        text = (ROOT / name).read_text("utf-8")
        assert not re.search(r"xoxb-\w|xapp-\w|\d{6,}:[\w-]{20,}", text), name


def test_two_workers_that_start_together_on_postgres_use_one_key(
    installed: Installed, postgres: Postgres, tmp_path: Path
) -> None:
    url = postgres.database()
    data = tmp_path / "data"
    data.mkdir()
    (data / "handrail.toml").write_text('[[coaches]]\nname = "Ana"\n')
    shared = {"HANDRAIL_CONFIG": str(data / "handrail.toml"), "HANDRAIL_DATABASE__URL": url}
    first, second = free_port(), free_port()
    argv = [str(installed.handrail), "run"]
    other = subprocess.Popen(
        argv,
        cwd=tmp_path,
        env=clean_environment(**shared, **{PORT: str(second)}),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with running(argv, tmp_path, first, **shared, **{PORT: str(first)}):
            ends_at = time.perf_counter() + READY_S
            while not answers(f"http://127.0.0.1:{second}/healthz"):
                assert other.poll() is None, "the second worker has ended"
                assert time.perf_counter() < ends_at
                time.sleep(0.1)
            assert [path.name for path in data.glob("*.key")] == ["handrail.key"]
            other.send_signal(signal.SIGTERM)
            assert other.wait(15) == 0
            assert answers(f"http://127.0.0.1:{first}/healthz") == "ok"
    finally:
        if other.poll() is None:
            other.kill()
            other.wait()
        postgres.drop(url)
