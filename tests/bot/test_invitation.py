"""An invite's code is found however people type it, and a word is not taken for one."""

from __future__ import annotations

import pytest

from bot.routines.invitation import Invitation, invitation_in

CODE = "aB3dE5gH7jK9"


@pytest.mark.parametrize(
    "text",
    [
        f"/start {CODE}",
        f"start {CODE}",
        f"Start: {CODE}.",
        f"  START\n{CODE} ",
        f"start `{CODE}`",
        f"“start {CODE}”",
        CODE,
        f"*{CODE}*",
    ],
)
def test_a_code_that_stands_alone(text: str) -> None:
    found = invitation_in(text)
    assert found is not None
    assert CODE in found.codes
    assert found.alone


@pytest.mark.parametrize(
    "text", [f"hi, my code is {CODE}", f"https://t.me/some_bot?start={CODE}", f"start {CODE} please"]
)
def test_a_code_among_words(text: str) -> None:
    found = invitation_in(text)
    assert found is not None
    assert CODE in found.codes


def test_a_phone_that_begins_with_a_capital_does_no_harm() -> None:
    found = invitation_in("AB3dE5gH7jK9")
    assert found == Invitation(("AB3dE5gH7jK9", CODE), alone=True)


@pytest.mark.parametrize(
    "text", ["overwhelming", "Overwhelming", "start conversation", "I feel disappointed today"]
)
def test_a_word_is_never_called_a_wrong_code(text: str) -> None:
    found = invitation_in(text)
    assert found is None or not found.alone


@pytest.mark.parametrize(
    "text", ["", "start", "hello", "start soon", "x" * 400 + f" {CODE}", "aB3dE5gH7jK9x"]
)
def test_nothing_that_could_be_a_code(text: str) -> None:
    assert invitation_in(text) is None
