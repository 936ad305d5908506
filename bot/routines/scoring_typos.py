"""Mends words that are one slip of the finger away from a word of the lexicon, when nothing else could be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import OSA

from bot.routines.scoring_phrases import SPEAKING_WORDS, VOCABULARY
from bot.routines.scoring_tokens import Token
from bot.routines.words_numbers import NUMBER_WORDS
from bot.routines.words_phrases import words

_LONG_ENOUGH: Final = 5
_LONG_ENOUGH_ALONE: Final = 4
_NEARLY_ALONE: Final = 2

_REAL_WORDS: Final = words("""
    able|acha|ache|acho|acting|agito|ainda|alcun|alcune|alerts|alice|also|altro|alzo|amore|annee|apple|atos|auch|
    aunt|auto|bacon|bajar|baje|balance|band|bank|base|based|bases|bast|basta|beam|bean|beating|been|beer|bell|belt|
    bench|beta|bier|bills|bins|bist|bite|bitte|bitter|black|bleach|bled|bleep|bless|blew|block|blood|bloods|blut|
    boat|bois|bolt|bomb|bombed|bonita|bonked|bonnes|booked|boot|born|boss|boston|bots|bound|boys|braco|brand|bras|
    brave|bread|bring|brisk|broke|brust|bucket|buenos|bull|bulls|bully|bumped|bust|butter|cabeca|cada|calada|calder|
    calf|calls|cals|came|camine|canada|cane|cannon|capo|cared|cargo|caring|caro|carta|casa|cash|caso|cedo|cell|cena|
    centre|cerco|cest|changed|chaque|chat|chats|cheap|cheer|chili|choked|cina|cita|cite|clams|clase|coal|coast|coat|
    conta|conte|context|cook|coop|copy|cosa|cose|cost|cough|cours|couru|creo|crime|cross|cuento|culi|cute|cuter|
    cuts|daily|dairy|dalla|dame|dann|data|date|datos|deads|dear|decade|dein|deine|della|dello|demas|detto|deus|deve|
    dias|dice|died|dies|diet|dime|ding|diss|dite|dive|diving|doces|docs|dodge|does|doll|donde|door|doping|dorme|
    dorms|dort|dose|dote|dove|drain|drink|drunk|duck|duda|dude|dueno|dumped|durmo|dutch|dwell|each|east|easter|
    eating|echo|edad|egal|eine|einen|einige|ella|ello|ended|epoca|espero|este|faco|fais|fala|fale|falls|falta|fame|
    fans|fate|father|faut|faze|fees|felici|fella|fellow|fere|fever|fica|fifth|fight|file|filha|filing|fill|fille|
    fils|find|finish|fins|firme|fits|fixed|flag|flap|flesh|flight|float|flour|flower|flur|fofa|fold|follow|fondi|
    food|fool|forget|fork|formal|former|forms|forse|found|frage|fred|frente|friend|fries|funk|gala|gambe|games|gang|
    garage|garde|gate|gave|gehe|genommen|gente|gerne|gins|glass|glow|goal|goats|gold|gosta|gotten|gown|graca|grace|
    grad|grain|gram|grandi|grant|grass|grate|gray|greve|grind|grit|grosse|guten|hace|hairs|hall|harta|hast|hate|
    hatte|haul|haus|heads|heal|health|hear|hears|heat|heel|held|hello|help|helps|heres|hero|heut|heute|hide|hill|
    hips|hire|hits|hole|honte|hope|hoping|hore|horn|hugs|hunt|hurt|improve|iron|isst|jour|jump|jumped|jumps|kale|
    keines|kenne|kick|killer|kinds|kite|knocked|labe|lacks|lads|lady|laisse|lame|lane|lasted|lats|latte|lauf|leader|
    leads|leave|lecker|leen|leite|lese|lesser|lets|letter|letto|lido|lies|likely|limiti|limits|linda|link|lino|lips|
    live|local|lock|locked|logo|lois|lonely|looked|loos|loro|loser|loss|love|luck|lucky|luge|lump|lying|made|maio|
    make|making|mall|mama|mange|mani|mania|mann|mano|mans|mark|married|mart|mata|mate|matto|mature|mech|median|
    medico|medida|medo|meiga|mein|meine|meinen|meiner|meios|mens|mente|menu|mere|mesa|messer|messes|messo|mice|mich|
    might|mile|miles|milk|minding|mine|mines|mins|mints|mismo|mitten|modern|modo|moeda|mois|molte|molti|monde|money|
    month|monty|mood|moose|morde|morgen|muchos|muero|mute|mutes|mutter|nach|name|nature|nearby|neat|nein|nelle|
    nello|nerds|nerve|nest|neuen|nicer|nichel|nicked|niece|nite|noise|nome|nono|noose|nope|nose|note|novo|oido|
    olive|onde|onto|oozing|otro|ouch|pack|padre|paint|pair|palm|panics|panto|parei|parent|paring|parla|party|pass|
    passe|passed|passes|patch|pats|peau|pecho|peixe|pela|penos|penso|perche|pere|perna|pero|peso|petits|pets|petty|
    piace|piada|pick|pics|pier|pies|pils|pink|pint|pints|pitt|plan|plants|plath|play|plena|pone|ponte|pool|poop|
    popped|porn|porta|porto|pour|praca|preise|press|pressures|propio|puerta|pull|pura|push|puts|quarto|quien|quise|
    quito|quits|quote|rage|raises|rame|rang|raping|rash|rates|rating|rats|reach|read|reading|reads|recent|recently|
    reddit|reicht|rende|rent|rental|rete|rice|ride|riding|ripped|rire|roads|roast|rolle|rude|ruin|runter|ruts|sabe|
    sacred|sadly|safe|sage|sale|salgo|salta|salto|sample|sang|santa|satire|sats|save|says|scarpe|scars|score|scot|
    seep|sees|sehe|sehen|seine|seit|sell|senate|sens|sense|senso|sent|sente|senti|sento|serien|sets|setting|sewer|
    shake|shall|shame|share|sheet|shift|shin|ship|shirt|shoot|shop|shorts|shots|showed|shows|sich|sien|siente|sigh|
    sight|sind|sine|singing|sink|sins|site|sixth|slack|slave|sleet|slot|slower|smell|snot|snow|sobre|sock|soft|
    sogno|sola|sold|soldi|sole|soll|solo|song|sons|sont|sorge|sorry|sounds|space|speak|sped|spend|spit|sport|stance|
    standards|stanno|steep|steps|stessa|stesso|stick|store|stores|streaming|stretches|strt|stuck|stuffs|suaves|such|
    suenos|suis|suit|sulla|swapped|sweat|table|taco|tale|tall|tape|tapo|tasa|tasted|taught|teach|teased|teen|tema|
    temo|tendo|tends|tenga|tengo|tenha|tenho|tenia|terre|test|tested|there|thigh|though|threw|tick|tide|tied|tierra|
    tile|tiled|timed|timer|tines|tips|tire|tires|tite|toad|toes|told|tombe|tome|tones|torch|toss|toto|tous|tower|
    town|towns|trade|trail|training|trap|trato|treat|tree|trend|tricks|tried|tries|tristi|troll|troppe|trot|trying|
    tuning|tweet|type|ultras|umore|unease|vale|varios|vera|verb|vere|vero|vest|vida|video|vider|viele|view|viral|
    vive|voce|wanted|wants|warst|wash|waste|watch|watt|wealthy|wear|weep|wein|wells|welp|were|west|white|wild|
    wildly|will|wine|wing|wins|wird|wires|wiring|wood|word|would|yell|your|zappy|zeros|zumba
