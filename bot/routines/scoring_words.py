"""Reads an answer without numbers: which phrases of the lexicon it holds, how they are strengthened, weakened, denied
or put aside as background, and what value they have together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from bot.routines import scoring_lexicon_en as english
from bot.routines import scoring_lexicon_more as more
from bot.routines.scoring_numbers import LABELS
from bot.routines.scoring_signs import ANY_SIGNS, ENERGY_SIGNS, SLEEP_SIGNS, STRESS_SIGNS
from bot.routines.scoring_tokens import BACKGROUND_OPENERS, TURNS, Question, Token
from bot.routines.words_fold import fold
from bot.routines.words_numbers import digits_of
from bot.routines.words_phrases import expanded

Kind = Literal["any", "amount", "energy", "stress", "sleep"]


class Turn(StrEnum):
    """How a word changes the value of the next one."""

    MORE = "more"
    FAIRLY = "fairly"
    LESS = "less"
    NOT = "not"
    HARDLY = "hardly"
    NOT_AT_ALL = "not_at_all"
    THAN = "than"
    UNSURE = "unsure"
    MORE_AFTER = "more_after"


class Meaning(NamedTuple):
    """What a phrase of the lexicon can mean, per kind; values as well-being from 1 to 5, 5 the best."""

    values: dict[Kind, float]
    turn: Turn | None


class Hit(NamedTuple):
    """One phrase found in the text with the value it has there and how much it counts."""

    value: float
    weight: float
    own: bool
    clause: int


class Verdict(NamedTuple):
    """The value of all phrases together, or None, with how sure it is."""

    value: float | None
    confidence: float
    why: str


_IGNORED: Final = frozenset(
    expanded("""
        a|an|the|my|i|im|ive|id|is|was|were|am|are|be|been|being|it|its|thats|that|there|theres|of|our|your|his|her|their|this|feel|feeling|felt|
        today|tonight|just|still|tbh|honestly|actually|ja|der|die|das|ein|eine|einen|mein|meine|ich|bin|war|el|un|una|los|las|mi|estoy|muy_|
        le|la|les|du|de|des|mon|ma_|je|suis|jai|une|il|lo|sono|ho|mio|mia|o|os|as|um|uma|meu|minha|estou|to|tou|ist|es|habe|hab|hatte|he|
        me|myself|got|get|have|had|has|kind_|like_|in|on|at|with|by|for|from|con|avec|mit|com
    """)
) - {"in", "on", "at", "with", "by", "for", "from", "con", "avec", "mit", "com", "like_", "kind_", "muy_", "ma_", "to", "got", "get", "have", "has", "had"}
_MERGED: Final = {
    ("a", "little"): "alittle", ("a", "bit"): "bit", ("a", "few"): "afew", ("un", "poco"): "unpoco", ("un", "po"): "unpoco", ("un", "peu"): "unpoco",
    ("um", "pouco"): "unpoco", ("un", "poquito"): "unpoco", ("ein", "wenig"): "unpoco", ("ein", "bisschen"): "unpoco", ("um", "pouquinho"): "unpoco", ("un", "pochino"): "unpoco",
    ("been", "better"): "beenbetter", ("felt", "better"): "beenbetter", ("been", "worse"): "beenworse", ("felt", "worse"): "beenworse",
    ("feeling", "it"): "feelingit", ("losing", "it"): "losingit", ("killing", "it"): "killingit", ("crushing", "it"): "crushingit",
    ("nailing", "it"): "nailingit", ("smashing", "it"): "smashingit", ("handling", "it"): "handlingit", ("handle", "it"): "handleit",
}  # fmt: skip

_TURNS: Final[dict[Turn, str]] = {
    Turn.MORE: """
        very|really|so|super|extremely|absolutely|completely|totally|utterly|incredibly|insanely|proper|properly|bloody|fucking|fuckin|effing|feckin|fecking|
        too|deeply|truly|seriously|ridiculously|unbelievably|exceptionally|particularly|especially|massively|hugely|mega|ultra|hella|majorly|
        awfully|beyond|fierce|way|highly|damn|damned|mad|pure|immensely|entirely|thoroughly|remarkably|terribly|frightfully|intensely|enormously|horrendously|stupidly|painfully|permanently|constantly|all|rly|soo|sooo|well_and_truly|100;
        muy|sehr|total|vollig|voll|echt|richtig|extrem|absolut|komplett|wirklich|tierisch|mega|ziemlich_sehr|tres|trop|vraiment|tellement|hyper|completement|totalement|carrement|grave|
        molto|davvero|proprio|tanto|troppo|super|completamente|totalmente|assolutamente|muito|mesmo|realmente|super|demasiado|tan|tao|absolument|extremement|extremamente|extremadamente|estremamente
    """,
    Turn.FAIRLY: "pretty|quite|fairly|rather|reasonably|relatively|moderately|surprisingly|generally|mostly|mainly|overall|largely|usually|bastante|ziemlich|ganz|recht|eher|assez|plutot|abbastanza|piuttosto|relativamente|relativ|relativement|bem|bien|decently|adequately|plenty|lowkey; on whole",
    Turn.LESS: """
        bit|alittle|slightly|mildly|tad|somewhat|kinda|sorta|kind_of|sort_of|wee_bit|little_bit|touch|bit_of|smidge|vaguely|partly|semi|half|almost|nearly|ish|a_wee|
        unpoco|algo|bisschen|etwas|leicht|legerement|leggermente|ligeramente|ligeiramente|meio|moderadamente|moyennement|mehr_oder_weniger|marginally|faintly
    """,
    Turn.HARDLY: "hardly|barely|scarcely|little|kaum|wenig|poco|poca|peu|pouco|pouca|apenas|a_malapena|a_peine|mal_|rarely|seldom|few|not_very|not_too|not_so|not_that|not_really|not_particularly|not_especially|not_overly|not_terribly|not_hugely|not_massively|not_super|not_exactly|not_quite|not_as|isnt_too|not_fully|not_entirely|not_completely|not_totally|not_overly|not_nearly|nowhere_near|far_from|not_all_that|not_feeling|nicht_so|nicht_sehr|nicht_besonders|nicht_wirklich|no_muy|no_tan|no_demasiado|pas_tres|pas_trop|pas_si|pas_vraiment|non_molto|non_troppo|non_tanto|non_proprio|nao_muito|nao_tao|nao_la_muito|dont_feel|didnt_feel|not_particularly|wasnt_too|wasnt_very|wasnt_that|not_at_my|not_my",
    Turn.NOT: """
        not|no|isnt|wasnt|arent|werent|aint|dont|didnt|doesnt|havent|hasnt|hadnt|wont|wouldnt|cant|cannot|couldnt|never|neither|nor|without|zero|0|
        nicht|kein|keine|keinen|keiner|keinerlei|ohne|nie|sin|tampoco|nunca|pas|sans|jamais|aucun|aucune|non|senza|mai|nessun|nessuna|nessuno|mica|nao|nem|sem|nenhum|nenhuma|cero|ningun|ninguna|nada_de|not_any|lack_of|lacking
    """,
    Turn.NOT_AT_ALL: """
        at_all|in_slightest|in_least|whatsoever|one_bit|remotely|para_nada|gar_nicht|gar_kein|gar_keine|gar_keinen|uberhaupt_nicht|uberhaupt_kein|uberhaupt_keine|uberhaupt_keinen|uberhaupt|
        pas_du_tout|du_tout|pas_tout|tout|per_niente|affatto|nem_um_pouco|nem_unpoco|de_todo|in_any_way|not_one_bit|not_in_slightest|not_in_least|not_remotely|anything_but|by_any_means|not_at_all|no_at_all|nada_nada|per_nulla|minimamente|in_keinster_weise
    """,
    Turn.MORE_AFTER: "af|asf|as_fuck|as_hell|as_anything|to_death|to_bits|beyond_belief|big_time|bigtime|out_of_mind|beyond_words|sehr_sogar",
    Turn.THAN: """
        better|worse|same|improved|improving|worsening|higher|lower|less|more|mejor|peor|igual|besser|schlechter|gleich|mieux|pire|pareil|pareille|meglio|peggio|uguale|melhor|pior|mesma_coisa|mesmo_de|similar|
        same_again|ditto|unchanged|no_change|usual|as_usual|slightly_better|bit_better|lot_better|much_better|menos|moins|meno|weniger|mehr|mas_que|wie_gestern|como_ayer|comme_hier|come_ieri|como_ontem|como_siempre|wie_immer|comme_dhabitude|come_al_solito|como_sempre|same_old|as_before|igual_que|like_yesterday|wie_sonst|as_always|as_ever
    """,
    Turn.UNSURE: """
        depends|depending|not_sure|unsure|idk|dunno|dont_know|do_not_know|no_idea|no_clue|not_a_clue|hard_to_say|hard_to_tell|cant_tell|cant_say|cant_remember|dont_remember|no_opinion|complicated|difficult_to_say|tough_to_say|who_knows|
        varies|varied|variable|forgot|cant_decide|all_over_place|not_certain|havent_decided|could_not_tell|couldnt_tell|couldnt_say|dont_recall|havent_clue|hard_one|tricky_one|good_question|ask_me_later|tell_you_later|ill_tell_you|tell_you_tomorrow|
        keine_ahnung|weiss_nicht|schwer_zu_sagen|kommt_drauf_an|kommt_darauf_an|unterschiedlich|ka|no_se|ni_idea|depende|no_sabria|no_lo_se|no_recuerdo|sais_pas|je_sais_pas|aucune_idee|ca_depend|depend|difficile_a_dire|jsp|non_so|non_saprei|boh|dipende|non_ricordo|difficile_da_dire|difficile_dirlo|nao_sei|sei_la|nao_lembro|dificil_dizer|dificil_de_decir|varia
    """,
}

_ALONE: Final[dict[Turn, float | None]] = {
    Turn.MORE: None, Turn.FAIRLY: None, Turn.LESS: 2, Turn.HARDLY: 2, Turn.NOT: None, Turn.NOT_AT_ALL: 1, Turn.THAN: None, Turn.UNSURE: None,
    Turn.MORE_AFTER: None,
}  # fmt: skip
"""How much there is when the turning word is all that is said: "a bit", "not really", "not at all"."""

_PAST_CLAUSE: Final = frozenset(["yesterday", "usually", "normally", "gestern", "ayer", "hier", "ieri", "ontem", "previously"])
_LAST_ONES: Final = frozenset(["week", "month", "year", "time", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend"])
_EARLIER_CLAUSE: Final = frozenset(["earlier", "initially", "morning", "first", "started", "before"])
_NOW_CLAUSE: Final = frozenset(["now", "currently", "overall", "jetzt", "ahora", "maintenant", "adesso", "agora"])
_REACH: Final = 4
"""A turning word works on the next phrase at most so many words away."""


_SAY_NOTHING_ALONE: Final = frozenset(
    ["had", "in", "on", "with", "what", "up", "not", "10", "100", "full", "com", "dont", "didnt", "wasnt", "sleep", "slept", "going", "standing", "handle", "handling", "better", "worse", "plus", "before", "always", "ever", "sei", "nada", "todo", "tout", "mil", "vez", "certo", "getting", "expected", "mesmo", "po", "heat", "na", "muss", "killing", "losing", "crushing", "alive", "profundo", "siempre", "sempre", "here", "out", "down", "well_", "go", "get"]
)
"""What may be left of an idiom without its articles, but is no idiom any more ("full of it", "on it")."""


def _plain(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as they are looked for; none when too little is left of it."""
    words = digits_of(fold(phrase.replace("'", ""))).split()
    kept = tuple(_without_ignored(words))
    return () if len(kept) == 1 < len(words) and kept[0] in _SAY_NOTHING_ALONE else kept


