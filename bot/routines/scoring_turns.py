"""The words that turn the meaning of others: "very", "a bit", "not", "hardly", "at all", "better than", "not sure"."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


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


TURN_WORDS: Final[dict[Turn, str]] = {
    Turn.MORE: """
        very|really|so|super|extremely|absolutely|completely|totally|utterly|incredibly|insanely|proper|
        properly|bloody|fucking|fuckin|effing|feckin|fecking|too|deeply|truly|seriously|ridiculously|
        unbelievably|exceptionally|particularly|especially|massively|hugely|mega|ultra|hella|majorly|
        awfully|beyond|fierce|way|highly|damn|damned|mad|pure|immensely|entirely|thoroughly|remarkably|
        terribly|frightfully|intensely|enormously|horrendously|stupidly|painfully|permanently|constantly|
        all|rly|soo|sooo|well_and_truly|100;
        muy|sehr|total|vollig|voll|echt|richtig|extrem|absolut|komplett|wirklich|tierisch|mega|
        ziemlich_sehr|tres|trop|vraiment|tellement|hyper|completement|totalement|carrement|grave|molto|
        davvero|proprio|tanto|troppo|super|completamente|totalmente|assolutamente|muito|mesmo|realmente|
        super|demasiado|tan|tao|absolument|extremement|extremamente|extremadamente|estremamente
    """,
    Turn.FAIRLY: """
        pretty|quite|fairly|rather|reasonably|relatively|moderately|surprisingly|generally|mostly|mainly|
        overall|largely|usually|bastante|ziemlich|ganz|recht|eher|assez|plutot|abbastanza|piuttosto|
        relativamente|relativ|relativement|bem|bien|decently|adequately|plenty|lowkey; on whole
    """,
    Turn.LESS: """
        bit|alittle|slightly|mildly|tad|somewhat|kinda|sorta|kind_of|sort_of|wee_bit|little_bit|touch|
        bit_of|smidge|vaguely|partly|semi|half|almost|nearly|ish|a_wee|unpoco|algo|bisschen|etwas|leicht|
        legerement|leggermente|ligeramente|ligeiramente|meio|moderadamente|moyennement|mehr_oder_weniger|
        marginally|faintly
    """,
    Turn.HARDLY: """
        hardly|barely|scarcely|little|kaum|wenig|poco|poca|peu|pouco|pouca|apenas|a_malapena|a_peine|mal_|
        rarely|seldom|few|not_very|not_too|not_so|not_that|not_really|not_particularly|not_especially|
        not_overly|not_terribly|not_hugely|not_massively|not_super|not_exactly|not_quite|not_as|isnt_too|
        not_fully|not_entirely|not_completely|not_totally|not_overly|not_nearly|nowhere_near|far_from|
        not_all_that|not_feeling|nicht_so|nicht_sehr|nicht_besonders|nicht_wirklich|no_muy|no_tan|
        no_demasiado|pas_tres|pas_trop|pas_si|pas_vraiment|non_molto|non_troppo|non_tanto|non_proprio|
        nao_muito|nao_tao|nao_la_muito|dont_feel|didnt_feel|not_particularly|wasnt_too|wasnt_very|
        wasnt_that|not_at_my|not_my
    """,
    Turn.NOT: """
        not|no|isnt|wasnt|arent|werent|aint|dont|didnt|doesnt|havent|hasnt|hadnt|wont|wouldnt|cant|cannot|
        couldnt|never|neither|nor|without|zero|0|nicht|kein|keine|keinen|keiner|keinerlei|ohne|nie|sin|
        tampoco|nunca|pas|sans|jamais|aucun|aucune|non|senza|mai|nessun|nessuna|nessuno|mica|nao|nem|sem|
        nenhum|nenhuma|cero|ningun|ninguna|nada_de|not_any|lack_of|lacking
    """,
    Turn.NOT_AT_ALL: """
        at_all|in_slightest|in_least|whatsoever|one_bit|remotely|para_nada|gar_nicht|gar_kein|gar_keine|
        gar_keinen|uberhaupt_nicht|uberhaupt_kein|uberhaupt_keine|uberhaupt_keinen|uberhaupt|pas_du_tout|
        du_tout|pas_tout|tout|per_niente|affatto|nem_um_pouco|nem_unpoco|de_todo|in_any_way|not_one_bit|
        not_in_slightest|not_in_least|not_remotely|anything_but|by_any_means|not_at_all|no_at_all|nada_nada|
        per_nulla|minimamente|in_keinster_weise
    """,
    Turn.MORE_AFTER: """
        af|asf|as_fuck|as_hell|as_anything|to_death|to_bits|beyond_belief|big_time|bigtime|out_of_mind|
        beyond_words|sehr_sogar
    """,
    Turn.THAN: """
        better|worse|same|improved|improving|worsening|higher|lower|less|more|mejor|peor|igual|besser|
        schlechter|gleich|mieux|pire|pareil|pareille|meglio|peggio|uguale|melhor|pior|mesma_coisa|mesmo_de|
        similar|same_again|ditto|unchanged|no_change|usual|as_usual|slightly_better|bit_better|lot_better|
        much_better|menos|moins|meno|weniger|mehr|mas_que|wie_gestern|como_ayer|comme_hier|come_ieri|
        como_ontem|como_siempre|wie_immer|comme_dhabitude|come_al_solito|como_sempre|same_old|as_before|
        igual_que|like_yesterday|wie_sonst|as_always|as_ever
    """,
    Turn.UNSURE: """
        depends|depending|not_sure|unsure|idk|dunno|dont_know|do_not_know|no_idea|no_clue|not_a_clue|
        hard_to_say|hard_to_tell|cant_tell|cant_say|cant_remember|dont_remember|no_opinion|complicated|
        difficult_to_say|tough_to_say|who_knows|varies|varied|variable|forgot|cant_decide|all_over_place|
        not_certain|havent_decided|could_not_tell|couldnt_tell|couldnt_say|dont_recall|havent_clue|hard_one|
        tricky_one|good_question|ask_me_later|tell_you_later|ill_tell_you|tell_you_tomorrow|keine_ahnung|
        weiss_nicht|schwer_zu_sagen|kommt_drauf_an|kommt_darauf_an|unterschiedlich|ka|no_se|ni_idea|depende|
        no_sabria|no_lo_se|no_recuerdo|sais_pas|je_sais_pas|aucune_idee|ca_depend|depend|difficile_a_dire|
        jsp|non_so|non_saprei|boh|dipende|non_ricordo|difficile_da_dire|difficile_dirlo|nao_sei|sei_la|
        nao_lembro|dificil_dizer|dificil_de_decir|varia
    """,
}

ALONE: Final[dict[Turn, float | None]] = {
    Turn.MORE: None,
    Turn.FAIRLY: None,
    Turn.LESS: 2,
    Turn.HARDLY: 2,
    Turn.NOT: None,
    Turn.NOT_AT_ALL: 1,
    Turn.THAN: None,
    Turn.UNSURE: None,
    Turn.MORE_AFTER: None,
}
"""How much there is when the turning word is all that is said: "a bit", "not really", "not at all"."""
