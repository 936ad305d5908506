"""One message may carry several of the five answers, in any order and layout."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.routines.combined import Combined, parse_all, read_all

MESSAGES: list[tuple[str, Combined]] = [
    (
        "Energy 4, stress 2, sleep 4. Win: finished the kitchen shelves. Obstacle: rain all weekend.",
        Combined(4, 2, 4, "finished the kitchen shelves", "rain all weekend"),
    ),
    ("3 / 4 / 2 / swam twice / the audit", Combined(3, 4, 2, "swam twice", "the audit")),
    ("4/3/4, win: cooked dinner, obstacle: work late", Combined(4, 3, 4, "cooked dinner", "work late")),
    (
        "2, 5, 2. win - none. obstacle - mam's discharge got cancelled twice",
        Combined(2, 5, 2, None, "mam's discharge got cancelled twice"),
    ),
    (
        "energy 3, sleep 4, said no to the committee (win!!). skipping the stress one",
        Combined(3, None, 4, "said no to the committee", None),
    ),
    (
        "All threes. Win, binned the fags, day 9. Obstacle is lads' night Friday",
        Combined(3, 3, 3, "binned the fags, day 9", "lads' night Friday"),
    ),
    (
        "Energy 9/10, stress 3/10, sleep 8/10, win deadlift PB, 95 kilos. Obstacle? none that I can think of",
        Combined(5, 2, 4, "deadlift PB, 95 kilos", None),
    ),
    (
        "Energy 1, stress 5, sleep 1. Win? still here. Obstacle: I don't want to be here",
        Combined(1, 5, 1, "still here", "I don't want to be here"),
    ),
    ("energy a four, stress a three, in a rush", Combined(4, 3, None, None, None)),
    (
        "5!! 1!! 4!! quit my job!! (win) obstacle: telling my dad",
        Combined(5, 1, 4, "quit my job!!", "telling my dad"),
    ),
    (
        "nrg 3 strss 4 slep 4 / win 8k steps x5 / obst: sprint review",
        Combined(3, 4, 4, "8k steps x5", "sprint review"),
    ),
    ("4,3,3 parkrun volunteer, nothing in the way really", Combined(4, 3, 3, "parkrun volunteer", None)),
    (
        "2, 4 y 2. Logro: nada. Obstáculo: los turnos de noche",
        Combined(2, 4, 2, None, "los turnos de noche"),
    ),
    (
        "Energie 3, Stress 3, Schlaf 4, Erfolg: dreimal gelaufen, Hindernis: Überstunden",
        Combined(3, 3, 4, "dreimal gelaufen", "Überstunden"),
    ),
    (
        "Énergie 3, stress 4, sommeil 3. Victoire : j'ai tenu ma séance de mardi. Obstacle : les réunions tardives",
        Combined(3, 4, 3, "j'ai tenu ma séance de mardi", "les réunions tardives"),
    ),
    (
        "Energia 3, stress 3, sonno 2. Vittoria: ho cucinato tre sere. Ostacolo: la bimba con la tosse",
        Combined(3, 3, 2, "ho cucinato tre sere", "la bimba con la tosse"),
    ),
    (
        "energia 4 stress 3 sono 2 vitória: corri 5 km obstáculo: chuva",
        Combined(4, 3, 2, "corri 5 km", "chuva"),
    ),
    (
        "1. 4\n2. 3\n3. 2\n4. finished the report\n5. kids were ill",
        Combined(4, 3, 2, "finished the report", "kids were ill"),
    ),
    ("meh / high / slept ok / swam twice / the audit", Combined(3, 4, 3, "swam twice", "the audit")),
    ("2 energy, 5 stress, 3 sleep", Combined(2, 5, 3, None, None)),
    ("E: 4, St: 2, Sl: 5, W: walked the dog, O: nothing", Combined(4, 2, 5, "walked the dog", None)),
    (
        "ok energy, low stress, decent sleep, no real win, obstacle was motivation after 6pm",
        Combined(3, 2, 4, None, "motivation after 6pm"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), MESSAGES)
def test_all_answers_of_a_combined_message_are_found(text: str, expected: Combined) -> None:
    assert parse_all(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4",
        "good",
        "solid 3",
        "pretty good, slept ok",
        "tired and stressed",
        "4 even though I slept 8 hours",
        "stress 5 because sleep was bad",
        "energy 4",
        "win: I quit smoking",
        "3, my daughter is 4 and teething on everything I own",
        "2 to 4 depending, call it 3",
        "11 till 7, not a stir",
        "it's a 4 today, was a 2 yesterday",
    ],
)
def test_one_answer_is_not_taken_for_several(text: str) -> None:
    assert parse_all(text) is None


def test_read_all_keeps_what_little_a_message_holds() -> None:
    assert read_all("flu. no energy at all, no sleep. Talk next week") == Combined(1, None, 1, None, "flu")
    assert (
        read_all("No numbers today. I finally rang my brother, that's a win.").win
        == "finally rang my brother"
    )
    assert read_all("nothing to say") == Combined()


def test_a_request_to_the_coach_is_no_part_of_the_obstacle() -> None:
    found = parse_all(
        "3, 5 and 2. I kept my temper. The obstacle's the solicitor's letter, could you read it for me?"
    )
    assert found is not None
    assert (found.win, found.obstacle) == ("kept my temper", "the solicitor's letter")


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=200),
    st.sampled_from(["win: ", "Win - ", "obstacle: ", "energy 4 stress 2 ", "4/3/2 "]),
    st.text(max_size=200),
)
def test_win_and_obstacle_are_always_the_clients_own_words(before: str, label: str, after: str) -> None:
    text = before + label + after
    found = read_all(text)
    for words in (found.win, found.obstacle):
        assert words is None or (words in text and words.strip())
    for value in (found.energy, found.stress, found.sleep):
        assert value is None or 1 <= value <= 5


@pytest.mark.parametrize(
    "text", ["win " * 1000, "4/" * 2048, "energy " * 580, "that's a win " * 300, "\u202e" * 4096]
)
def test_the_longest_message_is_taken_apart_like_any_other(text: str) -> None:
    read_all(text)
