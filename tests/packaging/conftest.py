"""What `pip install` makes of the wheel, in a place of its own, away from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment with Handrail in it, which nobody but root may change."""

    folder: Path

    @property
    def handrail(self) -> Path:
        return self.folder / "bin" / "handrail"

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def site(self) -> Path:
        return next((self.folder / "lib").glob("python*/site-packages"))


def clean_environment(**more: str) -> dict[str, str]:
    """As on a machine that knows nothing of the checkout."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return kept | more


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with wheel and sdist, built without a network."""
    folder = tmp_path_factory.mktemp("built")
    ran = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return folder


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    (file,) = built.glob("*.whl")
    return file


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in a fresh environment; what it stands on is borrowed from the one that runs the tests."""
    folder = tmp_path_factory.mktemp("installed") / "handrail"
    return install(wheel, folder)


def install(wheel: Path, folder: Path) -> Installed:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    there = Installed(folder)
    with zipfile.ZipFile(wheel) as content:
        content.extractall(there.site)
    borrowed = Path(sysconfig.get_paths()["purelib"])
    # A `.pth` line that is a folder is searched after this environment's own; `.pth` files in it are not read, so
    # that an editable install of the checkout stays out.
    (there.site / "borrowed.pth").write_text(f"{borrowed}\n")
    there.handrail.write_text(f"#!{there.python}\nfrom bot.cli import main\nmain()\n")
    there.handrail.chmod(0o755)
    return there


def nobody() -> list[str]:
    """How to run a command as a user who may change nothing here; empty when we are such a user already."""
    if os.geteuid() != 0:
        return []
    assert shutil.which("setpriv"), "running as root, and there is no setpriv to become somebody else"
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
