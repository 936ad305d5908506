"""The words by which clients name the five answers, and the shape of what is said about them."""

from __future__ import annotations

import re
from typing import Final, Literal

Part = Literal["energy", "stress", "sleep", "win", "obstacle"]

_SCORES: Final = (
    r"(?P<energy>energ\w*|enrgy|enery|engery|nrg|battery level)"
    r"|(?P<stress>stre{1,2}s{1,3}\w*|strss|strs|estres\w*)"
    r"|(?P<sleep>sle+p\w*|slept|slp|slpe|schlaf|geschlafen|sueno|dorm[io]\w*|sommeil|sonno|sono(?= ?[:=\d-]"
    r"| (?:bom|mau|ruim|foi|pessimo|otimo|a ?\d)))"
)
_TODAY: Final = (
    r"(?: (?:of|for|from) (?:the|this) (?:day|week)| (?:of|for) today| today| this week| del dia"
    r"| de hoy| del giorno| di oggi| do dia| du jour| des tages| heute)?"
)
_WIN: Final = (
    r"(?P<win>(?:(?:one|a|my|the|our|big|small|little|tiny|wee|only|main|biggest|un|una|le|la|el|mein|meine"
    r"|il|mon|ma|meu|minha|uma) ){0,3}"
    r"(?:w(?= ?[:=])|(?:i'?m |i am |most |very |really |so )*proud (?:of|that)(?: myself for)?"
    r"|wins?(?! (?:the|a|at|over|back|against))|winning moment|victor(?:y|ies)|logros?|victoria|exito"
    r"|triunfo|erfolge?|victoires?|reussite|vittori[ae]|successo|vitorias?|conquistas?|sucesso|acerto"
    r"|(?:highlight|success|achievement|accomplishment|positive|triumph|high point|high|proud moment"
    r"|proud of|best (?:bit|part|thing|moment)|good (?:bit|part|thing|news)|went well|what went well|yay"
    r"|bright spot|plus|glucksmoment|gut gelaufen|lief gut|gelungen|fierte|lo mejor|il meglio|punto alto"
    r"|ponto alto)(?="
    + _TODAY
    + r"(?: ?[:=?]| ?[-–] | (?:is|was|has been|ist|war|es|fue|est|e|era|foi)\b|\W*$|\))))"
    + _TODAY
    + r")"
)
_OBSTACLE: Final = (
    r"(?P<obstacle>(?:(?:one|a|an|my|the|our|big|small|only|main|biggest|real|un|una|le|la|el|mein|meine|il"
    r"|mon|ma|meu|minha|um|uma|l') ?){0,3}"
    r"(?:o(?= ?[:=])|obstacl\w*|obsticle|obsticles|obst|blockers?|barriers?|hurdles?|stumbling block|obstaculos?"
    r"|hindernis\w*|hurden?|ostacol[oi]"
    r"|(?:what |whats |thing that |things that |que |was |cosa |o que )?(?:got|gets|getting|stood|stands|was"
    r"|is|came) (?:most )?in (?:the|my) way(?: for [a-z0-9 ]{2,20})?"
    r"|(?:challenge|struggle|difficulty|problem|issue|snag|low point|low|downside|negative"
    r"|hard(?:est)? (?:bit|part|thing)|worst (?:bit|part|thing)|bad (?:bit|part|thing)|tough bit"
    r"|sticking point|dificultad|dificuldade|difficulte|difficolta|schwierigkeit|problema|probleme"
    r"|lo dificil|lo peor|frein|minus|blocage|desafio|reto|sfida|was schwierig war|im weg)(?="
    + _TODAY
    + r"(?: ?[:=?]| ?[-–] | (?:is|was|has been|ist|war|es|fue|est|e|era|foi)\b|\W*$|\))))"
    + _TODAY
    + r")"
)
LABEL: Final = re.compile(r"(?<![\w'])(?:" + _WIN + "|" + _OBSTACLE + "|" + _SCORES + r")(?!\w)")
"""Any label in a folded text; the named group that matched tells which."""

