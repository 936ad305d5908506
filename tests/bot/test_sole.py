"""One `handrail run` to one SQLite file."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from bot.core.errors import HandrailError
from bot.store.sole import sole


def test_a_second_one_on_the_same_file_is_told_so(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'data' / 'handrail.db'}"
    with sole(url), pytest.raises(HandrailError, match="running already"), sole(url, 0):
        raise AssertionError("both are in")


def test_it_may_start_once_the_other_has_stopped(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'handrail.db'}"
    inside, stop = threading.Event(), threading.Event()

    def other() -> None:
        with sole(url):
            inside.set()
            stop.wait(10)
            time.sleep(0.3)

    thread = threading.Thread(target=other)
    thread.start()
    assert inside.wait(10)
    stop.set()
    with sole(url, 10):
        assert not thread.is_alive() or thread.join(1) is None
    with sole(url, 0):
        pass


def test_two_files_are_two_practices(tmp_path: Path) -> None:
    with sole(f"sqlite:///{tmp_path / 'a.db'}"), sole(f"sqlite:///{tmp_path / 'b.db'}", 0):
        assert (tmp_path / "a.db.lock").exists()


def test_any_number_share_a_postgres() -> None:
    url = "postgresql://somebody@nowhere.example/handrail"
    with sole(url), sole(url, 0):
        pass
