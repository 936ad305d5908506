"""Triage hears danger in whatever stands around it, keeps idioms routine, and points at the words."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation.redflags import load_packs
from escalation.triage import explain, triage
from escalation.words import Lane

FLAGS = load_packs(Path(__file__).parents[2] / "prompts" / "redflags")
VOICES = Path(__file__).parent / "data" / "triage_voices.txt"

DANGER = [
    "8k done, but honestly I don't want to be here anymore",
    "perfect numbers today, sorted my affairs",
    "they'd be better off without me",
    "gave my dog away, letters are written",
    "k1ll mys3lf",
    "s u i c i d e is all i think about",
    "unalive",
    "kms tonight, for real",
    "my husband strangled me on Saturday",
    "crushing chest pain and my left arm is numb",
    "I took the whole packet",
    "ich will nicht mehr leben",
    "no quiero vivir más",
    "je n'ai plus envie de vivre",
    "não quero mais viver",
    "non voglio più vivere",
]
EVERYDAY = [
    "that hill killed me",
    "dying at km 30 but got it done",
    "killing it this week",
    "shoot me the plan",
    "suicide sprints tonight, six sets",
    "my legs are dead",
    "4",
    "ok 4",
    "slept 7 hours, energy 4, stress 2",
    "Energía 4, dormí bien",
    "gut geschlafen, Energie 4",
    "bien dormi, énergie 4",
    "walked to work three days in a row!",
    "can we move Thursday to 4pm?",
]
BENIGN_TAILS = [
    " lol",
    " haha just joking",
    ". Energy 4, stress 2, slept 8 hours.",
    "\nWin: long run done!",
    " 😂😂😂",
    ". Can we move Thursday to 4pm? The plan looks great, loved the intervals.",
]


@pytest.mark.parametrize("text", DANGER)
def test_danger_is_urgent(text: str) -> None:
    assert triage(text, FLAGS).lane is Lane.URGENT


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_words_are_routine(text: str) -> None:
    verdict = triage(text, FLAGS)
    assert verdict.lane is Lane.ROUTINE, verdict.findings


@pytest.mark.parametrize("text", DANGER)
@pytest.mark.parametrize("tail", BENIGN_TAILS)
def test_cheerful_words_after_danger_never_take_it_back(text: str, tail: str) -> None:
    assert triage(text + tail, FLAGS).lane is Lane.URGENT


@pytest.mark.parametrize("text", DANGER)
def test_danger_is_heard_at_the_end_of_a_long_message(text: str) -> None:
    long = "Monday was fine and I slept well. " * 60
    assert triage(long + text, FLAGS).lane is Lane.URGENT


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("I'm not suicidal, just knackered", "negated_disclaimer"),
        ("years ago I tried to kill myself", "past_history"),
    ],
)
def test_a_denial_or_a_distant_past_is_read_by_a_person_and_not_paged(text: str, category: str) -> None:
    verdict = triage(text, FLAGS)
    assert verdict.lane is Lane.REVIEW
    assert category in {finding.category for finding in verdict.findings}


@pytest.mark.parametrize(
    "text",
    [
        "I'm not suicidal. But I do want to die.",
        "I'm not fine, I want to kill myself",
        "years ago I tried to kill myself and tonight I want to kill myself again",
        "great film. I want to kill myself",
        "not gonna lie i want to die",
    ],
)
def test_a_context_covers_only_its_own_words(text: str) -> None:
    assert triage(text, FLAGS).lane is Lane.URGENT


@pytest.mark.parametrize(
    "text", ["my brother wants to kill himself", "she's on the wrong side of the railing"]
)
def test_somebody_elses_danger_is_danger(text: str) -> None:
    assert triage(text, FLAGS).lane is Lane.URGENT


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("I slept well and my energy is good", "en"),
        ("ich habe gut geschlafen und bin nicht müde", "de"),
        ("hoy dormí muy bien y tengo energía", "es"),
        ("j'ai bien dormi et je suis en forme", "fr"),
        ("hoje dormi muito bem e estou com energia", "pt"),
        ("ho dormito molto bene e sono contento", "it"),
        ("4", "und"),
        ("", "und"),
    ],
)
def test_the_language_is_heard(text: str, lang: str) -> None:
    assert triage(text, FLAGS).lang == lang


@pytest.mark.parametrize(
    "text",
    [
        "Ik heb vannacht heel slecht geslapen en mijn knie doet nog steeds pijn bij het lopen",
        "Сегодня я плохо спал, очень устал и болит голова после тренировки",
        "今日はとても疲れています。昨夜はあまり眠れませんでした。仕事が忙しくて運動する時間がありません。もう少し頑張ります。",
    ],
)
def test_a_language_without_a_pack_is_read_by_a_person(text: str) -> None:
    verdict = triage(text, FLAGS)
    assert verdict.lane is Lane.REVIEW
    assert [finding.category for finding in verdict.findings] == ["unknown_language"]


@pytest.mark.parametrize("text", ["ok 4", "jó", "4/5 👍", "Ja, 3", "aha"])
def test_a_short_answer_is_of_no_unknown_language(text: str) -> None:
    assert triage(text, FLAGS).lane is Lane.ROUTINE


@given(st.text(max_size=120), st.sampled_from([*DANGER, *EVERYDAY]), st.text(max_size=40))
@settings(max_examples=120, deadline=None)
def test_every_finding_quotes_the_raw_text_it_points_at(before: str, middle: str, after: str) -> None:
    text = f"{before} {middle} {after}"
    for finding in triage(text, FLAGS).findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.quote == text[finding.start : finding.end]


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_triage_answers_whatever_is_written(text: str) -> None:
    verdict = triage(text, FLAGS)
    assert verdict.lane is max((f.lane for f in verdict.findings), default=Lane.ROUTINE)
    assert explain(verdict, text)


DISGUISES = {
    "look-alikes": lambda text: text.translate(str.maketrans("aeopcy", "аеорсу")),
    "leet": lambda text: text.translate(str.maketrans("eio", "310")),
    "zero width": lambda text: "​".join(text),
    "full width": lambda text: "".join(
        chr(ord(c) + 0xFEE0) if c.isalnum() and c.isascii() else c for c in text
    ),
    "capitals": str.upper,
    "no apostrophes": lambda text: text.replace("'", ""),
    "curly apostrophes": lambda text: text.replace("'", "’"),
    "stretched": lambda text: text.replace("l", "llll", 1),
    "dots for spaces": lambda text: text.replace(", ", " ").replace(" ", "."),
    "spaced out": lambda text: "  ".join(" ".join(word) for word in text.split()),
}
PLAIN = [
    "I want to kill myself",
    "I don't want to live anymore",
    "they'd be better off without me",
    "my husband hit me again last night",
    "I can't breathe",
]


@pytest.mark.parametrize("name", DISGUISES)
@pytest.mark.parametrize("text", PLAIN)
def test_a_disguise_does_not_hide_danger(text: str, name: str) -> None:
    disguised = DISGUISES[name](text)
    assert triage(disguised, FLAGS).lane is Lane.URGENT, disguised


def test_most_danger_in_the_written_voices_is_heard_and_hardly_an_everyday_line_is_paged() -> None:
    counts = {("urgent", True): 0, ("urgent", False): 0, ("routine", True): 0, ("routine", False): 0}
    for line in VOICES.read_text().splitlines():
        if line and not line.startswith("#"):
            lane, _, text = line.split("|", 2)
            counts[lane, triage(text, FLAGS).lane is Lane.URGENT] += 1
    assert counts["urgent", True] >= 0.9 * (counts["urgent", True] + counts["urgent", False])
    assert counts["routine", True] <= 0.05 * (counts["routine", True] + counts["routine", False])


def test_the_explanation_names_lane_words_place_rule_and_reason() -> None:
    text = "8k done. I want to kill myself"
    told = explain(triage(text, FLAGS), text)
    assert told.startswith("urgent")
    assert "kill myself" in told
    assert "en.suicide-said" in told
    assert "19-30" in told
    assert "names killing themselves" in told


@pytest.mark.parametrize("seed", [1, 2])
def test_a_long_hostile_message_is_read_to_its_end_and_stays_quick(seed: int) -> None:
    dice = random.Random(seed)
    words = ["i", "me", "my", "kill", "want", "to", "not", "the", "pills", "and", "die", "rope", "no", "he"]
    words += ["hit", "can't", "end", "it", "never", "ever", "a", "b", "1", "k1", "x..."]
    text = " ".join(dice.choice(words) for _ in range(20_000)) + ". I want to kill myself"
    started = time.perf_counter()
    verdict = triage(text, FLAGS)
    assert time.perf_counter() - started < 20
    assert verdict.lane is Lane.URGENT