_NUMBER: Final = (
    r"(?:10|[0-9])(?:[.,]5)?(?: ?(?:/|out of) ?(?:10|5))?(?! ?(?:hours|hrs|h\b|am\b|pm\b|k\b"
    r"|km\b|%|:|times|x\b|days))|(?:one|two|three|four|five|six|seven|eight|nine|ten|cero|uno|dos|tres"
    r"|cuatro|cinco|eins|zwei|drei|vier|funf|un|deux|trois|quatre|cinq|due|tre|quattro|cinque|um|dois|duas|quatro)\b"
)
_SEPARATOR: Final = (
    r"(?: ?[/,;|+–-] ?| ?\n ?| (?:and|y|e|und|et|then) |, ?(?:and|y|e|und|et) "
    r"| ?[.!]+ (?=(?:a )?\d)|!+ ?| {1,2})"
)
TRIPLE: Final = re.compile(
    r"\A[^\w]*(?:(?:today|scores?|numbers|check-?in|so|ok|hi|morning|evening|hey|me|i'?m|it's)[:,. ]+){0,3}"
    rf"(?:a |an )?(?P<energy>{_NUMBER})(?:\W?!)*{_SEPARATOR}(?:a "
    rf"|an )?(?P<stress>{_NUMBER})(?:\W?!)*{_SEPARATOR}(?:a |an )?(?P<sleep>{_NUMBER})(?![\d:%/])!*"
)
"""Three numbers in the order of the questions at the beginning."""

ALL_ALIKE: Final = re.compile(
    r"\A\W*(?:(?:all|straight|just|it's|its) )*(?:(?:all|straight) (?P<all>10|[1-9]|ones?|twos?|threes?"
    r"|fours?|fives?|sixes|sevens|eights|nines|tens)'?s?"
    r"|(?P<plural>[1-9](?='?s)|ones|twos|threes|fours|fives)'?s?)\b(?: (?:across the board|all round|today"
    r"|again|for all|for everything))?(?!\w)"
    r"|\A\W*(?P<each>[1-9]|ones|twos|threes|fours|fives)'?s? (?:across the board|all round|all the way"
    r"|for (?:all|everything)|everywhere|straight down)"
)
INITIALS: Final = re.compile(
    r"(?<!\w)e ?[:=-]? ?(?P<energy>10|\d)[ ,/;\n]+s(?:t|tr)? ?[:=-]? ?(?P<stress>10|\d)[ ,/;\n]+(?:s(?:l"
    r"|lp)?|z) ?[:=-]? ?(?P<sleep>10|\d)(?!\d)"
)
NUMBERED: Final = re.compile(r"(?:(?<=\n)|\A|(?<=[\s;,]))[ \t]*([1-5])[.):] ?(?=\S)(?!\d+\b(?=[.,]\d))")

SCORE_GIVEN: Final = re.compile(
    r"(?<![\w'])(?:" + _SCORES + r")(?:(?: ?[:=>,–-]+ ?| (?:is|was|at|about|around|of|level|levels|quality"
    r"|score|today|maybe|say|like|ist|war|es|est|e|foi|era|still|prob|probably|were|just|only|down|up|to|a"
    r"|an|un|una|ein|eine|une|um|uma|on|wise|are)){0,4} ?)(?P<value>"
    + _NUMBER + r")|(?P<before>(?<![\w.,:/])" + _NUMBER + r") (?:for |on "
        r"|in )?(?:" + re.sub(r"\?P<\w+>", "?:", _SCORES) + r")(?!\w)(?! ?[:=]? ?\d)"
)  # fmt: skip
"""A score label with its number beside it."""

SAID_AFTER: Final = re.compile(
    r"(?:,? ?(?:(?:and |so |i'd say |i think |i guess |i reckon )?(?:that|this|it|which)(?:'s|s| is| was"
    r"| counts as|'ll be| has to be| would be)?|is|was|were|counts as|count as|counting (?:that|it|this) as"
    r"|calling (?:that|it|this)|call (?:that|it|this)|as|=|→|<-+|for|took|ist|war|es|fue|est|c'est|e|era|foi"
    r"|das ist|das war|eso es|isso e|questo e)(?: definitely| surely| probably| also| still| really)? (?:a "
    r"|an |my |the |one |un |una |mein |meine |ein |ma |une |uma |mon |il |meu )?"
    r"(?:(?:big|small|little|main|biggest|only|real|huge|good|wee|tiny) )*| ?[(\[] ?(?:my |the |a "
    r"|that's (?:a|my) |= ?)?| [-–→=]+ ?(?:my |the |a )?)\Z"
)
"""What stands before a label that comes after its answer: "..., that's a win", "... (win)"."""

