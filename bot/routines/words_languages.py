"""The names of languages, as their own speakers and others write them, and their two-letter codes."""

from __future__ import annotations

from typing import Final

_NAMES: Final = """
en english englisch ingles anglais inglese engels inglese angielski английский
es spanish espanol castellano spanisch espagnol spagnolo espanhol castilian
de german deutsch aleman allemand tedesco alemao duits
fr french francais franzosisch frances francese frans
it italian italiano italienisch italien italiaans
pt portuguese portugues portugiesisch portugais portoghese brazilian brasileiro
nl dutch nederlands hollandisch flemish vlaams
pl polish polski polnisch polonais
ru russian русский russisch russe ruso по-русски
uk ukrainian українська ukrainisch
tr turkish turkce turkisch
ar arabic العربية arabisch
zh chinese mandarin cantonese 中文 chinesisch
ja japanese 日本語 japanisch
ko korean 한국어
sv swedish svenska schwedisch
da danish dansk
nb norwegian norsk bokmal
fi finnish suomi
el greek ελληνικα griechisch
ro romanian romana
hu hungarian magyar
cs czech cestina
hi hindi हिन्दी
ga irish gaeilge
cy welsh cymraeg
ca catalan catala
he hebrew עברית
"""

LANGUAGE_NAMES: Final = {
    name: line.split()[0] for line in _NAMES.strip().splitlines() for name in line.split()[1:]
}
LANGUAGE_CODES: Final = frozenset(LANGUAGE_NAMES.values())
