"""Decides which language a message is in, and whether it is one that no pack understands.

Guessers trained on long texts are wrong on chat ("ok 4" is no Hungarian), so the small words of the known
languages are counted first and a guesser is asked only about 40 or more letters that said nothing to us.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Protocol

UNKNOWN = "und"
_ENOUGH_LETTERS = 40
_ENOUGH_WORDS = 0.16  # share of words that must be known small words for a language to count as understood
_SURE = 0.9  # probability from which the guesser's word is taken
_LAST_LATIN = 0x24F
_READ_AT_MOST = 2000  # characters; a language shows well before that

_SMALL_WORDS: dict[str, str] = {
    "en": """the and to of my i i'm im it's its was were is are have had not but for with this that just so at
        on be been do did don't dont can can't you your we they he she his her me all from up out about what when
        how if no yes good bad slept sleep energy stress walk walked run today yesterday week day work feel feeling
        tired ok okay thanks still really very more too then got get going went after before again would could
        should will there here as by or an like know think want need much only some back now im ive didn't""",
    "es": """el los las una unos que y pero con para por muy mas esta este estoy tengo hoy ayer dormi bien mal
        energia estres gracias hola mi mis yo no es lo se me del al como porque cuando ya fue sin todo nada he
        semana dia trabajo cansado cansada sueno noche horas su le les soy son hay tambien quiero puedo""",
    "de": """der die das und ich nicht ist ein eine einen mit fur auf heute gestern gut schlecht geschlafen habe
        hab war bin mir mich mein meine aber auch noch sehr schon wenn dass zu zum zur im von den dem wie was
        nur kein keine kann muss will stress energie mude danke hallo woche tag arbeit er sie es wir uns nach""",
    "fr": """le les des une et je j'ai pas est suis mais avec pour dans sur tres bien mal aujourd'hui hier dormi
        energie stress merci bonjour mon ma mes ne que qui ce cette c'est il elle nous vous au aux du de la un
        plus tout fait ete trop semaine jour travail fatigue nuit heures sans encore j'etais""",
    "pt": """o os as um uma e que nao com para pra por muito mais esta estou to hoje ontem dormi bem mal energia
        estresse obrigado obrigada ola oi meu minha eu voce mas foi sem tudo nada tem tenho semana dia trabalho
        cansado cansada sono noite horas na no da do ja se quando ele ela""",
    "it": """il lo gli una e che non con per di molto piu questo questa sono ho oggi ieri dormito bene male
        energia stress grazie ciao mio mia io ma anche come quando del della al alla nel nella mi si ha e stato
        tutto niente settimana giorno lavoro stanco stanca sonno notte ore perche senza""",
}
_WORD = re.compile(r"[a-z']+")


@dataclass(frozen=True, slots=True)
class Heard:
    """The language heard ("und" when none) and whether the message went past every pack."""

    lang: str
    unknown: bool


def hear(text: str, folded: str, packs: frozenset[str]) -> Heard:
    """`folded` is the plain view of `text`, `packs` the languages whose rules matched in it."""
    known = _known_words()
    counts: dict[str, int] = {}
    total = 0
    for word in _WORD.findall(folded[:_READ_AT_MOST]):
        total += 1
        for language in known.get(word, ()):
            counts[language] = counts.get(language, 0) + 1
    best = max(counts, key=lambda language: (counts[language], language in packs), default=UNKNOWN)
    if best != UNKNOWN:
        most = counts[best]
        if sum(count == most for count in counts.values()) > 1 and best not in packs:
            best = UNKNOWN
        elif most >= _ENOUGH_WORDS * total:
            return Heard(best, unknown=_mostly_foreign(text))
    if len(packs) == 1:
        return Heard(next(iter(packs)), unknown=False)
    if packs or sum(map(str.isalpha, text[:_READ_AT_MOST])) < _ENOUGH_LETTERS:
        return Heard(best, unknown=_mostly_foreign(text))
    if _mostly_foreign(text):
        return Heard(_guess(text)[0], unknown=True)
    guess, probability = _guess(text)
    if guess in _SMALL_WORDS:
        return Heard(guess, unknown=False)
    return Heard(guess, unknown=True) if probability >= _SURE else Heard(best, unknown=False)


def _mostly_foreign(text: str) -> bool:
    """Whether 40 or more letters, and more than half of all, are of a script other than Latin."""
    if text.isascii():
        return False
    letters = [character for character in text[:_READ_AT_MOST] if character.isalpha()]
    foreign = sum(ord(character) > _LAST_LATIN for character in letters)
    return len(letters) >= _ENOUGH_LETTERS and foreign * 2 > len(letters)


@cache
def _known_words() -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for language, listed in _SMALL_WORDS.items():
        for word in set(listed.split()):
            words[word] = (*words.get(word, ()), language)
    return words


class _Guesser(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@cache
def _guesser() -> _Guesser:
    # Imported here: the model takes a good part of a second to load and most messages never need it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    guesser: _Guesser = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return guesser


def _guess(text: str) -> tuple[str, float]:
    language, probability = _guesser().classify(text[:_READ_AT_MOST])
    return str(language), float(probability)
