"""The judge of the stories: it takes what fits, and nothing that is missing, too much or in the wrong order."""

from __future__ import annotations

from tests.fakes import Line
from tests.stories.player import _difference
from tests.stories.script import Seen

HELLO = Seen(2, "Handrail to Mia", "Hello*", ())
ASKED = Seen(3, "Handrail to Mia", "How*?", ("1", "2"))
PAGED = Seen(4, "page", "Ana*", ())


def test_what_is_as_written_passes_in_whatever_order_the_screens_show_it() -> None:
    lines = [
        Line("page", "Ana by slack"),
        Line("Handrail to Mia", "Hello Mia"),
        Line("Handrail to Mia", "How are you?", ("1", "2")),
    ]
    assert _difference((HELLO, ASKED, PAGED), lines) == []


def test_a_message_too_many_fails() -> None:
    assert _difference((HELLO,), [Line("Handrail to Mia", "Hello"), Line("page", "Ana by slack")])
    assert _difference((), [Line("toast to Mia", "x")])


def test_a_missing_message_fails() -> None:
    assert _difference((HELLO, PAGED), [Line("Handrail to Mia", "Hello")])


def test_the_wrong_order_on_one_screen_fails() -> None:
    lines = [Line("Handrail to Mia", "How are you?", ("1", "2")), Line("Handrail to Mia", "Hello")]
    assert _difference((HELLO, ASKED), lines)


def test_other_words_or_other_buttons_fail() -> None:
    assert _difference((HELLO,), [Line("Handrail to Mia", "Goodbye")])
    assert _difference((ASKED,), [Line("Handrail to Mia", "How are you?", ("1",))])
