"""The packs that are shipped keep what their rules promise; a pack with a mistake says where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalation.redflags import CATEGORIES, PackError, RedFlag, RedFlags, load_packs
from escalation.triage import triage
from escalation.words import Lane

ROOT = Path(__file__).parents[2] / "prompts" / "redflags"
FLAGS = load_packs(ROOT)

GOOD = """
[lists]
me = ["i", "i'm"]
want = ["want to", "wish to"]
gone = ["be dead", "vanish"]

[[rule]]
id = "gone"
category = "suicide_passive"
lane = "urgent"
why = "wishes to be gone"
forms = ["me want gone"]
examples = ["I want to vanish"]
"""


def pack(tmp_path: Path, text: str) -> RedFlags:
    (tmp_path / "en").mkdir(exist_ok=True)
    (tmp_path / "en" / "words.toml").write_text(text)
    return load_packs(tmp_path)


@pytest.mark.parametrize("rule", FLAGS.rules, ids=lambda rule: rule.id)
def test_every_example_of_a_rule_is_found_by_it_and_reaches_its_lane(rule: RedFlag) -> None:
    for example in rule.examples:
        verdict = triage(example, FLAGS)
        assert rule.id in {finding.rule for finding in verdict.findings}, example
        assert verdict.lane >= rule.lane, example


@pytest.mark.parametrize("rule", FLAGS.rules, ids=lambda rule: rule.id)
def test_no_near_miss_of_a_rule_is_found_by_it_at_full_strength(rule: RedFlag) -> None:
    for near_miss in rule.near_misses:
        findings = triage(near_miss, FLAGS).findings
        assert not [f for f in findings if f.rule == rule.id and f.lane >= rule.lane], near_miss


def test_every_urgent_category_has_an_english_rule() -> None:
    urgent = {rule.category for rule in FLAGS.rules if rule.lang == "en" and rule.lane is Lane.URGENT}
    assert urgent >= {
        "suicide_active",
        "suicide_passive",
        "self_harm",
        "harm_to_others",
        "abuse",
        "medical",
        "eating_disorder",
        "overdose",
        "unsafe_caregiving",
        "third_party_risk",
        "acute_mental_state",
    }


@pytest.mark.parametrize("lang", ["es", "de", "fr", "pt", "it"])
def test_every_other_language_covers_what_cannot_wait(lang: str) -> None:
    urgent = {rule.category for rule in FLAGS.rules if rule.lang == lang and rule.lane is Lane.URGENT}
    assert urgent >= {
        "suicide_active",
        "suicide_passive",
        "self_harm",
        "abuse",
        "medical",
        "overdose",
        "harm_to_others",
    }


def test_every_category_of_a_rule_is_a_known_one() -> None:
    assert {rule.category for rule in FLAGS.rules} <= CATEGORIES


def test_the_version_changes_with_any_letter_of_a_pack(tmp_path: Path) -> None:
    first = pack(tmp_path, GOOD).version
    assert pack(tmp_path, GOOD).version == first
    assert pack(tmp_path, GOOD + "\n# a coach's note\n").version != first


def test_slots_of_a_form_stand_in_order_and_near_each_other(tmp_path: Path) -> None:
    flags = pack(tmp_path, GOOD)
    assert triage("I want to vanish", flags).lane is Lane.URGENT
    assert triage("vanish is what I want to", flags).lane is Lane.ROUTINE
    assert (
        triage("I want to go to the shop and buy a lot of bread and then vanish", flags).lane is Lane.ROUTINE
    )


def test_signs_are_counted_and_the_same_word_counts_once(tmp_path: Path) -> None:
    text = GOOD + (
        '[[rule]]\nid = "signs"\ncategory = "distress"\nlane = "review"\nwhy = "signs"\n'
        'forms = ["2 of [rope|knot], [letter|rope], [goodbye]"]\nexamples = ["a rope and a letter"]\n'
    )
    flags = pack(tmp_path, text)
    assert triage("a rope and a letter", flags).lane is Lane.REVIEW
    assert triage("one rope", flags).lane is Lane.ROUTINE


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (('lane = "urgent"', 'lane = "now"'), ["rule gone", "lane", "'now'", "urgent"]),
        (('category = "suicide_passive"', 'category = "sadness"'), ["rule gone", "category", "'sadness'"]),
        (("me want gone", "me want lost"), ["rule gone", "forms", "'lost'"]),
        (('forms = ["me want gone"]', "forms = []"), ["rule gone", "forms"]),
        (('examples = ["I want to vanish"]', "examples = []"), ["rule gone", "examples"]),
        (('why = "wishes to be gone"', "why = 3"), ["rule gone", "why"]),
        (('id = "gone"', 'id = "gone"\nspeed = 3'), ["rule gone", "'speed'", "spread"]),
        (('"be dead"', '"be (dead"'), ["lists.gone", "be (dead"]),
        (('"be dead"', '"{nobody}"'), ["lists.gone", "'nobody'"]),
        (("[lists]", "[list]"), ["'list'", "lists"]),
        (
            ('forms = ["me want gone"]', 'forms = ["me want gone", "4 of me, want"]'),
            ["rule gone", "forms", "4 of"],
        ),
        (('id = "gone"', "id = "), ["not valid TOML"]),
    ],
)
def test_a_mistake_in_a_pack_names_file_rule_and_key(
    tmp_path: Path, change: tuple[str, str], expected: list[str]
) -> None:
    broken = GOOD.replace(*change)
    assert broken != GOOD
    with pytest.raises(PackError) as raised:
        pack(tmp_path, broken)
    for part in ["words.toml", *expected]:
        assert part in str(raised.value)


def test_a_folder_without_packs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no red-flag packs"):
        load_packs(tmp_path)


def test_lists_that_refer_to_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="circle"):
        pack(tmp_path, GOOD.replace('"i\'m"', '"{want}"').replace('"wish to"', '"{me}"'))
