"""The gate in front of the word lists may let too much through, never too little."""

from __future__ import annotations

import re
from pathlib import Path

import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation.normalise import fold
from escalation.redflag_gate import build_gate
from escalation.redflags import load_packs

FLAGS = load_packs(Path(__file__).parents[2] / "prompts" / "redflags")

PATTERNS = [
    r"kill(?:ing|ed)?",
    r"i'?m",
    r"(?:my |our )?mum(?:'?s)?",
    r"\d+ pills?",
    r"go[a-z]* on",
    r"[ab]c?d",
    r"x(?:y|)z",
]


PIECES = re.findall(
    r"\S+", "i m im i'm my mum mums mum's 3 30 pills pill going on go acd bd xz xyz kill killing"
)


@given(st.lists(st.sampled_from(PIECES)))
@settings(max_examples=200)
def test_whatever_a_pattern_matches_the_gate_lets_through(words: list[str]) -> None:
    text = " ".join(words)
    possible = build_gate(PATTERNS).possible(text)
    for index, pattern in enumerate(PATTERNS):
        if re2.search(rf"\b(?:{pattern})\b", text):
            assert possible >> index & 1, (pattern, text)


def test_every_word_list_that_occurs_in_an_example_passes_the_gate() -> None:
    for rule in FLAGS.rules[::5]:
        for example in rule.examples:
            text = fold(example).text
            possible = FLAGS.gate.possible(text)
            for index, words in enumerate(FLAGS.lists):
                if not possible >> index & 1:
                    assert not list(words.pattern.finditer(text.encode())), (words.name, text)


def test_an_everyday_message_is_kept_from_most_lists() -> None:
    possible = FLAGS.gate.possible("slept 7 hours, energy 4, stress 2, walked to work")
    assert possible.bit_count() < len(FLAGS.lists) / 5
