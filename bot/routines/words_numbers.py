"""Turns number words of the six languages into digits, so that "five out of ten" and "acht Stunden" are read by
the same rules as "5/10" and "8h"."""

from __future__ import annotations

import re
from typing import Final

_UNITS: Final = """
0 zero nil cero null
1 eins uno
2 two zwei deux dois
3 three drei trois tre
4 four vier cuatro quatre quatro quattro
5 five funf fuenf cinco cinq cinque
6 six sechs seis
7 seven sieben siete sete sette
8 eight acht ocho huit oito otto
9 nine neun nueve nove
10 ten zehn diez dieci dez
11 eleven elf onze undici
12 twelve zwolf doce douze doze dodici
13 thirteen
14 fourteen
15 fifteen
20 twenty zwanzig veinte vingt vinte venti
30 thirty dreissig treinta trente trinta trenta
40 forty vierzig cuarenta quarante quarenta quaranta
50 fifty funfzig cincuenta cinquante cinquenta cinquanta
60 sixty sechzig sesenta soixante sessenta sessanta
70 seventy siebzig setenta settanta
80 eighty achtzig ochenta oitenta ottanta
90 ninety neunzig noventa novanta
100 hundred hundert cien cent cem cento
"""

_ONLY_NEXT_TO_A_UNIT: Final = """
1 one un une ein eine einen una um uma
2 due dos duas
6 sei
9 neuf
7 sept
10 dix
11 once
"""
"""Words that mean something else too ("a bad one", "due tomorrow", "woke once")."""


def _table(lines: str) -> dict[str, str]:
    rows = (line.split() for line in lines.split("\n") if line.strip())
    return {word: row[0] for row in rows for word in row[1:]}


_PLAIN: Final = _table(_UNITS)
_DOUBTFUL: Final = _table(_ONLY_NEXT_TO_A_UNIT)
_UNIT: Final = (
    r"(?:h|hrs?|hours?|stunden?|std|horas?|heures?|ore|ora|out of|/|von|sobre|sur|su|em|de|di|point)"
)
_PLURALS: Final = {
    word + "s": digits + "s" for word, digits in _PLAIN.items() if not word.endswith("s") and word != "tre"
}
_AROUND: Final = {word + "ish": digits for word, digits in _PLAIN.items()}
NUMBER_WORDS: Final = frozenset(_PLAIN)
_WORDS: Final = _PLURALS | _AROUND | _PLAIN | {"fiver": "5", "tenner": "10"}
_A_WORD: Final = re.compile(r"(?<![\w'])[a-z]{3,10}(?![\w'])")
_DOUBTFUL_WORD: Final = re.compile(
    r"\b("
    + "|".join(_DOUBTFUL)
    + r")\b(?=[ ]?"
    + _UNIT
    + r"(?![a-z]))|\A\W*(?:un |una |um |eine? )?("
    + "|".join(_DOUBTFUL)
    + r")\W*\Z"
)
_TENS_AND_UNITS: Final = re.compile(r"\b([2-9])0[ -]([1-9])\b(?! ?(?:/|out of))")
_HALVES: Final = re.compile(
    r"\b(\d{1,2}) ?(?:and a half|and half|n a half|& a half|1/2|y media|y medio|et demie?|e mezza|e mezzo"
    r"|e meia|e meio)\b"
)
_POINT: Final = re.compile(r"\b(\d) point (\d)\b")
_GERMAN_HALF: Final = {
    "anderthalb": "1.5",
    "zweieinhalb": "2.5",
    "dreieinhalb": "3.5",
    "viereinhalb": "4.5",
    "funfeinhalb": "5.5",
    "sechseinhalb": "6.5",
    "siebeneinhalb": "7.5",
    "achteinhalb": "8.5",
}
_GERMAN_HALF_WORD: Final = re.compile(r"\b(?:" + "|".join(_GERMAN_HALF) + r")\b")
_ROMAN: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_ROMAN_RATIO: Final = re.compile(r"\b(i{1,3}|iv|v) ?(?:/|out of) ?v\b")
_ROMAN_ALONE: Final = re.compile(r"\A\W*(i{2,3}|iv|v)\W*\Z")
_HAS_LETTER: Final = re.compile(r"[a-z]")


_TRES: Final = re.compile(r"\btres\b(?! (?!o |y |de |sobre |horas|en ))")
"""Three in Spanish; before a word it is the French "très"."""
_SOME_HOURS: Final = (
    (re.compile(r"\bhalf an hour\b"), "0.5 hours"),
    (re.compile(r"\b(?:an|eine|una|un'|une|uma) ?(?=(?:hour|hr|stunde|hora|ora|heure)\b)"), "1 "),
    (
        re.compile(
            r"\b(?:a )?(?:couple of|couple|un par de|un paio d['i] ?|ein paar) ?(?=(?:hours?|hrs?|stunden"
            r"|horas|ore)\b)"
        ),
        "2 ",
    ),
    (
        re.compile(
            r"\b(?:a )?(?:few|pocas|poche|poucas|wenige|quelques|algunas|qualche) (?=(?:hours?|hrs?|stunden"
            r"|horas|or[ae]|heures)\b)"
        ),
        "3 ",
    ),
)


def digits_of(folded: str) -> str:
    """The folded text with its number words written as digits; lengths change, so offsets do not survive."""
    if not _HAS_LETTER.search(folded):
        return folded
    text = _A_WORD.sub(lambda found: _WORDS.get(found[0], found[0]), folded)
    text = _DOUBTFUL_WORD.sub(lambda found: _DOUBTFUL[found[1] or found[2]], text)
    text = _TRES.sub("3", text)
    if "h" in text or "or" in text or "st" in text:
        for pattern, digits in _SOME_HOURS:
            text = pattern.sub(digits, text)
    text = _ROMAN_RATIO.sub(lambda found: _ROMAN[found[1]] + "/5", text)
    text = _ROMAN_ALONE.sub(lambda found: _ROMAN[found[1]], text)
    text = _TENS_AND_UNITS.sub(r"\1\2", text)
    text = _GERMAN_HALF_WORD.sub(lambda found: _GERMAN_HALF[found[0]], text)
    text = _POINT.sub(r"\1.\2", text)
    return _HALVES.sub(r"\1.5", text)
