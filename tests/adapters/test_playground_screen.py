"""The screen outlives a restart, and never gives an id twice."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from adapters.playground.screen import (
    POSTS,
    Bubble,
    Delivery,
    Form,
    Post,
    Screen,
    Side,
    Toast,
    Whisper,
    open_screen,
)
from bot.core.outgoing import Button

AT = datetime(2026, 3, 2, 7, 30, 0, 250_000, tzinfo=UTC)


def bubble(id: str, text: str = "hello") -> Bubble:
    return Bubble(id, "playground-client", Side.AVATAR, text, AT)


def filled(path: Path) -> Screen:
    screen = open_screen(path)
    screen.show(
        Bubble(
            screen.next_id(),
            "playground-client",
            Side.COACH,
            "Ünïcode 🌻 <b>",
            AT,
            author="Ana",
            buttons=((Button("1", "energy.1"), Button("2", "energy.2")),),
            delivery=Delivery.FAILED,
            file="export.json",
            content='{"a": 1}',
        )
    )
    screen.put(
        Post(screen.next_id(), "card", AT, blocks='[{"type": "divider"}]', about="E1", marks=("eyes",))
    )
    screen.whisper(Whisper(screen.next_id(), "Ana", "only you", AT))
    screen.toast(Toast(screen.next_id(), Side.COACH, "Text message to Ben", "Come.", AT))
    screen.open(Form("note", "E1", "Ana", "{}"))
    screen.tried("start")
    screen.block("playground-stranger")
    return screen


def test_a_restart_shows_the_same_conversation(tmp_path: Path) -> None:
    before = filled(tmp_path / "screen.json")
    assert open_screen(tmp_path / "screen.json").seen == before.seen


def test_an_id_is_never_given_twice_not_even_after_a_restart(tmp_path: Path) -> None:
    first = open_screen(tmp_path / "screen.json")
    given = [first.next_id(), first.next_id()]
    second = open_screen(tmp_path / "screen.json")
    given += [second.next_id(), second.next_id()]
    assert len(set(given)) == 4


def test_a_fresh_screen_on_an_old_database_gives_other_ids(tmp_path: Path) -> None:
    assert open_screen(tmp_path / "one.json").next_id() != open_screen(tmp_path / "two.json").next_id()


def test_a_damaged_file_is_put_aside_and_the_page_starts_empty(tmp_path: Path) -> None:
    path = tmp_path / "screen.json"
    path.write_text('{"born": "x", "bubbles": [{"id"')
    screen = open_screen(path)
    screen.show(bubble("1"))
    assert (tmp_path / "screen.unreadable.json").read_text().startswith('{"born": "x"')
    assert [kept.id for kept in open_screen(path).seen.bubbles] == ["1"]


def test_the_file_is_private(tmp_path: Path) -> None:
    filled(tmp_path / "screen.json")
    assert (tmp_path / "screen.json").stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_does_not_stop_the_page(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way of a folder")
    screen = open_screen(tmp_path / "file" / "screen.json")
    screen.show(bubble("1"))
    assert screen.seen.bubbles[0].text == "hello"


def test_without_a_path_it_lives_in_memory() -> None:
    screen = open_screen(None)
    screen.show(bubble("1"))
    assert screen.bubble("1") == bubble("1")


def test_an_open_card_outlives_a_flood_of_other_lines() -> None:
    screen = open_screen(None)
    screen.put(Post("card", "card", AT, about="E1"))
    for number in range(POSTS + 40):
        screen.put(Post(f"p{number}", "line", AT))
    assert screen.post("card") is not None
    assert len(screen.seen.posts) == POSTS
    assert screen.seen.posts[-1].ref == f"p{POSTS + 39}"


def test_removing_a_card_takes_its_thread_along() -> None:
    screen = open_screen(None)
    screen.put(Post("card", "card", AT, about="E1"))
    screen.put(Post("reply", "line", AT, thread="card"))
    screen.put(Post("other", "line", AT))
    screen.remove("card")
    assert [post.ref for post in screen.seen.posts] == ["other"]


async def test_every_change_wakes_whoever_waits() -> None:
    screen = open_screen(None)
    waiting = [asyncio.create_task(screen.after(screen.version)) for _ in range(3)]
    await asyncio.sleep(0)
    assert not any(task.done() for task in waiting)
    screen.show(bubble("1"))
    assert await asyncio.wait_for(asyncio.gather(*waiting), 2) == [1, 1, 1]


async def test_a_change_that_came_before_the_wait_is_not_missed() -> None:
    screen = open_screen(None)
    seen = screen.version
    screen.show(bubble("1"))
    assert await asyncio.wait_for(screen.after(seen), 2) == 1
