"""The whole messages that are a clear yes or a clear no, per language."""

from __future__ import annotations

from typing import Final

from bot.routines.words_phrases import expanded

_YES: Final = """
    yes|yeah|yep|yup|yea|yah|ya|yess|aye|sure|ok|okay|k|kk|fine|agreed|agree|absolutely|definitely|
    certainly|deal|accept|accepted|correct|right|true|affirmative|indeed|totally thanks|thank_you|please|
    sure|of_course|ok|okay|i_agree|i_do|i_am|go_ahead|thats_fine|fine|great|yes|lets_do_it|sounds_good|
    do_it|i_consent|i_accept|that_works|works_for_me|definitely|absolutely|i_did|i_have|with_pleasure|
    happy_to|no_problem|all_good?;
    i agree|accept|consent|do|am|did|have|agree_to_this|agree_to_that|agree_to_everything|
    agree_to_all_of_it|consent_to_this|accept_the_terms; of course; go ahead; sounds good|great|fine; thats
    fine|ok|okay|right|good; thats all? right; that works; works for me; happy to; happy with that; no
    problem; no worries; no objection|objections; why not; lets do it|this; lets go; do it; for sure; you
    bet; all good; im in; im ok|fine|happy|good with that|this; i dont mind; yes i do|am|did|have; by all
    means; count me in; y; great; perfect; cool; alright; all right; please do; fine by|with me; ok with|by
    me; gladly; i understand and agree; understood; i understand;
    si|claro|vale|bueno|acepto|ok|deacuerdo|perfecto|correcto por_favor|gracias|claro|acepto|de_acuerdo|si|
    quiero?; si estoy de acuerdo; de acuerdo; estoy de acuerdo; por supuesto; desde luego; claro que si; sin
    problema; adelante; venga;
    ja|jo|jawohl|jep|klar|gerne|okay|einverstanden|natuerlich|naturlich|sicher|genau|gern|passt|stimmt|
    richtig bitte|gerne|gern|danke|klar|einverstanden|naturlich|ich_stimme_zu|ich_bin_einverstanden|stimmt|
    passt|ja?; ich stimme zu; stimme zu; ich bin einverstanden; bin einverstanden; auf jeden fall; alles
    klar; kein problem; geht klar; in ordnung;
    oui|ouais|daccord|ok|volontiers|bien_sur|parfait|absolument|certainement merci|daccord|bien_sur|
    jaccepte|avec_plaisir|volontiers|oui|sil_te_plait|sil_vous_plait?; jaccepte; je suis daccord;
    jaccepte|oui_jaccepte; cest daccord|bon|ok; pas de probleme|souci; avec plaisir; ca marche; ca me va;
    allez|allons y; je consens; entendu;
    si|certo|certamente|daccordo|va_bene|ok|volentieri|perfetto|sicuro|esatto grazie|certo|daccordo|va_bene|
    accetto|per_favore|volentieri|si?; accetto; sono daccordo; acconsento; nessun problema; certo che si;
    con piacere; andiamo; naturalmente;
    sim|claro|ok|pode_ser|aceito|concordo|certo|perfeito|isso obrigado|obrigada|claro|aceito|concordo|
    por_favor|pode_ser|sim|quero?; estou de acordo; de acordo; com certeza; sem problema; tudo bem; esta
    bem; ta bom|bem; beleza; com prazer; autorizo
"""

_NO: Final = """
    no|nope|nah|naw|nay|never|negative thanks|thank_you|ta|way|chance|sorry|i_dont|i_dont_agree|i_do_not|
    i_do_not_agree|not_really|not_now|not_today|not_yet|thats_ok|im_good|im_fine|im_ok|never|no?; n; i dont
    agree|accept|consent|want_to|want_this|want_that|think_so; i do not agree|accept|consent|want_to|
    want_this|want_that; i disagree; disagree; i decline; decline; i refuse; refuse; not|not_really
    thanks|for_me|now|yet|today|really|interested|agreed|at_all; absolutely|definitely|certainly|of_course
    not; rather not; id rather not; i would rather not; id prefer not to; no deal; im good thanks; count me
    out; dont; hard no; not happy with that; i cant agree; i wont; i wont agree; cant agree; no
    gracias|quiero|acepto|estoy_de_acuerdo|no_quiero|prefiero_que_no|ahora; ahora no; claro que no; no por
    favor; de ninguna manera; mejor no; prefiero que no; para nada; nunca;
    nein|nee|ne|no danke|bitte|lieber_nicht|auf_keinen_fall|ich_stimme_nicht_zu|niemals?; ich stimme nicht
    zu; nicht einverstanden; ich bin nicht einverstanden; auf keinen fall; lieber nicht; ich lehne ab; ich
    mochte nicht; ich will nicht; kein interesse; niemals; non|nan merci|pas_maintenant|je_refuse|jamais|
    pas_daccord?; je refuse; je naccepte pas; je ne suis pas daccord; pas daccord; pas question; jamais; pas
    maintenant; je ne veux pas; surtout pas; no grazie|non_accetto|non_sono_daccordo|non_voglio|mai; non
    accetto; non sono daccordo; rifiuto; meglio di no; non voglio; assolutamente no; mai; non ora; nao
    obrigado|obrigada|quero|aceito|concordo|agora|mesmo?; nao estou de acordo; recuso; de jeito nenhum;
    prefiro nao; prefiro que nao; agora nao; melhor nao; nem pensar
"""

YES_WORDS: Final = frozenset(expanded(_YES))
NO_WORDS: Final = frozenset(expanded(_NO))