DENIED_BEFORE: Final = re.compile(
    r"(?:\bno|\bnot a|\bwithout (?:a|any)|\bkein|\bkeine|\bkeinen|\bsin|\bpas d[e']|\baucune?|\bnessun[ao]?"
    r"|\bnenhuma?|\bsem|\bningun|\bninguna|\bzero|\b0|\bany) ?(?:real |big |particular |major |obvious "
    r"|clear |specific |single |actual )*\Z"
)
COPULA: Final = re.compile(
    r"\A(?:['’]?s\b)?(?:\s*(?:[:=>?,.–-]+|\bis\b|\bwas\b|\bwere\b|\bare\b|\bhas been\b|\bwould be\b"
    r"|\bwould have to be\b|\bprobably\b|\bdefinitely\b|\bhas to be\b|\bist\b|\bwar\b|\bwaren\b|\bes\b"
    r"|\bfue\b|\bson\b|\best\b|\bsont\b|\bc'est\b|\be\b(?= )|\bera\b|\bfoi\b|\bsao\b))*[\s\"“”]*"
)
SENTENCE_END: Final = re.compile(r"[.!?…]+(?=\s|\Z|[)\]])|\n|;| [/|] | ?\|")
_NOTHING: Final = re.compile(
    r"\A\W*(?:(?:none|nope|nil|nada|n/?a|nah|skip\w*|pass|zilch|nowt|zero|rien|aucune?|niente|nessun[oa]?"
    r"|nenhum\w*|nichts|keine?[rs]?|ningun\w*|nothing|no|not really|not today|not sure|idk|dunno|nein|non|nao)"
    r"(?: (?:really|today|yet|at all|for me|here|so far|that|i|can|could|think|of|comes?|to|mind|major|much"
    r"|special|springs|in|the|way|my|particular|report|thanks|obvious|this|week|right|now|either|real|big"
    r"|wins?|obstacles?|que|me|ocurra|heute|wirklich|besonderes|hoy|oggi|hoje|particolare|special|especial"
    r"|got|stood|was|specific|note|worth|mentioning|was|us|stopping|blocking|just|lol|tbh|sadly|i'm|afraid"
    r"|know|about|de|particulier|aujourd'hui|pour|l'instant|per|ora|diciamo|per|por|ahora|di|che|bisher))*\W*\Z"
    r"|(?:i )?can'?t think of (?:one|any|anything)\b.*\Z|(?:cant|couldn'?t) (?:think|find|come up).*\Z"
    r"|[-–—x/.]*\W*\Z)"
)
_TAIL: Final = re.compile(
    r"(?:[\s,]+(?:i think|i guess|i suppose|i reckon|i'd say|obviously|tbh|lol|haha|really|basically"
    r"|honestly|of course|as usual|probably|for sure|or so|if that counts|if i'm honest|to be honest|sorry"
    r"|thanks|thank you|though|hahaha|lmao)"
    r"|[\s,]+(?:and )?(?:can|could|would|will) (?:you|we|i|someone)\b[^.!?]*\??)+[\s.!?,]*\Z"
)
_EDGE: Final = ' \t\r\n\u00a0,;:.-–—|/\\"“”„»«*_•>='

ILLNESS: Final = re.compile(
    r"\A\W*((?:(?:i've |i have |got |down with |have |bad |the |a |stomach |man |still "
    r"|came down with )*(?:flu|cold|covid|migraine|hangover|stomach bug|tummy bug|norovirus|tonsillitis"
    r"|fever|chest infection|food poisoning|sinusitis|bronchitis|jet ?lag|grippe|gripe|fieber|erkaltung"
    r"|influenza|febbre|fievre|rhume))(?: again| since \w+)?)\s*(?:[.,;:!\n-]|\Z)"
)


def label_kind(found: re.Match[str]) -> Part:
    """Which of the five answers the label names."""
    kind = found.lastgroup
    match kind:
        case "energy" | "stress" | "sleep" | "win" | "obstacle":
            return kind
        case _:
            raise ValueError(f"LABEL has a group that is no answer: {kind}")


def is_nothing(folded: str) -> bool:
    """Whether the words after "win:" or "obstacle:" say that there is none."""
    return bool(_NOTHING.match(folded))


def trimmed(text: str, folded: str, start: int, end: int) -> tuple[int, int]:
    """The span of the folded text without punctuation and empty phrases ("..., I think") at its edges."""
    tail = _TAIL.search(folded, start, end)
    if tail is not None and tail.start() > start:
        end = tail.start()
    while start < end and folded[start] in _EDGE:
        start += 1
    while end > start and (folded[end - 1] in _EDGE):
        end -= 1
    if end > start and folded[end - 1] in ")]" and not set("([") & set(folded[start:end]):
        end -= 1
    if start < end and folded[start] in "([" and not set(")]") & set(folded[start:end]):
        start += 1
    return start, end
