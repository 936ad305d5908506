"""Mends words that are one slip of the finger away from a word of the lexicon, when nothing else could be read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from bot.routines.scoring_phrases import speaking_words, vocabulary
from bot.routines.scoring_tokens import Token
from bot.routines.words_numbers import NUMBER_WORDS
from bot.routines.words_phrases import words

_LONG_ENOUGH: Final = 5
_LONG_ENOUGH_ALONE: Final = 4
_NEARLY_ALONE: Final = 2

_REAL_WORDS: Final = words("""
    able|ache|acho|also|alzo|apple|auch|aunt|auto|bajar|baje|band|bank|base|beating|been|
    beer|bell|belt|bench|best|beta|bier|bill|bins|bitte|bitter|black|bleach|bled|bleep|blew|
    block|blood|bloods|blut|boat|bolt|bomb|bonked|bonnes|book|booked|boot|born|boss|bots|
    braco|bras|brave|bread|bring|brisk|broke|brust|bucket|bull|bumped|butter|cabeca|cada|calf|
    cals|came|camine|cane|cannon|caring|carta|casa|cash|cell|cena|centre|changed|chat|chats|
    cheap|cheer|chili|choked|cita|clams|clase|coach|coal|coat|conta|conte|context|cook|coop|
    copy|cosa|cost|cough|cours|couru|crime|cross|cuento|cuts|daily|data|date|deads|dear|deep|
    deine|della|demas|detto|dias|dice|died|dies|diet|dite|does|doll|door|doping|dorme|dose|
    dote|dove|drink|drunk|durmo|each|east|easter|eating|egal|eine|einen|ella|else|ended|este|
    fais|fall|falls|falta|fame|fast|father|faut|feel|fees|fell|fella|fever|fifth|fight|file|
    filha|fill|fille|fils|find|finish|firm|firme|fits|fixed|flag|flat|flight|float|flour|
    flur|fold|follow|food|forget|form|forms|found|friend|gala|gambe|game|garage|garde|garden|
    gate|gave|gehe|genommen|gerne|gift|gins|glass|goal|goats|gold|gown|grad|grade|gram|gray|
    greve|hace|hair|hall|hard|harta|hate|hatte|haul|haus|head|heal|health|hear|hears|heat|
    heel|held|hello|help|here|hero|heut|heute|hide|hill|hire|hits|hole|home|honte|hope|
    hoping|hore|horn|hour|hunt|hurt|iron|jour|jump|jumped|jumps|kale|keep|kick|kids|killer|
    kind|kite|knocked|lads|lady|laisse|lane|lasted|late|lauf|lead|leader|leads|leave|leen|
    left|less|letter|lido|link|lino|lips|list|live|local|lock|locked|lonely|long|look|looked|
    loos|loss|love|luck|lucky|lump|lunch|lying|made|make|making|mall|mama|mange|mani|mania|
    mann|mano|mark|married|mata|mate|meal|medico|meet|mein|meine|meiner|menu|mere|mesa|
    messer|messes|messo|mich|might|mile|miles|milk|mind|minding|mine|mins|mints|mois|monde|
    money|month|mood|more|morning|move|much|muero|music|mute|mutter|nach|name|nature|near|
    neat|nerve|news|nice|nicer|night|nite|noise|nono|noose|nope|nose|note|novo|often|onto|
    oozing|open|otro|pack|padre|pain|pair|palm|panics|panto|parei|parent|park|parla|part|
    party|pass|passed|past|patch|peau|pecho|penos|perche|pere|pero|peso|petits|pick|pier|
    pils|pink|pint|pints|plan|plath|play|ponte|pool|popped|porta|post|pour|press|puerta|pull|
    push|puts|quarto|quito|quits|rain|raises|rang|rash|rate|rates|reach|read|reading|reads|
    ready|reicht|rice|ride|ripped|rire|road|roads|roast|rose|ruin|runter|rush|sacred|safe|
    sage|sale|salgo|salta|salto|sang|save|says|scars|score|seat|sees|seine|seit|sell|send|
    sens|sense|sent|sets|setting|shake|shall|shame|shape|share|shift|shin|ship|shirt|shoe|
    shoot|shop|shorts|show|showed|shows|shut|sich|sick|side|sien|sign|sind|singing|sink|site|
    sixth|size|skin|slack|slip|slot|slow|smell|snow|sock|soft|sola|sold|soll|solo|some|song|
    soon|sorge|sorry|sort|sound|sounds|soup|space|speak|spend|spit|sport|stage|stair|stand|
    start|state|stay|steep|step|steps|still|stop|store|storm|story|stretches|strt|stuck|study|
    suaves|such|suis|suit|swapped|sweat|table|tale|talk|tall|tape|tapo|task|taste|tasted|
    taught|teach|team|tell|tengo|tenia|test|tested|than|that|their|them|then|there|these|
    thigh|thing|think|this|those|though|three|threw|tick|tide|tied|till|time|timed|tite|told|
    tombe|tome|took|torch|tour|tous|town|trail|training|tree|tricks|tried|trip|troppe|trot|
    true|trying|turn|type|unit|upon|vera|very|vest|vida|video|vider|view|visit|wait|walk|
    wall|want|wanted|wants|warm|wash|waste|watch|water|wave|wear|week|went|were|west|what|
    when|where|which|while|white|whole|wide|wife|wild|will|wind|wine|wish|with|wood|word|
    work|world|worse|would|write|wrong|yard|year|young|your|zappy|zeros|zone|zumba
