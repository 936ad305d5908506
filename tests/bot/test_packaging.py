"""What `pip install` puts on a machine works there, away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = {
    "prompts": {".toml", ".md", ".txt"},
    "migrations": {".py", ".mako"},
    "adapters": {".py", ".html", ".css", ".js", ".svg"},
    "bot": {".py"},
    "escalation": {".py"},
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, as it lies in site-packages."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as content:
        content.extractall(folder)
    return folder


def handrail(
    installed: Path, folder: Path, *arguments: str, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        cwd=folder,
        env=clean | {"PYTHONPATH": str(installed)},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_file_that_is_read_at_run_time_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as content:
        names = set(content.namelist())
    for package, kinds in SHIPPED.items():
        wanted = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / package).rglob("*")
            if path.is_file() and path.suffix in kinds
        }
        assert wanted, package
        assert wanted - names == set()


def test_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as content:
        tops = {name.partition("/")[0] for name in content.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(SHIPPED)


def test_the_command_is_called_handrail(installed: Path) -> None:
    (points,) = installed.glob("*.dist-info/entry_points.txt")
    assert "handrail = bot.cli:main" in points.read_text(encoding="utf-8")


def test_triage_works_from_the_wheel_in_any_folder(installed: Path, tmp_path: Path) -> None:
    ran = handrail(installed, tmp_path, "triage", stdin='{"id": 1, "text": "I want to kill myself"}\n')
    assert json.loads(ran.stdout)["lane"] == "urgent", ran.stderr


def test_a_database_is_made_from_the_wheel_in_any_folder(installed: Path, tmp_path: Path) -> None:
    ran = handrail(installed, tmp_path, "invite", "--name", "Mia", "--json")
    assert json.loads(ran.stdout).keys() == {"client", "code", "link"}, ran.stderr
    assert (tmp_path / "data" / "playground.db").exists()


def test_the_code_that_ran_is_the_wheels(installed: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-c", "import bot, prompts; print(bot.__path__[0], prompts.__path__[0])"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.split() == [str(installed / "bot"), str(installed / "prompts")]


def test_the_packages_that_are_shipped_are_the_ones_whose_directions_are_held() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert set(shipped) == set(SHIPPED) == set(settings["tool"]["importlinter"]["root_packages"])
