"""Plain words become a score from 1 to 5, or none: nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.routines.scoring import LEAST_CONFIDENCE, Question, score

EXACT: list[tuple[Question, str, int]] = [
    ("energy", "4", 4),
    ("energy", "3.", 3),
    ("energy", "4/5", 4),
    ("energy", "8/10", 4),
    ("energy", "7/10", 4),
    ("energy", "3/10", 2),
    ("energy", "5 out of ten I'd say", 3),
    ("energy", "four", 4),
    ("energy", "a solid 3", 3),
    ("energy", "70%", 4),
    ("energy", "7", 4),
    ("energy", "6", 3),
    ("energy", "10", 5),
    ("energy", "0", 1),
    ("stress", "0", 1),
    ("stress", "10/10, year end", 5),
    ("energy", "on a scale of 1 to 10, 8", 4),
    ("energy", "3️⃣", 3),
    ("energy", "⭐⭐⭐⭐", 4),
    ("energy", "II out of V, as the Romans would say", 2),
    ("energy", "eine Drei", 3),
    ("stress", "vier von fünf", 4),
    ("stress", "un tres", 3),
    ("energy", "fiev", 5),
    ("energy", "it's a 4 today, was a 2 yesterday", 4),
    ("energy", "up from 2 to 3", 3),
    ("energy", "went from a 2 to a 4 after lunch", 4),
    ("stress", "4, down from 5 last week", 4),
    ("stress", "was a 4, now 2", 2),
    ("stress", "2 to 4 depending, call it 3", 3),
    ("stress", "I'd put it at a 4 even though I slept 8 hours", 4),
    ("stress", "3, my daughter is 4 and teething on everything I own", 3),
    ("sleep", "4 (woke at 5 for a wee)", 4),
    ("sleep", "a 3, 2 kids in the bed", 3),
    ("sleep", "8", 5),
    ("sleep", "7", 4),
    ("sleep", "6", 3),
    ("sleep", "9 hours", 5),
    ("sleep", "about 7 hours", 4),
    ("sleep", "six hours", 3),
    ("sleep", "5h", 2),
    ("sleep", "three hours, baby", 1),
    ("sleep", "a couple of hours", 1),
    ("sleep", "acht Stunden, herrlich", 5),
    ("sleep", "sei ore", 3),
    ("sleep", "11 till 7, not a stir", 5),
    ("sleep", "12:30 to 6:30", 3),
    ("sleep", "from ten until six straight through", 5),
    ("sleep", "bed at 11, up at 6", 4),
    ("sleep", "sleep score 82", 4),
    ("stress", "no stress, so 1", 1),
]


@pytest.mark.parametrize(("question", "text", "expected"), EXACT)
def test_a_number_in_any_dress_is_the_score(question: Question, text: str, expected: int) -> None:
    assert score(question, text).score == expected


WORDS: list[tuple[Question, str, int]] = [
    ("energy", "absolutely knackered", 1),
    ("energy", "bit tired tbh", 2),
    ("energy", "buzzing!", 5),
    ("energy", "pretty good actually", 4),
    ("energy", "not great", 2),
    ("energy", "not great, not terrible", 3),
    ("energy", "not tired at all today", 4),
    ("energy", "no energy whatsoever", 1),
    ("energy", "running on fumes", 1),
    ("energy", "I've been better", 2),
    ("energy", "slept terribly but weirdly feel good", 4),
    ("energy", "slept badly so not much", 2),
    ("energy", "surprisingly good considering the night feeds", 4),
    ("energy", "🪫", 1),
    ("energy", "exausted", 1),
    ("energy", "sooooo tireddd", 1),
    ("energy", "plutôt en forme", 4),
    ("energy", "à plat", 1),
    ("energy", "un po' scarico", 2),
    ("energy", "völlig platt", 1),
    ("stress", "not stressed at all", 1),
    ("stress", "not relaxed in the slightest", 4),
    ("stress", "none at all", 1),
    ("stress", "couldn't be calmer", 1),
    ("stress", "couldn't be worse", 5),
    ("stress", "a wee bit", 2),
    ("stress", "up to my eyeballs", 5),
    ("stress", "what stress? I'm in Goa", 1),
    ("stress", "total am Limit", 5),
    ("stress", "très stressé", 5),
    ("stress", "per niente", 1),
    ("stress", "bastante", 4),
    ("sleep", "slept like a log", 5),
    ("sleep", "tossed and turned all night", 1),
    ("sleep", "not bad", 4),
    ("sleep", "could be worse", 3),
    ("sleep", "woke up 4 times", 2),
    ("sleep", "took me 2 hours to fall asleep", 2),
    ("sleep", "didn't sleep", 1),
    ("sleep", "lovely, thanks to the car alarm I got all of 3 hours", 1),
    ("sleep", "kein Auge zugemacht", 1),
    ("sleep", "como un lirón", 5),
    ("sleep", "quase não dormi", 1),
]


@pytest.mark.parametrize(("question", "text", "expected"), WORDS)
def test_words_come_within_one_of_what_a_reader_would_say(
    question: Question, text: str, expected: int
) -> None:
    scored = score(question, text)
    assert scored.score is not None
    assert abs(scored.score - expected) <= 1


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("energy", ""),
        ("energy", "?"),
        ("energy", "better than yesterday"),
        ("energy", "same as last time"),
        ("energy", "skip"),
        ("energy", "depends on the hour"),
        ("energy", "ran 5k this morning"),
        ("energy", "what do you mean by energy"),
        ("energy", "the kids are off school"),
        ("energy", "banana"),
        ("energy", "knackered but buzzing"),
        ("energy", "2 or 5, who knows"),
        ("energy", "stress 4"),
        ("energy", "I have 3 kids"),
        ("energy", "yesterday it was a 4"),
        ("stress", "it's complicated"),
        ("stress", "n/a"),
        ("stress", "less than last week"),
        ("sleep", "can't remember"),
        ("sleep", "igual que siempre"),
        ("sleep", "meglio di ieri"),
    ],
)
def test_what_does_not_tell_a_score_stays_without_one(question: Question, text: str) -> None:
    scored = score(question, text)
    assert scored.score is None
    assert scored.confidence < LEAST_CONFIDENCE


def test_stress_runs_the_other_way() -> None:
    assert score("stress", "awful").score == 5
    assert score("energy", "awful").score == 1
    assert score("stress", "great, no worries at all").score == 1


def test_a_number_is_surer_than_words_and_mended_words_are_least_sure() -> None:
    assert (
        score("energy", "4").confidence
        > score("energy", "shattered").confidence
        > score("energy", "exausted").confidence
    )


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["energy", "stress", "sleep"]), st.text(max_size=300))
def test_any_text_is_read_without_an_error(question: Question, text: str) -> None:
    scored = score(question, text)
    assert scored.score is None or 1 <= scored.score <= 5
    assert 0 <= scored.confidence <= 1
    assert score(question, text) == scored


PIECES = st.lists(
    st.sampled_from(
        [
            "not",
            "very",
            "4",
            "or",
            "to",
            "tired",
            "/",
            "10",
            ",",
            "hours",
            "slept",
            "a bit",
            "at all",
            "was",
            ":",
            "30",
            "-",
            "😴",
            "’",
            "\u202e",
            "but",
        ]
    ),
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["energy", "stress", "sleep"]), PIECES)
def test_heaps_of_telling_words_are_read_without_an_error(question: Question, pieces: list[str]) -> None:
    scored = score(question, " ".join(pieces))
    assert scored.score is None or 1 <= scored.score <= 5


@pytest.mark.parametrize(
    "text", ["9" * 4096, "4 " * 2048, "😀" * 4096, "not " * 1024, "slept " * 600, "1-" * 2048]
)
def test_the_longest_message_is_read_like_any_other(text: str) -> None:
    scored = score("sleep", text)
    assert scored.score is None or 1 <= scored.score <= 5


def test_signs_that_turn_the_writing_around_change_nothing() -> None:
    assert score("energy", "\u202e4\u202c").score == 4
    assert score("energy", "\u2067shattered\u2069").score == 1