def _without_ignored(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    skip = False
    for index, word in enumerate(words):
        if skip:
            skip = False
            continue
        merged = _MERGED.get((word, words[index + 1])) if index + 1 < len(words) else None
        if merged is not None:
            kept.append(merged)
            skip = True
        elif word not in _IGNORED:
            kept.append(word)
    return kept or list(words)


class _Node:
    """A word of some phrases: the words that may follow it, and what the phrase that ends here means."""

    __slots__ = ("meaning", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.meaning: Meaning | None = None


def _build() -> tuple[_Node, frozenset[str]]:
    root = _Node()
    vocabulary: set[str] = set()

    def node_of(phrase: str) -> _Node:
        node = root
        for word in _plain(phrase):
            vocabulary.add(word)
            node = node.next.setdefault(word, _Node())
        return node

    def add(kind: Kind, value: float, phrase: str) -> None:
        node = node_of(phrase)
        if node is root:
            return
        node.meaning = node.meaning or Meaning({}, None)
        node.meaning.values.setdefault(kind, value)

    for lexicon in (english, more):
        kinds: tuple[tuple[Kind, dict[float, str]], ...] = (
            ("any", lexicon.ANY), ("amount", lexicon.AMOUNT), ("energy", lexicon.ENERGY), ("stress", lexicon.STRESS), ("sleep", lexicon.SLEEP),
        )  # fmt: skip
        for kind, table in kinds:
            for value, notation in table.items():
                for phrase in expanded(notation):
                    add(kind, 6 - value if kind == "stress" else value, phrase)
    for label in LABELS:
        node = node_of(label)
        node.meaning = node.meaning or Meaning({}, None)
    for turn, notation in _TURNS.items():
        for phrase in expanded(notation):
            node = node_of(phrase)
            if node is not root:
                node.meaning = Meaning(node.meaning.values if node.meaning else {}, turn)
    return root, frozenset(vocabulary)


_ROOT, VOCABULARY = _build()
"""The lexicon as a tree of words, and all words in it."""

SPEAKING_WORDS: Final = frozenset(word for word, node in _ROOT.next.items() if node.meaning is not None) | frozenset(LABELS)
"""The words that say something by themselves."""

_SIGNS: Final[dict[Question, dict[str, float]]] = {
    "energy": ANY_SIGNS | ENERGY_SIGNS,
    "stress": ANY_SIGNS | {sign: 6 - value for sign, value in STRESS_SIGNS.items()},
    "sleep": ANY_SIGNS | SLEEP_SIGNS,
}


class _Word(NamedTuple):
    text: str
    clause: int


def _kept(tokens: Sequence[Token]) -> list[_Word]:
    """The words that the lexicon is asked for: without articles and the like, "a little" as one."""
    kept: list[_Word] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        merged = _MERGED.get((token.text, tokens[at + 1].text)) if at + 1 < len(tokens) else None
        if merged is not None:
            kept.append(_Word(merged, token.clause))
            at += 2
            continue
        if token.text not in _IGNORED and (token.text[0].isalnum() or token.text in ".!?\n;,"):
            kept.append(_Word(token.text, token.clause))
        at += 1
    return kept or [_Word(token.text, token.clause) for token in tokens]


def _phrases(words: Sequence[_Word]) -> Iterator[tuple[int, Meaning]]:
    """The longest phrases of the lexicon in the text, from left to right: the index of the first word, the meaning."""
    at = 0
    while at < len(words):
        node: _Node | None = _ROOT
        best: tuple[int, Meaning] | None = None
        here = at
        while here < len(words):
            assert node is not None
            if words[here].text == "," and here > at:
                here += 1
                continue
            node = node.next.get(words[here].text)
            if node is None:
                break
            here += 1
            if node.meaning is not None:
                best = (here, node.meaning)
        if best is None:
            at += 1
            continue
        yield at, best[1]
        at = best[0]


def _denied(value: float) -> float:
    """What "not X" says: "not good" is poor, "not tired" is good, "not terrible" is middling."""
    if value >= 2.9:
        return 2.0
    return 4.0 if value > 1.4 else 3.3


def _turned(value: float, turns: Sequence[Turn], question: Question) -> float:
    for turn in reversed(turns):
        match turn:
            case Turn.MORE:
                value = min(5.0, value + 1) if value > 3.5 else max(1.0, value - 1) if value < 2.9 else value
            case Turn.FAIRLY:
                value = 3 + (value - 3) * 0.8
            case Turn.LESS:
                value = 3 + (value - 3) * (0.45 if question == "stress" and value < 3 else 0.65)
            case Turn.NOT | Turn.HARDLY:
                value = _denied(value)
            case Turn.NOT_AT_ALL:
                value = 1.2 if value >= 2.9 else 4.7
            case Turn.THAN | Turn.UNSURE | Turn.MORE_AFTER:
                pass
    return value


def _flat(turns: Sequence[Turn]) -> list[Turn]:
    """Turning words in order, where "not" takes the force out of a following "so" or "very"."""
    kept: list[Turn] = []
    for turn in turns:
        if turn in {Turn.MORE, Turn.FAIRLY} and kept and kept[-1] in {Turn.NOT, Turn.HARDLY}:
            continue
        if turn in {Turn.NOT, Turn.HARDLY} and kept and kept[-1] in {Turn.NOT, Turn.HARDLY}:
            continue
        kept.append(turn)
    return kept


def _value_for(question: Question, meaning: Meaning) -> tuple[float, bool] | None:
    own = meaning.values.get(question)
    if own is not None:
        return own, True
    general = meaning.values.get("any")
    if general is not None:
        return general, False
    amount = meaning.values.get("amount")
    if amount is None:
        return None
    return (6 - amount if question == "stress" else amount), False


def _speaks_of_last(said: Sequence[str]) -> bool:
    """ "Last week", but not "last night", which is the night that is asked about."""
    return any(before == "last" and word in _LAST_ONES for before, word in pairwise(said))


def _clause_facts(tokens: Sequence[Token]) -> dict[int, tuple[frozenset[Question], float]]:
    """Per clause: the topics it names, and how much it counts (background, yesterday and "earlier" count less)."""
    texts: dict[int, list[str]] = {}
    for token in tokens:
        texts.setdefault(token.clause, []).append(token.text)
    facts: dict[int, tuple[frozenset[Question], float]] = {}
    turned = False
    for clause, said in texts.items():
        weight = 1.0
        if said[0] in BACKGROUND_OPENERS and clause > 0:
            weight = 0.25
        if (set(said) & _PAST_CLAUSE or _speaks_of_last(said)) and not set(said) & _NOW_CLAUSE:
            weight = 0.1
        elif set(said) & _EARLIER_CLAUSE:
            weight = min(weight, 0.5)
        if set(said) & _NOW_CLAUSE:
            weight = 1.6
        turned = turned or said[0] in TURNS
        if turned and weight == 1.0:
            weight = 1.2
        facts[clause] = (frozenset(LABELS[word] for word in said if word in LABELS), weight)
    return facts


@dataclass(slots=True)
class _Reader:
    """Goes through the phrases from left to right and keeps what they add up to."""

    question: Question
    facts: dict[int, tuple[frozenset[Question], float]]
    hits: list[Hit] = field(default_factory=list)
    alone: list[Hit] = field(default_factory=list)
    marks: set[Turn] = field(default_factory=set)
    pending: list[Turn] = field(default_factory=list)
    pending_value: float | None = None
    pending_at: int = -1
    pending_clause: int = -1
    denied: bool = False

    def take(self, meaning: Meaning, at: int, word: _Word) -> None:
        """Takes the next phrase."""
        if self.pending and (at - self.pending_at > _REACH or word.clause != self.pending_clause):
            self.drop_pending()
        if meaning.turn is not None:
            self._take_turn(meaning, at, word)
        elif word.text in LABELS and not meaning.values:
            self._take_label(word)
        else:
            self._take_value(meaning, word)

    def drop_pending(self) -> None:
        """A turning word without a phrase to turn says something by itself, or nothing."""
        if self.pending_value is not None:
            weight = self.facts[self.pending_clause][1]
            self.alone.append(Hit(self.pending_value, weight, False, self.pending_clause))
        self.pending = []
        self.pending_value = None

    def _take_turn(self, meaning: Meaning, at: int, word: _Word) -> None:
        turn = meaning.turn
        assert turn is not None
        if turn in {Turn.THAN, Turn.UNSURE}:
            self.marks.add(turn)
            return
        if turn is Turn.NOT_AT_ALL and not self.pending and self.denied and self.hits[-1].clause == word.clause:
            last = self.hits.pop()
            self.hits.append(last._replace(value=1.2 if last.value < 3 else 4.7))
            return
        if turn is Turn.MORE_AFTER:
            if self.hits and self.hits[-1].clause == word.clause:
                last = self.hits.pop()
                self.hits.append(last._replace(value=_turned(last.value, (Turn.MORE,), self.question)))
            return
        value = _value_for(self.question, meaning)
        alone = _ALONE[turn]
        if value is not None:
            self.pending_value = _turned(value[0], _flat(self.pending), self.question)
        elif alone is not None:
            self.pending_value = 6 - alone if self.question == "stress" else alone
        self.pending.append(turn)
        self.pending_at, self.pending_clause = at, word.clause

    def _take_label(self, word: _Word) -> None:
        if LABELS[word.text] != self.question:
            self.pending, self.pending_value = [], None
        elif self.pending and self.pending[-1] in {Turn.NOT, Turn.NOT_AT_ALL, Turn.HARDLY}:
            amount = 2.0 if self.pending[-1] is Turn.HARDLY else 1.0
            self.pending, self.pending_value = [], None
            self._add(6 - amount if self.question == "stress" else amount, word, own=True)

    def _take_value(self, meaning: Meaning, word: _Word) -> None:
        turns = _flat(self.pending)
        self.pending, self.pending_value = [], None
        value = _value_for(self.question, meaning)
        if value is None:
            self.denied = False
            return
        topics = self.facts[word.clause][0]
        if not value[1] and topics and self.question not in topics:
            self.denied = False
            return
        self.denied = bool({Turn.NOT, Turn.HARDLY} & set(turns))
        self._add(_turned(value[0], turns, self.question), word, own=value[1])

    def _add(self, value: float, word: _Word, *, own: bool) -> None:
        self.hits.append(Hit(value, self.facts[word.clause][1], own, word.clause))


_CLEAR_SPREAD: Final = 2.3
"""Two statements of equal standing further apart than this contradict each other, and nothing is guessed."""


def words_verdict(question: Question, tokens: Sequence[Token]) -> Verdict:
    """What the words say about the question; None with a low confidence when they do not, or contradict themselves."""
    words = _kept(tokens)
    reader = _Reader(question, _clause_facts(tokens))
    for first, meaning in _phrases(words):
        reader.take(meaning, first, words[first])
    reader.drop_pending()
    hits = reader.hits or reader.alone
    signs = _signs(question, tokens)
    if not hits and not signs:
        return Verdict(None, 0.1, "compared" if Turn.THAN in reader.marks else "no_words")
    if not hits:
        return Verdict(sum(signs) / len(signs), 0.6 if max(signs) - min(signs) < _CLEAR_SPREAD else 0.2, "emoji")
    return _together(hits, signs, reader.marks, TURNS & {token.text for token in tokens})


def _signs(question: Question, tokens: Sequence[Token]) -> list[float]:
    table = _SIGNS[question]
    return [table[token.text] for token in tokens if token.text in table]


def _together(hits: Sequence[Hit], signs: Sequence[float], marks: set[Turn], turned: frozenset[str]) -> Verdict:
    loud = max(hit.weight for hit in hits)
    if loud < 0.3:
        return Verdict(None, 0.2, "background_only")
    main = [hit for hit in hits if hit.weight >= loud * 0.6] if loud > 0.5 else list(hits)
    own = [hit.value for hit in main if hit.own]
    rest = [hit.value for hit in main if not hit.own]
    sides = own if own else rest
    if len(sides) > 1 and min(sides) <= 2.2 and max(sides) >= 3.8 and not turned:
        return Verdict(None, 0.3, "contradiction")
    spread = max(own) - min(own) if len(own) > 1 else (max(rest) - min(rest) if not own and len(rest) > 1 else 0.0)
    if spread > _CLEAR_SPREAD:
        return Verdict(None, 0.3, "contradiction")
    total = sum(hit.weight * _standing(hit, own) for hit in hits)
    value = sum(hit.value * hit.weight * _standing(hit, own) for hit in hits) / total
    if signs:
        value = (value * 3 + sum(signs) / len(signs)) / 4
    confidence = 0.8 if own else 0.7
    if spread > 1.2:
        confidence -= 0.15
    if Turn.UNSURE in marks:
        confidence -= 0.15
    if Turn.THAN in marks and not own:
        confidence -= 0.3
    return Verdict(value, confidence, "words")


def _standing(hit: Hit, own: Sequence[float]) -> float:
    """Words about the question itself count more than "good" and "bad"."""
    return 1.0 if hit.own or not own else 0.35
