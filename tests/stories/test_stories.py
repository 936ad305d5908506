"""Every story in this folder, on SQLite and on Postgres. script.py says how one is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.player import play

STORIES = sorted(Path(__file__).parent.glob("*.story"))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
async def test_the_story_goes_as_written(path: Path, database_url: str, tmp_path: Path) -> None:
    await play(path, database_url, tmp_path)
