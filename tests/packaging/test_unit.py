"""The systemd unit is sound, hardened, and lets Handrail run; it is not started here."""

from __future__ import annotations

import configparser
import ctypes
import os
import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from tests.blackbox.practice import free_port
from tests.packaging.conftest import ROOT, Installed
from tests.packaging.test_installed import answers, running

UNIT = ROOT / "deploy" / "handrail.service"
MOST_EXPOSED = 2.0  # of 10, as systemd-analyze counts it; below 2.1 it says OK
PR_SET_MDWE = 65  # the kernel's own form of MemoryDenyWriteExecute, since 6.3


@pytest.fixture(scope="module")
def analyze() -> str:
    found = shutil.which("systemd-analyze")
    if found is None:
        if os.environ.get("HANDRAIL_TEST_NO_SKIP") == "1":
            pytest.fail("HANDRAIL_TEST_NO_SKIP=1, and there is no systemd-analyze: install systemd")
        pytest.skip("NOT TESTED: the systemd unit; there is no systemd-analyze (install systemd)")
    return found


def service() -> dict[str, str]:
    parser = configparser.RawConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(UNIT, "utf-8")
    return dict(parser["Service"])


def test_systemd_finds_nothing_wrong_with_it(analyze: str, installed: Installed, tmp_path: Path) -> None:
    here = tmp_path / "handrail.service"
    here.write_text(
        UNIT.read_text("utf-8").replace("/opt/handrail/bin/handrail run", f"{installed.handrail} run")
    )
    ran = subprocess.run([analyze, "verify", str(here)], capture_output=True, text=True, check=False)
    said = [line for line in ran.stderr.splitlines() if "handrail" in line]
    assert (ran.returncode, said) == (0, []), ran.stderr


def test_it_is_exposed_as_little_as_a_service_on_the_network_can_be(analyze: str) -> None:
    ran = subprocess.run(
        [analyze, "security", "--offline=true", str(UNIT)], capture_output=True, text=True, check=False
    )
    level = re.search(r"Overall exposure level for handrail\.service: ([\d.]+)", ran.stdout)
    assert level is not None, ran.stdout + ran.stderr
    assert float(level.group(1)) <= MOST_EXPOSED, ran.stdout


def test_everything_that_lasts_lies_in_its_state_directory() -> None:
    unit = service()
    assert unit["StateDirectory"] == "handrail"
    assert unit["WorkingDirectory"] == "/var/lib/handrail"
    assert unit["ExecStart"].endswith("run --config /var/lib/handrail/handrail.toml")
    assert unit["ProtectSystem"] == "strict"
    assert unit["NoNewPrivileges"] == "yes"


def test_it_comes_back_whatever_happens_and_has_time_to_stop() -> None:
    unit = service()
    assert unit["Restart"] == "always"
    assert "StartLimitIntervalSec=0" in UNIT.read_text("utf-8")
    assert unit["KillSignal"] == "SIGTERM"
    assert int(unit["TimeoutStopSec"]) >= 15


def test_handrail_runs_where_no_memory_is_both_written_and_run(installed: Installed, tmp_path: Path) -> None:
    assert service()["MemoryDenyWriteExecute"] == "yes"
    if not _kernel_can():
        warnings.warn("this kernel has no PR_SET_MDWE: MemoryDenyWriteExecute is not tried", stacklevel=1)
        return
    first = f"import ctypes, os, sys; assert ctypes.CDLL(None).prctl({PR_SET_MDWE}, 1, 0, 0, 0) == 0; "
    argv = [
        sys.executable,
        "-c",
        first + "os.execv(sys.argv[1], sys.argv[1:])",
        str(installed.handrail),
        "run",
    ]
    port = free_port()
    with running(argv, tmp_path, port, HANDRAIL_WEB__PORT=str(port)):
        assert "<html" in answers(f"http://127.0.0.1:{port}/playground")


def _kernel_can() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    return int(ctypes.CDLL(None).prctl(66, 0, 0, 0, 0)) >= 0  # PR_GET_MDWE