""")
"""Common words that stand one letter from a word of the lexicon and mean what they say."""


def _shortened(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


@cache
def _neighbours() -> dict[str, tuple[str, ...]]:
    """Every word of the lexicon under itself and under itself less one letter, so that a slip is found by look-up."""
    near: dict[str, list[str]] = {}
    targets = (word for word in speaking_words() | NUMBER_WORDS if word.isalpha())
    for word in sorted(word for word in targets if len(word) >= _LONG_ENOUGH_ALONE):
        for key in {word, *_shortened(word)}:
            near.setdefault(key, []).append(word)
    return {key: tuple(found) for key, found in near.items()}


def prepare() -> None:
    """Build what is looked things up in now, rather than while the first client waits."""
    _neighbours()


def _mended(word: str) -> str | None:
    near_by = _neighbours()
    candidates = {near for key in (word, *_shortened(word)) for near in near_by.get(key, ())}
    fitting = [near for near in candidates if OSA.distance(word, near, score_cutoff=1) <= 1]
    if not fitting:
        return None
    return min(fitting, key=lambda near: (near[0] != word[0], sorted(near) != sorted(word), -len(near), near))


def corrected(tokens: Sequence[Token]) -> str | None:
    """The text with its slips mended, or None when there is nothing to mend."""
    said = [token.text for token in tokens]
    alone = sum(word.isalpha() for word in said) <= _NEARLY_ALONE
    changed = False
    known = vocabulary()
    for at, word in enumerate(said):
        if not word.isalpha() or word in known or word in _REAL_WORDS:
            continue
        squeezed = _squeezed(word)
        if squeezed in known:
            said[at], changed = squeezed, True
            continue
        if len(word) < (_LONG_ENOUGH_ALONE if alone else _LONG_ENOUGH):
            continue
        mended = _mended(squeezed)
        if mended is not None:
            said[at], changed = mended, True
    return " ".join(said) if changed else None


def _squeezed(word: str) -> str:
    """ "sooo tireddd": letters written three times and more stand for one or two."""
    if not any(word[at] == word[at + 1] == word[at + 2] for at in range(len(word) - 2)):
        return word
    twice = "".join(
        char for at, char in enumerate(word) if at < 2 or not char == word[at - 1] == word[at - 2]
    )
    if twice in vocabulary():
        return twice
    once = "".join(char for at, char in enumerate(word) if at == 0 or char != word[at - 1])
    return once
