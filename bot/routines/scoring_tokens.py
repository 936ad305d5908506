"""Cuts an answer into words, numbers and signs, and tells which part of the sentence each of them stands in."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from bot.routines.words_phrases import expanded, words

Question = Literal["energy", "stress", "sleep"]
QUESTIONS: Final[tuple[Question, ...]] = ("energy", "stress", "sleep")


class Token(NamedTuple):
    """A word without apostrophes, a number, or one sign; `clause` counts the parts of the sentence from 0."""

    text: str
    start: int
    end: int
    clause: int
    number: float | None


_TOKEN: Final = re.compile(r"\d+(?:[.,:]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]|\n")
_ENDS_CLAUSE: Final = frozenset(".,;!?()\n:…")
_OPENS_CLAUSE: Final = frozenset(
    expanded("""
        but|though|although|because|cos|cause|coz|after|despite|considering|given|except|while|whilst|when|however|yet|then|and|
        bar|apart|besides|whereas|since|thanks|due|until|unless|before|if|which|even|otherwise|than|plus|while|as|following|from|with|even;
        aber|weil|nachdem|trotz|obwohl|ausser|wenn|und|doch|als|wegen|dank;
        pero|porque|despues|aunque|excepto|cuando|y|gracias|por|que;
        mais|parce|car|apres|malgre|sauf|quand|et|grace; ma|perche|dopo|nonostante|tranne|quando|e|grazie;
        mas|depois|apesar|exceto|graca
    """)
) - {"with", "from", "que", "as", "por", "even"}
BACKGROUND_OPENERS: Final = frozenset(
    expanded("""
        because|cos|cause|coz|after|despite|considering|given|except|when|bar|apart|besides|since|thanks|due|until|unless|before|if|
        than|although|though|following|while|whilst|whereas|which;
        weil|nachdem|trotz|obwohl|ausser|wenn|als|wegen|dank; porque|despues|aunque|excepto|cuando|gracias;
        parce|car|apres|malgre|sauf|quand|grace; perche|dopo|nonostante|tranne|quando|grazie; depois|apesar|exceto
    """)
)
TURNS: Final = words("""
    but|however|yet|aber|doch|pero|mais|ma|mas
""")


_BEFORE_SO_MUCH: Final = frozenset(
    expanded("""
        not|is|was|feel|feeling|felt|am|im|been|its|and|so|a|just|all|really|isnt|wasnt|ever|slept|sleeping|sleep|are|be|
        still|or|this|that
    """)
)
"""After these "so" strengthens ("not so good"); else it draws a conclusion ("slept badly so not much")."""


def tokens_of(text: str) -> list[Token]:
    """The tokens of a folded text whose number words are digits already."""
    tokens: list[Token] = []
    clause = 0
    for found in _TOKEN.finditer(text):
        word = found[0]
        first = word[0]
        if first.isdigit():
            number = None if ":" in word else float(word.replace(",", "."))
            tokens.append(Token(word, found.start(), found.end(), clause, number))
            continue
        if "'" in word and len(word) > 1:
            word = word.replace("'", "")
        if tokens and (word in _OPENS_CLAUSE or (word == "so" and tokens[-1].text not in _BEFORE_SO_MUCH)):
            clause += 1
        tokens.append(Token(word, found.start(), found.end(), clause, None))
        if word in _ENDS_CLAUSE:
            clause += 1
    return tokens