""")
"""Common words that stand one letter from a word of the lexicon and mean what they say."""

_TARGETS: Final = frozenset(
    word for word in SPEAKING_WORDS | NUMBER_WORDS if len(word) >= _LONG_ENOUGH_ALONE and word.isalpha()
)


def _shortened(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _neighbours() -> dict[str, tuple[str, ...]]:
    """Every word of the lexicon under itself and under itself less one letter, so that a slip is found by look-up."""
    near: dict[str, list[str]] = {}
    for word in sorted(_TARGETS):
        for key in {word, *_shortened(word)}:
            near.setdefault(key, []).append(word)
    return {key: tuple(found) for key, found in near.items()}


_NEAR: Final = _neighbours()


def _mended(word: str) -> str | None:
    candidates = {near for key in (word, *_shortened(word)) for near in _NEAR.get(key, ())}
    fitting = [near for near in candidates if OSA.distance(word, near, score_cutoff=1) <= 1]
    if not fitting:
        return None
    return min(fitting, key=lambda near: (near[0] != word[0], sorted(near) != sorted(word), -len(near), near))


def corrected(tokens: Sequence[Token]) -> str | None:
    """The text with its slips mended, or None when there is nothing to mend."""
    said = [token.text for token in tokens]
    alone = sum(word.isalpha() for word in said) <= _NEARLY_ALONE
    changed = False
    for at, word in enumerate(said):
        if not word.isalpha() or word in VOCABULARY or word in _REAL_WORDS:
            continue
        squeezed = _squeezed(word)
        if squeezed in VOCABULARY:
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
    if twice in VOCABULARY:
        return twice
    once = "".join(char for at, char in enumerate(word) if at == 0 or char != word[at - 1])
    return once
