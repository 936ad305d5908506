"""What Spanish, German, French, Italian and Portuguese words and idioms say about energy, stress and sleep.

Same notation and values as the English lexicon; written without accents and apostrophes."""

from __future__ import annotations

from typing import Final

ANY: Final[dict[float, str]] = {
    5: """
        excelente|genial|increible|estupendo|estupenda|estupendamente|fantastico|fantastica|perfecto|
        perfecta|perfectamente|maravilloso|maravillosa|maravillosamente|fenomenal|buenisimo|buenisima|
        muy_bien|de_maravilla|de_lujo|de_cine|espectacular|mejor_que_nunca|mejor_imposible|magnifico|
        fabuloso|divino|a_tope_de_bien|de_diez|de_10|inmejorable|guay_del_todo;
        ausgezeichnet|hervorragend|fantastisch|super|spitze|wunderbar|prima_prima|herrlich|perfekt|
        grossartig|klasse|top|bestens|toll|genial|mega|blendend|traumhaft|sehr_gut|super_gut|richtig_gut|
        besser_denn_je|nie_besser|wie_neugeboren|1a|bombe|bombig|geil|hammer|exzellent|phanomenal|
        sensationell|tipptopp|wunderschon|unschlagbar|konnte_nicht_besser;
        excellent|excellente|genial|geniale|parfait|parfaite|parfaitement|fantastique|magnifique|
        merveilleux|merveilleuse|super|superbe|formidable|impeccable|nickel|tres_bien|top|au_top|extra|
        incroyable|extraordinaire|jamais_mieux|mieux_que_jamais|du_tonnerre|exceptionnel|sensationnel|royal|
        divin;
        eccellente|ottimo|ottima|ottimamente|benissimo|fantastico|fantastica|perfetto|perfetta|
        perfettamente|meraviglioso|meravigliosa|meravigliosamente|stupendo|stupenda|splendido|splendida|
        splendidamente|bellissimo|buonissimo|alla_grande|mai_stato_meglio|mai_stata_meglio|mai_cosi_bene|
        da_dio|da_favola|molto_bene|favoloso|magnifico|una_meraviglia|una_bomba|bomba|super|divinamente|
        egregiamente|strepitoso;
        excelente|otimo|otima|otimamente|fantastico|fantastica|perfeito|perfeita|perfeitamente|maravilhoso|
        maravilhosa|maravilhosamente|incrivel|espetacular|muito_bem|muito_bom|muito_boa|super_bem|top|show|
        show_de_bola|sensacional|melhor_impossivel|melhor_que_nunca|nunca_melhor|10|nota_10|fenomenal|lindo|
        divino|impecavel|bom_demais|mil_maravilhas|as_mil_maravilhas
    """,
    4: """
        bien|bueno|buena|buen|bastante_bien|bastante_bueno|nada_mal|no_mal|no_esta_mal|contento|contenta|
        chevere|guay|animado_y_bien|positivo|todo_bien|sin_quejas|no_me_quejo|no_me_puedo_quejar|feliz|
        bonito|mejor_de_lo_esperado|mejor_de_lo_normal;
        gut|ganz_gut|recht_gut|ziemlich_gut|nicht_schlecht|gar_nicht_schlecht|schon|prima|positiv|zufrieden|
        fein|gute|guter|gutes|kann_nicht_klagen|nicht_ubel|passt|lauft|glucklich|ordentlich|
        keine_beschwerden|besser_als_erwartet|besser_als_sonst;
        bien|bon|bonne|plutot_bien|assez_bien|pas_mal|pas_mal_du_tout|chouette|content|contente|plutot_bon|
        plutot_bonne|positif|rien_a_redire|cool|heureux|heureuse|ca_roule|satisfait|mieux_que_prevu;
        bene|buono|buona|abbastanza_bene|piuttosto_bene|niente_male|non_male|non_ce_male|mica_male|contento|
        contenta|positivo|bello|bella|tutto_bene|non_mi_lamento|nulla_da_dire|felice|meglio_del_previsto|
        meglio_del_solito;
        bem|bom|boa|bastante_bem|nada_mau|nada_mal|nao_esta_mal|nao_ta_mal|contente|legal|positivo|tudo_bem|
        sem_queixas|nao_me_queixo|feliz|melhor_que_o_normal|melhor_do_que_esperava|beleza|bonito|
        tranquilo_e_bem
    """,
    3: """
        regular|normal|normalita|normalito|asi_asi|mas_o_menos|ni_bien_ni_mal|ni_fu_ni_fa|pasable|aceptable|
        medio|media|tirando|se_puede_soportar|vamos_tirando|ahi_voy|ahi_vamos|ahi_va|como_siempre|bien_no|
        correcto|suficiente|neutro|del_monton|ni_mucho_ni_poco|a_medias|podria_ser_peor|intermedio|
        soportable|llevadero;
        mittel|mittelmassig|geht|geht_so|geht_schon|es_geht|so_lala|solala|na_ja|naja|okay|ok|
        durchschnittlich|normal|in_ordnung|teils_teils|durchwachsen|passabel|halbwegs|einigermassen|
        weder_gut_noch_schlecht|mal_so_mal_so|annehmbar|befriedigend|neutral|muss_ja|wie_immer|wie_ublich|
        wie_gewohnt|aushaltbar|ertraglich|konnte_schlimmer_sein|konnte_schlechter_sein|joa|so_so|
        passt_schon|auszuhalten|in_der_mitte|mittlere|ausreichend;
        moyen|moyenne|moyennement|comme_ci_comme_ca|bof|correct|correcte|normal|normale|ca_va|ca_peut_aller|
        passable|ni_bien_ni_mal|mouais|couci_couca|acceptable|convenable|gerable|supportable|sans_plus|
        on_fait_aller|mi_figue_mi_raisin|dans_la_moyenne|raisonnable|ca_pourrait_etre_pire|neutre|
        comme_dhabitude|tranquillement|on_fait_avec;
        cosi_cosi|normale|nella_media|nella_norma|insomma|medio|media|discreto|discreta|discretamente|
        sufficiente|ne_bene_ne_male|si_tira_avanti|si_va_avanti|si_puo_fare|passabile|accettabile|
        boh_normale|ordinario|gestibile|sopportabile|tollerabile|potrebbe_andare_peggio|mezzo_e_mezzo|
        mediocre|nientedi_che|niente_di_speciale|niente_di_che|ni|come_al_solito|come_sempre|tiro_avanti;
        mais_ou_menos|normal|razoavel|razoavelmente|medio|media|assim_assim|na_media|regular|
        nem_bem_nem_mal|nem_bom_nem_mau|nem_bom_nem_ruim|vai_indo|vai_se_andando|levando|vamos_indo|ok|
        aceitavel|suportavel|da_pro_gasto|meio_termo|podia_ser_pior|poderia_ser_pior|neutro|meia_boca|
        como_sempre|mediano|vou_levando
    """,
    2: """
        mal|malo|mala|flojo|floja|flojito|flojita|no_muy_bien|no_muy_bueno|no_tan_bien|no_demasiado_bien|
        regulin|regulero|tirando_a_mal|podria_ser|estar_mejor|podria_estar_mejor|podria_ser_mejor|dificil|
        duro|bastante_mal|no_bien|no_genial|mejorable|deficiente|triste|chungo;
        schlecht|nicht_gut|nicht_so_gut|nicht_so_toll|nicht_besonders|nicht_so_besonders|nicht_berauschend|
        nicht_toll|massig|mau|eher_schlecht|nicht_prickelnd|mies_ish|schwach|bescheiden|suboptimal|
        konnte_besser_sein|ging_schon_besser|war_schon_mal_besser|schwierig|unschon|schwer|nicht_der_hit|
        nicht_das_wahre|nicht_ideal|nicht_optimal|durftig|traurig|nicht_wirklich_gut|schon_besser;
        mal|mauvais|mauvaise|pas_terrible|pas_top|pas_bien|pas_tres_bien|pas_fou|pas_folichon|pas_ouf|
        pas_genial|pas_geniale|pas_super|pas_terrible_terrible|plutot_mal|plutot_mauvais|plutot_mauvaise|
        bof_bof|difficile|dur|pas_glorieux|pas_brillant|pas_formidable|pas_bon|pas_bonne|pas_fameux|
        pas_au_top|pourrait_etre_mieux|peut_mieux_faire|ca_pourrait_aller_mieux|pas_la_forme|moyen_moins|
        triste|faible;
        male|cattivo|cattiva|non_bene|non_molto_bene|non_benissimo|non_tanto_bene|non_granche|
        non_un_granche|scarso|scarsa|maluccio|piuttosto_male|potrebbe_andare_meglio|difficile|duro|dura|
        non_ottimo|non_il_massimo|non_troppo_bene|non_proprio_bene|fiacco|brutta|brutto|bruttino|non_buono|
        triste|deludente|non_al_top|poco_bene;
        mal|mau|ruim|nao_muito_bem|nao_muito_bom|fraco|fraca|meio_mal|podia_ser_melhor|poderia_ser_melhor|
        dificil|nao_tao_bem|nao_tao_bom|nao_la_muito_bem|nada_bem|triste|ruinzinho|nao_esta_bem|nao_bem|
        nao_to_bem|nao_otimo|fraquinho|nao_foi_bom|chato
    """,
    1: """
        fatal|horrible|terrible|pesimo|pesima|pesimamente|muy_mal|muy_malo|muy_mala|de_pena|de_culo|
        de_pesadilla|asqueroso|lo_peor|peor_imposible|espantoso|desastre|un_desastre|desastroso|horroroso|
        una_mierda|como_el_culo|como_la_mierda|de_mierda|mierda|malisimo|malisima|de_pena|infernal|
        un_infierno|no_puede_ser_peor|pesadilla|catastrofe|nefasto|de_asco|asco|por_los_suelos|
        de_los_nervios_mal|fatal_no_fatal_lo_siguiente;
        furchtbar|schrecklich|katastrophal|katastrophe|grauenhaft|grausam|miserabel|beschissen|scheisse|
        mies|entsetzlich|unterirdisch|ganz_schlecht|sehr_schlecht|hundsmiserabel|holle|die_holle|zum_kotzen|
        absolut_schlecht|grottig|grottenschlecht|horror|schlimm|ganz_schlimm|fies|unertraglich|zum_heulen|
        desastros|desaster|saumassig|dreckig|am_arsch|konnte_nicht_schlechter|albtraum|uble|ubel|
        bescheiden_ist_geprahlt|erbarmlich;
        horrible|terrible|affreux|affreuse|atroce|catastrophique|catastrophe|nul|nulle|tres_mal|
        tres_mauvais|tres_mauvaise|epouvantable|execrable|lamentable|desastreux|desastreuse|pire|pourri|
        pourrie|de_la_merde|merdique|infernal|un_enfer|cauchemar|un_cauchemar|minable|degueulasse|ignoble|
        cata|la_cata|deplorable|a_chier|zero|miserable|insupportable|au_plus_bas|horriblement_mal|invivable;
        malissimo|pessimo|pessima|orribile|terribile|orrendo|orrenda|tremendo|da_schifo|uno_schifo|schifo|
        disastro|un_disastro|disastroso|disastrosa|da_cani|una_merda|di_merda|merda|da_incubo|un_incubo|
        incubo|atroce|tragico|tragica|catastrofico|catastrofe|insopportabile|molto_male|peggio_di_cosi|
        infernale|un_inferno|spaventoso|penoso|schifosamente|bruttissimo|bruttissima|ai_minimi_termini|
        una_tragedia|da_panico_male;
        pessimo|pessima|horrivel|terrivel|muito_mal|muito_mau|muito_ruim|um_desastre|desastre|pessimamente|
        uma_merda|merda|um_inferno|pesadelo|um_pesadelo|catastrofe|uma_porcaria|porcaria|uma_desgraca|
        desgraca|lixo|um_lixo|insuportavel|medonho|horroroso|horrorosa|nao_podia_ser_pior|uma_droga|droga|
        podre|infernal|tenebroso|caos_total|no_fundo_do_poco|miseravel|bosta|uma_bosta
    """,
}

AMOUNT: Final[dict[float, str]] = {
    5: """
        muchisimo|muchisima|altisimo|altisima|al_maximo|maximo|maxima|a_tope|por_las_nubes|a_mil|a_full|
        demasiado|demasiada|muy_alto|muy_alta|hasta_arriba|brutal|enorme|a_reventar|al_limite_maximo;
        maximal|extrem|riesig|sehr_hoch|sehr_viel|unglaublich_viel|extrem_hoch|zu_viel|viel_zu_viel|enorm|
        wahnsinnig_viel|am_anschlag|vollgas|randvoll|durch_die_decke|total_hoch|unendlich|auf_100|
        jede_menge|massenhaft|super_viel|sehr_sehr_viel;
        maximum|enorme|enormement|extreme|extremement|tres_eleve|tres_elevee|tres_haut|a_fond|au_maximum|
        au_max|trop|beaucoup_trop|a_bloc|a_100|enormement_de|au_plafond|maximal|maximale|plein|enorme|
        immense|a_son_comble;
        al_massimo|massimo|massima|altissimo|altissima|tantissimo|tantissima|moltissimo|moltissima|troppo|
        troppa|alle_stelle|enorme|estremo|estrema|oltre_il_limite|a_mille|a_palla|molto_alto|molto_alta|
        al_top|al_100|infinito|parecchio_troppo;
        muitissimo|muitissima|altissimo|altissima|no_maximo|maximo|maxima|nas_alturas|extremo|extrema|
        demais|muito_alto|muito_alta|a_mil|enorme|lotado|nas_nuvens_de_stress|estourando|explodindo|
        ao_maximo|no_talo|no_limite_maximo|imenso|imensa
    """,
    4: """
        alto|alta|mucho|mucha|bastante|elevado|elevada|un_monton|cantidad|bastante_alto|bastante_alta|tela|
        harto;
        hoch|viel|ziemlich_viel|ziemlich_hoch|erhoht|einiges|eine_menge|recht_viel|recht_hoch|
        ordentlich_was|ganz_schon_viel|gross|grosser|hoher;
        eleve|elevee|haut|haute|beaucoup|pas_mal_de|assez_eleve|assez_haut|important|plutot_eleve|
        plutot_haut|pas_mal_eleve|fort|forte;
        molto|molta|tanto|tanta|parecchio|parecchia|elevato|elevata|abbastanza_alto|abbastanza_alta|
        piuttosto_alto|un_sacco|parecchi|bel_po;
        muito|muita|bastante_alto|bastante_alta|bastantes|elevadissimo|um_monte|pra_caramba|um_bocado|
        meio_alto|imenso_trabalho
    """,
    3: """
        algo|un_poco_medio|lo_normal|lo_de_siempre; etwas|mittelhoch|das_ubliche|wie_gewohnlich|
        normales_mass|mittleres; moyennement_eleve|modere|moderee|normalement; un_certo|moderato|moderata|
        il_solito|nella_norma; moderado|moderada|o_normal|o_de_sempre|certo_nivel
    """,
    2: """
        poco|poca|bajo|baja|un_poco|un_poquito|poquito|poquita|algo_bajo|bastante_poco|bajito|no_mucho|
        no_mucha|no_demasiado|leve|ligero|ligera;
        wenig|niedrig|gering|ein_bisschen|bisschen|ein_wenig|nicht_viel|nicht_sehr|eher_wenig|eher_niedrig|
        kaum_was|nicht_hoch|leicht|nicht_so_viel|klein|kleiner|nicht_gross|nicht_sonderlich;
        peu|un_peu|bas|basse|faible|pas_beaucoup|pas_trop|leger|legere|pas_tellement|petit|petite|assez_bas|
        assez_faible|plutot_bas|plutot_faible|un_petit_peu|pas_grand_chose|reduit;
        basso|bassa|un_po|un_pochino|pochino|pochi|non_molto|non_tanto|non_troppo|lieve|leggero|leggera|
        abbastanza_basso|piuttosto_basso|non_tantissimo|bassino;
        pouco|baixo|baixa|um_pouco|um_pouquinho|nao_muito|pouca|pequeno|meio_baixo|meio_baixa|nao_tanto|
        um_bocadinho|bocadinho|baixinho|nem_tanto|nem_muito
    """,
    1: """
        nada|ninguno|ninguna|cero|muy_poco|muy_poca|muy_bajo|muy_baja|casi_nada|minimo|minima|nada_de_nada|
        por_los_suelos|bajisimo|bajisima|poquisimo|poquisima;
        keine|keiner|keinen|kein|keinerlei|null|gar_nicht|gar_keine|gar_keinen|gar_kein|uberhaupt_nicht|
        uberhaupt_kein|uberhaupt_keine|uberhaupt_keinen|sehr_wenig|sehr_niedrig|minimal|kaum|nichts|
        fast_keine|fast_keiner|fast_keinen|fast_nichts|kaum_vorhanden|sehr_gering|am_boden|im_keller|
        ganz_wenig;
        aucun|aucune|rien|zero|tres_peu|tres_bas|tres_basse|tres_faible|nul_part|pas_du_tout|presque_rien|
        quasi_rien|inexistant|inexistante|minime|minimum_syndical|presque_pas|presque_aucun|quasiment_rien|
        pas_une_once|plus_du_tout;
        niente|nessuno|nessuna|zero|pochissimo|pochissima|per_niente|bassissimo|bassissima|quasi_niente|
        quasi_nulla|nulla|minimo_sindacale|affatto|a_terra|sotto_terra|sotto_zero|sotto_i_piedi|assente|
        inesistente|molto_basso|molto_bassa|molto_poco|molto_poca;
        nenhum|nenhuma|zero|muito_pouco|muito_pouca|muito_baixo|muito_baixa|quase_nada|quase_nenhum|
        quase_nenhuma|pouquissimo|pouquissima|baixissimo|baixissima|no_chao|minimo_do_minimo|inexistente|
        nadinha|nada_mesmo
    """,
}

ENERGY: Final[dict[float, str]] = {
    5: """
        a_tope|a_tope_de_energia|lleno_de_energia|llena_de_energia|pletorico|pletorica|
        con_las_pilas_cargadas|pilas_cargadas|las_pilas_a_tope|a_full|cargadisimo|cargadisima|
        con_mucha_energia|mucha_energia|como_una_moto|enchufado|enchufada|imparable|con_todas_las_pilas|
        hiperactivo|con_ganas_de_comerme_el_mundo;
        voller_energie|voll_fit|topfit|energiegeladen|voller_kraft|voll_power|voller_tatendrang|vor_energie|
        konnte_baume_ausreissen|baume_ausreissen|aufgeladen|unter_strom|voll_aufgeladen|viel_energie|
        putzmunter|in_hochform|hochform|hellwach|top_in_form|auf_zack|strotze|volle_energie|volle_power|
        vital;
        pleine_forme|en_pleine_forme|plein_denergie|pleine_denergie|debordant_denergie|une_peche_denfer|
        la_peche|la_patate|la_frite|au_taquet|gonfle_a_bloc|gonflee_a_bloc|a_fond|en_super_forme|
        en_grande_forme|en_tres_bonne_forme|le_feu|remonte_a_bloc|survolte|survoltee|petant_le_feu|
        pete_le_feu|je_pete_le_feu|peche_denfer|dynamique_a_fond;
        carico|carica|carichissimo|carichissima|pieno_di_energia|piena_di_energia|pieno_di_energie|
        piena_di_energie|a_mille|al_massimo|in_forma_smagliante|in_gran_forma|in_splendida_forma|
        in_formissima|una_bomba|scatenato|scatenata|a_palla|energia_da_vendere|spacco_tutto|a_tutto_gas|
        iperattivo|esplosivo;
        cheio_de_energia|cheia_de_energia|a_mil|com_tudo|com_toda_a_energia|pilhado|pilhada|a_todo_vapor|
        com_a_corda_toda|ligado_no_220|ligada_no_220|no_220|eletrico|eletrica|com_as_baterias_carregadas|
        bateria_cheia|muita_energia|a_bombar|superanimado|superanimada|voando|cheio_de_gas|cheia_de_gas|
        bombando
    """,
    4: """
        animado|animada|despierto|despierta|descansado|descansada|con_energia|con_ganas|activo|activa|
        fresco|fresca|motivado|motivada|en_forma|bien_de_energia|con_pilas|espabilado|espabilada|vital;
        fit|munter|wach|ausgeruht|frisch|erholt|aktiv|motiviert|gut_drauf|ganz_fit|ziemlich_fit|energetisch|
        kraftig|energievoll|in_form|guter_dinge|ausgeschlafen|lebendig|gestarkt|tatkraftig|leistungsfahig;
        en_forme|plutot_en_forme|reveille|reveillee|repose|reposee|motive|motivee|dynamique|energique|frais|
        fraiche|dattaque|tonique|la_forme|en_bonne_forme|bonne_forme|assez_en_forme|de_bonne_humeur|pimpant|
        pimpante|alerte|ressource|ressourcee;
        in_forma|energico|energica|attivo|attiva|riposato|riposata|sveglio|sveglia|motivato|motivata|
        pimpante|fresco_come_una_rosa|su_di_giri|abbastanza_in_forma|abbastanza_carico|abbastanza_carica|
        vivace|arzillo|arzilla|dinamico|dinamica|grintoso|pieno_di_vita;
        animado|animada|disposto|disposta|descansado|descansada|com_energia|ativo|ativa|motivado|motivada|
        desperto|desperta|bem_disposto|bem_disposta|em_forma|com_pique|com_gas|acordado|energico|energica|
        empolgado|empolgada|renovado|renovada
    """,
    2: """
        cansado|cansada|cansadito|cansadita|cansancio|sin_ganas|con_sueno|adormilado|adormilada|apagado|
        apagada|decaido|decaida|pachucho|pachucha|bajo_de_energia|baja_de_energia|bajo_de_pilas|desganado|
        desganada|desmotivado|perezoso|fatigado|fatigada|bajon|de_bajon|bajonazo|arrastrandome|sonoliento|
        medio_dormido|medio_dormida|espeso|lento|sueno;
        mude|schlapp|schlafrig|trage|ermudet|lustlos|antriebslos|kraftlos|matt|energielos|unmotiviert|
        schwunglos|wenig_energie|kaum_energie|nicht_fit|lahm|angeschlagen|durchhanger|unausgeschlafen|
        verschlafen|schwach|mudigkeit|benommen|hange_durch|ausgelaugt_ein_wenig|nicht_wach;
        fatigue|fatiguee|fatigues|mou|molle|las|lasse|ramollo|ramolli|ramollie|endormi|endormie|
        sans_energie|fatigue_un_peu|pas_tres_en_forme|pas_en_forme|pas_la_forme|somnolent|somnolente|
        demotive|demotivee|peu_denergie|manque_denergie|patraque|au_ralenti|amorphe|coup_de_barre|vaseux|
        vaseuse|dans_le_coaltar|dans_le_pate|flagada|raplapla|mollasson;
        stanco|stanca|stanchino|stanchina|fiacco|fiacca|assonnato|assonnata|giu|giu_di_tono|scarico|scarica|
        spossato|spossata|affaticato|affaticata|svogliato|svogliata|senza_voglia|moscio|moscia|debole|
        poca_energia|stanchezza|sonno|addormentato|addormentata|demotivato|giu_di_corda|un_po_scarico|
        abbattuto|affannato;
        cansado|cansada|cansadinho|cansadinha|com_sono|sonolento|sonolenta|desanimado|desanimada|sem_pique|
        mole|fraco|fraca|sem_vontade|preguicoso|preguicosa|pouca_energia|cansaco|devagar|para_baixo|
        pra_baixo|em_baixo|lento|moleza|desmotivado|desmotivada|indisposto|indisposta|lerdo|sem_animo|
        abatido|abatida
    """,
    1: """
        agotado|agotada|agotadisimo|agotadisima|reventado|reventada|muerto|muerta|molido|molida|hecho_polvo|
        hecha_polvo|exhausto|exhausta|sin_energia|sin_fuerzas|sin_pilas|destrozado|destrozada|
        por_los_suelos|arrastras|arrastrandome|rendido|rendida|fundido|fundida|hecho_mierda|hecha_mierda|
        cansadisimo|cansadisima|para_el_arrastre|no_puedo_con_mi_alma|con_mi_alma|no_puedo_mas|sin_bateria|
        hecho_trizas|hecha_trizas|hecho_una_mierda|muerto_de_cansancio|de_arrastre|tirado|hecho_un_trapo|
        quemado|quemada|para_tirar|baterias_agotadas|zombi|como_un_zombi;
        erschopft|kaputt|fix_und_fertig|fertig|platt|ausgelaugt|todmude|hundemude|am_ende|ausgebrannt|leer|
        total_fertig|erledigt|fix_fertig|keine_energie|null_energie|keine_kraft|akku_leer|leerer_akku|
        auf_dem_zahnfleisch|zahnfleisch|ko|geschafft|im_eimer|totmude|steinmude|am_boden|ausgepowert|
        zerstort|tot|wie_tot|halb_tot|wie_geradert|geradert|durch|hinuber|volle_erschopfung|wie_ein_zombie|
        zombie|saumude|bettreif|scheintot|auf_reserve|kraftlos_total|am_limit;
        epuise|epuisee|creve|crevee|mort|morte|lessive|lessivee|a_plat|vide|videe|ko|hs|au_bout_du_rouleau|
        au_bout|extenue|extenuee|vanne|vannee|rince|rincee|naze|claque|claquee|sur_les_rotules|a_bout|
        aucune_energie|plus_denergie|zero_energie|batterie_a_plat|eclate|eclatee|explose|explosee|cuit|
        cuite|retame|mort_de_fatigue|morte_de_fatigue|au_fond_du_trou|dans_le_cirage|crame|cramee|lamine|
        laminee|aneanti|sans_force|a_genoux|decede;
        esausto|esausta|distrutto|distrutta|sfinito|sfinita|morto|morta|a_pezzi|cotto|cotta|stremato|
        stremata|stanchissimo|stanchissima|senza_energie|senza_energia|senza_forze|a_terra|ko|
        batterie_scariche|scarichissimo|scarichissima|zero_energie|zero_energia|svuotato|svuotata|
        prosciugato|prosciugata|spompato|spompata|al_lumicino|in_riserva|uno_straccio|straccio|uno_zombie|
        zombie|finito|finita|stanco_morto|stanca_morta|non_ce_la_faccio_piu|devastato|devastata|annientato|
        bollito|bollita|fuso|fusa;
        exausto|exausta|esgotado|esgotada|morto|morta|acabado|acabada|destruido|destruida|arrasado|arrasada|
        estourado|estourada|estafado|estafada|de_rastos|sem_energia|sem_forcas|sem_bateria|podre|um_caco|
        caco|quebrado|quebrada|um_trapo|moido|moida|zerado|zerada|bateria_zerada|morto_de_cansaco|
        morta_de_cansaco|no_bagaco|so_o_po|o_po|so_a_capa|acabadissimo|cansadissimo|cansadissima|um_zumbi|
        zumbi|derrotado|na_reserva|pregado|pregada|partido|partida
    """,
}

STRESS: Final[dict[float, str]] = {
    5: """
        agobiadisimo|agobiadisima|estresadisimo|estresadisima|desbordado|desbordada|al_borde|al_limite|
        a_punto_de_explotar|no_puedo_mas|no_doy_mas|no_doy_abasto|de_los_nervios|ataque_de_nervios|
        ataque_de_panico|colapsado|colapsada|saturado|saturada|hasta_el_cuello|hasta_las_narices|
        hasta_los_cojones|superado|superada|con_el_agua_al_cuello|agua_al_cuello|me_supera|todo_me_supera|
        insoportable|histerico|histerica|desquiciado|desquiciada|volviendome_loco|voy_a_explotar|explotando|
        subiendome_por_las_paredes|me_va_a_dar_algo|de_cabeza|a_tope|hasta_arriba|a_mil|loco|loca;
        uberfordert|am_limit|total_am_limit|kurz_vorm_durchdrehen|durchdrehen|drehe_durch|am_durchdrehen|
        uberlastet|am_rand|am_rande|am_ende|kurz_vor_dem_zusammenbruch|zusammenbruch|nervenzusammenbruch|
        land_unter|panik|panisch|burnout|kurz_vor_burnout|vollig_gestresst|total_gestresst|mega_gestresst|
        extrem_gestresst|explodiere|kopf_explodiert|ich_kann_nicht_mehr|kann_nicht_mehr|wahnsinn|wahnsinnig|
        mit_den_nerven_am_ende|nerven_am_ende|nerven_blank|nerven_liegen_blank|liegen_blank|bis_zum_hals|
        steht_mir_bis_zum_hals|erdruckend|unter_strom|raste_aus|kurz_vorm_platzen|platze_gleich|auf_180|
        auf_hundertachtzig|hamsterrad|fix_und_fertig|mir_wachst_alles_uber_den_kopf|uber_den_kopf|
        ausgebrannt;
        deborde|debordee|a_bout|au_bout_du_rouleau|au_bout|je_craque|sur_le_point_de_craquer|en_panique|
        panique|submerge|submergee|sous_leau|la_tete_sous_leau|tete_sous_leau|burnout|burn_out|
        je_nen_peux_plus|nen_peux_plus|jen_peux_plus|sur_les_nerfs|a_bout_de_nerfs|bout_de_nerfs|au_bord|
        au_bord_de_la_crise|crise_de_nerfs|explose|exploser|jexplose|au_bord_des_larmes|insupportable|
        ingerable|la_folie|de_la_folie|tres_stresse|tres_stressee|hyper_stresse|hyper_stressee|
        ultra_stresse|ultra_stressee|sature|saturee|je_pete_un_cable|pete_un_cable|peter_un_cable|
        je_vais_exploser|tendu_comme_un_string|surmene|surmenee|pression_maximale|etouffe|jetouffe|
        je_me_noie|noye|noyee|ecrase|ecrasee;
        stressatissimo|stressatissima|sopraffatto|sopraffatta|al_limite|allo_stremo|esaurito|esaurita|
        sto_impazzendo|impazzendo|impazzisco|panico|nel_panico|in_panico|sommerso|sommersa|oberato|oberata|
        non_ne_posso_piu|ne_posso_piu|non_ce_la_faccio_piu|ce_la_faccio_piu|esplodo|sto_esplodendo|scoppio|
        sto_scoppiando|sto_per_scoppiare|sto_per_esplodere|crisi|crisi_di_nervi|burnout|in_burnout|
        alle_stelle|sull_orlo|sullorlo|con_lacqua_alla_gola|acqua_alla_gola|lacqua_alla_gola|fuori_di_testa|
        fuori_controllo|insostenibile|schiacciato|schiacciata|a_mille|isterico|isterica|fino_al_collo;
        estressadissimo|estressadissima|sobrecarregado|sobrecarregada|no_limite|a_beira|
        a_beira_de_um_ataque|ataque_de_nervos|surtando|a_surtar|surtado|em_panico|panico|afogado|afogada|
        nao_aguento_mais|aguento_mais|explodindo|prestes_a_explodir|vou_explodir|esgotado_de_stress|burnout|
        ate_o_pescoco|ate_ao_pescoco|atolado|atolada|a_flor_da_pele|nervos_a_flor_da_pele|enlouquecendo|
        a_enlouquecer|ficando_louco|ficando_louca|louco|louca|desesperado|desesperada|sufocado|sufocada|
        a_dar_em_doido|pirando|arrancando_os_cabelos
    """,
    4: """
        estresado|estresada|agobiado|agobiada|agobio|nervioso|nerviosa|tenso|tensa|preocupado|preocupada|
        ansioso|ansiosa|ansiedad|con_prisas|mucho_lio|liado|liada|presion|bajo_presion|con_presion|inquieto|
        inquieta|angustiado|angustiada|intranquilo|intranquila|estresante|mucho_trabajo|mucho_curro|tension|
        de_culo|apretado|bastante_estres|mucho_estres|acelerado|acelerada|alterado|alterada|irritable|
        de_mal_humor|nervios|carga;
        gestresst|angespannt|nervos|unter_druck|unruhig|hektisch|gehetzt|besorgt|angstlich|stressig|
        viel_druck|belastet|aufgeregt|getrieben|viel_stress|viel_los|viel_zu_tun|gereizt|genervt|verspannt|
        unter_spannung|druck|sorgen|anstrengend|eng|zeitdruck|termindruck|unter_zeitdruck|aufgewuhlt|angst|
        kribbelig|angespannte|rastlos|hektik|trubel|voll_viel_los|zu_viel_arbeit|viel_arbeit;
        stresse|stressee|tendu|tendue|anxieux|anxieuse|nerveux|nerveuse|sous_pression|inquiet|inquiete|
        presse|pressee|charge|chargee|preoccupe|preoccupee|angoisse|angoissee|beaucoup_de_pression|
        stressant|beaucoup_de_stress|beaucoup_de_travail|beaucoup_de_boulot|sous_tension|tension|tensions|
        a_cran|agite|agitee|enerve|enervee|irritable|la_course|en_speed|speed|la_boule_au_ventre|
        boule_au_ventre|les_nerfs|pression|oppresse|oppressee|crispe|crispee|bouscule|bousculee|soucis;
        stressato|stressata|teso|tesa|nervoso|nervosa|ansioso|ansiosa|agitato|agitata|preoccupato|
        preoccupata|sotto_pressione|di_corsa|in_ansia|ansia|molto_stress|tanto_stress|stressante|tensione|
        incasinato|incasinata|pressione|molto_lavoro|troppo_lavoro|tanto_lavoro|irritabile|in_tensione|
        affannato|affannata|inquieto|inquieta|angosciato|angosciata|carico_di_lavoro|sulle_spine|
        in_apprensione|caotico|pieno_di_lavoro;
        estressado|estressada|stressado|stressada|nervoso|nervosa|tenso|tensa|ansioso|ansiosa|preocupado|
        preocupada|sob_pressao|agitado|agitada|correria|corrido|corrida|ansiedade|muita_pressao|estressante|
        pressao|muito_trabalho|muito_stress|muito_estresse|apreensivo|apreensiva|irritado|irritada|inquieto|
        inquieta|aflito|aflita|apertado|apertada|carregado|carregada|tensao|uma_pilha|uma_pilha_de_nervos|
        pilha_de_nervos
    """,
    3: """
        llevadero|soportable|manejable|controlado|controlada|bajo_control;
        im_rahmen|machbar|handhabbar|kontrollierbar|unter_kontrolle|im_griff|uberschaubar|zu_bewaltigen;
        gerable|supportable|sous_controle|maitrise|maitrisee|raisonnable|ca_se_gere|je_gere;
        gestibile|sopportabile|sotto_controllo|si_gestisce|me_la_cavo; suportavel|controlado|controlada|
        sob_controle|administravel|da_pra_levar|levavel
    """,
    2: """
        bastante_tranquilo|bastante_tranquila|bastante_relajado|bastante_relajada|sin_mucho_estres|
        sin_demasiado_estres|poco_estres|algo_de_estres;
        wenig_stress|recht_entspannt|ziemlich_entspannt|eher_entspannt|kaum_stress|eher_ruhig|
        relativ_entspannt|halbwegs_entspannt|ein_bisschen_stress;
        plutot_calme|assez_calme|plutot_detendu|plutot_detendue|peu_de_stress|un_peu_de_stress|
        plutot_tranquille|plutot_zen|assez_zen|assez_detendu|assez_detendue|relativement_calme|
        pas_trop_de_stress|pas_trop_stresse|pas_trop_stressee;
        abbastanza_tranquillo|abbastanza_tranquilla|piuttosto_tranquillo|piuttosto_tranquilla|
        abbastanza_rilassato|abbastanza_rilassata|poco_stress|un_po_di_stress|non_troppo_stressato;
        bastante_tranquilo|meio_tranquilo|meio_tranquila|pouco_stress|pouco_estresse|
        relativamente_tranquilo|relativamente_calmo|um_pouco_de_stress
    """,
    1: """
        tranquilo|tranquila|relajado|relajada|relajadisimo|relajadisima|calmado|calmada|sereno|serena|
        sin_estres|nada_de_estres|cero_estres|zen|en_calma|en_paz|de_relax|relax|paz|de_vacaciones|
        tranquilisimo|tranquilisima|como_una_balsa|balsa_de_aceite|despreocupado|despreocupada|
        sin_preocupaciones|sin_agobios|ni_pizca|calma|tranquilidad|en_la_gloria;
        entspannt|gelassen|ruhig|kein_stress|keinen_stress|stressfrei|locker|tiefenentspannt|null_stress|
        gechillt|chillig|ausgeglichen|ganz_ruhig|sorgenfrei|relaxt|relaxed|im_urlaub|urlaub|keine_sorgen|
        die_ruhe_selbst|ruhe_selbst|seelenruhig|tiefenentspannung|unbeschwert|friedlich|vollig_entspannt|
        alles_easy|easy|ohne_stress|in_ruhe|alles_ruhig|sorglos|urlaubsmodus|urlaubsstimmung;
        detendu|detendue|calme|zen|serein|sereine|tranquille|relax|relaxe|zero_stress|aucun_stress|
        pas_de_stress|pas_stresse|pas_stressee|zero_pression|aucune_pression|pas_de_pression|cool|paisible|
        apaise|apaisee|decontracte|decontractee|a_la_cool|en_vacances|vacances|tres_calme|tranquillou|
        peinard|tout_doux|decompresse|sans_stress|pepere|insouciant|la_vie_est_belle|quietude;
        tranquillo|tranquilla|rilassato|rilassata|calmo|calma|sereno|serena|zen|niente_stress|zero_stress|
        senza_stress|in_pace|pacifico|in_relax|relax|nessuno_stress|nessun_problema|in_vacanza|vacanza|
        tranquillissimo|tranquillissima|rilassatissimo|rilassatissima|spensierato|spensierata|
        in_totale_relax|beato|beata|serenissimo|una_pasqua|come_una_pasqua|easy|come_un_papa|
        una_passeggiata|placido;
        tranquilo|tranquila|relaxado|relaxada|calmo|calma|sereno|serena|sem_stress|sem_estresse|zero_stress|
        zero_estresse|zen|em_paz|descontraido|descontraida|de_boa|de_boas|de_ferias|ferias|na_paz|numa_boa|
        suave|despreocupado|despreocupada|tranquilissimo|tranquilissima|relax|sossegado|sossegada|na_boa|
        paz_e_amor|sem_preocupacoes|nenhuma_preocupacao|tranquilidade
    """,
}

SLEEP: Final[dict[float, str]] = {
    5: """
        como_un_bebe|como_un_tronco|como_un_liron|como_una_marmota|como_un_angelito|como_un_rey|
        como_una_reina|como_un_angel|como_una_piedra|como_un_ceporro|como_los_angeles|como_un_oso|del_tiron|
        de_un_tiron|toda_la_noche|de_lujo|profundamente|a_pierna_suelta|como_una_bendita|como_un_bendito|
        la_noche_entera|sin_despertarme|sin_interrupciones|a_pata_suelta;
        wie_ein_stein|wie_ein_baby|wie_ein_murmeltier|wie_ein_bar|wie_ein_toter|wie_tot|durchgeschlafen|
        tief_und_fest|wie_ein_engel|wie_ein_sack|komplett_durchgeschlafen|die_ganze_nacht_durch|
        nacht_durchgeschlafen|tiefschlaf|wie_ein_konig|wie_auf_wolken|ausgeschlafen|tief_geschlafen|selig|
        erholsam|wie_ein_ratz;
        comme_un_bebe|comme_un_loir|comme_une_souche|comme_une_marmotte|comme_un_ange|dune_traite|
        toute_la_nuit|comme_un_roi|sur_mes_deux_oreilles|deux_oreilles|2_oreilles|a_poings_fermes|
        poings_fermes|profondement|comme_une_masse|comme_une_pierre|comme_un_plomb|nuit_complete|
        nuit_reparatrice|une_nuit_complete|sans_interruption|sommeil_de_plomb|sommeil_reparateur|reparateur|
        fait_le_tour_du_cadran|tour_du_cadran|grasse_matinee|dormi_comme_un_loir;
        come_un_bambino|come_un_ghiro|come_un_sasso|come_un_angioletto|come_un_ceppo|come_un_angelo|
        come_un_bebe|tutta_la_notte|tutta_una_tirata|tutto_dun_fiato|profondamente|come_un_re|come_un_tasso|
        come_una_pietra|come_un_neonato|sonno_profondo|sonni_tranquilli|tra_due_guanciali|come_un_papa|
        filato|di_filato|tirato_dritto;
        como_um_bebe|como_uma_pedra|como_um_anjo|a_noite_toda|a_noite_inteira|toda_a_noite|noite_inteira|
        de_uma_vez|profundamente|como_um_rei|como_uma_rainha|feito_pedra|que_nem_pedra|que_nem_um_anjo|
        como_um_anjinho|como_um_urso|sem_acordar|de_uma_assentada|direto|sono_profundo|sono_dos_justos|
        feito_um_anjo|como_um_justo
    """,
    4: """
        descansado|descansada|dormi_bien|he_dormido_bien|reparador|reparadora;
        gut_geschlafen|ausgeruht|erholt|recht_erholsam|fast_durchgeschlafen|ruhige_nacht|ruhig;
        repose|reposee|bien_dormi|reposant|reposante|calme|bonne_nuit|paisible|tranquille;
        riposato|riposata|ho_dormito_bene|dormito_bene|ristoratore|tranquillo; descansado|descansada|
        dormi_bem|reparador|tranquilo|tranquila
    """,
    3: """
        desperte_una_vez|me_desperte_una_vez|un_poco_corto; einmal_aufgewacht|1_aufgewacht|etwas_kurz|
        bisschen_kurz; reveille_une_fois|reveillee_une_fois|un_peu_court|un_peu_courte; svegliato_una_volta|
        svegliata_una_volta|un_po_corto; acordei_uma_vez|um_pouco_curto
    """,
    2: """
        a_ratos|entrecortado|me_desperte_varias_veces|varias_veces|muchas_veces|interrumpido|inquieto|
        ligero|mal_dormido|mala_noche|poco|me_desperte|desperte|desvelado|desvelada|me_costo_dormir|
        me_costo_dormirme|me_costo_conciliar|tarde|desperto_el_nino|desperto_el_bebe|desperto_la_nina|
        agitado|intermitente|a_trompicones|a_saltos|pesadillas|di_muchas_vueltas;
        unruhig|schlecht_geschlafen|oft_aufgewacht|mehrmals_aufgewacht|mehrmals_wach|mehrfach_wach|oft_wach|
        wach|unterbrochen|leicht|zu_kurz|zu_wenig|kurz|hin_und_her|gewalzt|standig_aufgewacht|
        immer_wieder_aufgewacht|immer_wieder_wach|standig_wach|schlecht_eingeschlafen|lange_wach|
        nicht_durchgeschlafen|unruhige_nacht|nicht_einschlafen|konnte_nicht_einschlafen|
        schwer_eingeschlafen|zu_spat_ins_bett|zu_spat|albtraume|aufgewacht|wach_gelegen|wachgelegen|
        schlecht_traumt;
        agite|agitee|hache|hachee|entrecoupe|entrecoupee|mauvaise_nuit|plusieurs_reveils|reveils|
        reveille_plusieurs_fois|reveillee_plusieurs_fois|plusieurs_fois|trop_court|trop_courte|court|courte|
        leger|mal_dormi|reveille|reveillee|nuit_agitee|nuit_hachee|nuit_courte|du_mal_a_mendormir|
        mal_a_mendormir|du_mal_a_dormir|mal_a_dormir|trop_tard|couche_tard|couchee_tard|cauchemars|
        interrompu|interrompue|en_pointilles|trop_peu;
        agitato|agitata|a_singhiozzo|interrotto|interrotta|a_tratti|mi_sono_svegliato|mi_sono_svegliata|
        svegliato|svegliata|piu_volte|mille_volte|varie_volte|leggero|brutta_notte|disturbato|disturbata|
        notte_agitata|ho_fatto_fatica|fatica_ad_addormentarmi|fatica_a_dormire|troppo_poco|troppo_tardi|
        tardi|incubi|dormito_male|notte_breve|a_spizzichi|spezzato;
        agitado|agitada|interrompido|interrompida|acordei_varias_vezes|varias_vezes|muitas_vezes|
        acordei_muito|picado|leve|noite_mal_dormida|mal_dormida|mal_dormido|aos_bocados|aos_pedacos|
        custou_a_adormecer|custei_a_dormir|demorei_a_dormir|demorei_pra_dormir|demorei_para_dormir|
        sono_leve|noite_agitada|tarde|muito_tarde|acordei|pesadelos|inquieto|inquieta|entrecortado
    """,
    1: """
        no_pegue_ojo|no_he_pegado_ojo|sin_pegar_ojo|ni_pegar_ojo|pegue_ojo|pegado_ojo|pegar_ojo|en_vela|
        en_blanco|noche_en_blanco|insomnio|no_dormi|no_he_dormido|no_dormi_nada|dando_vueltas|vueltas|
        toda_la_noche_despierto|toda_la_noche_despierta|casi_no_dormi|apenas_dormi|apenas_he_dormido|
        noche_toledana|contando_ovejas|no_pude_dormir|no_he_podido_dormir|mirando_al_techo|sin_dormir|
        nada_de_sueno;
        kein_auge_zugemacht|keine_auge_zugemacht|kein_auge_zugetan|kein_auge_zu|auge_zugemacht|auge_zugetan|
        schlaflos|schlaflose_nacht|gar_nicht_geschlafen|nicht_geschlafen|uberhaupt_nicht_geschlafen|
        kaum_geschlafen|schlaflosigkeit|die_ganze_nacht_wach|ganze_nacht_wach|hin_und_her_gewalzt|
        nur_gewalzt|nicht_schlafen|konnte_nicht_schlafen|schafchen_gezahlt|fast_nicht_geschlafen|wach_bis;
        pas_ferme_loeil|ferme_loeil|nuit_blanche|insomnie|insomnies|pas_dormi|pas_dormi_du_tout|
        a_peine_dormi|tourne_et_retourne|pas_pu_dormir|pas_reussi_a_dormir|presque_pas_dormi|
        reveille_toute_la_nuit|reveillee_toute_la_nuit|compte_les_moutons|compte_les_heures|pas_un_oeil|
        impossible_de_dormir|pas_dormi_de_la_nuit|peu_dormi_tres;
        non_ho_chiuso_occhio|chiuso_occhio|in_bianco|notte_in_bianco|notte_bianca|insonne|insonnia|
        non_ho_dormito|non_ho_dormito_niente|quasi_non_ho_dormito|girato_e_rigirato|rigirato|rigirata|
        sveglio_tutta_la_notte|sveglia_tutta_la_notte|appena_dormito|a_malapena_dormito|contato_le_pecore|
        contare_le_pecore|a_guardare_il_soffitto|non_sono_riuscito_a_dormire|non_sono_riuscita_a_dormire|
        non_riuscivo_a_dormire;
        nao_preguei_olho|nao_preguei_o_olho|preguei_olho|preguei_o_olho|pregar_olho|pregar_o_olho|em_claro|
        noite_em_claro|em_branco|noite_em_branco|insonia|nao_dormi|nao_dormi_nada|quase_nao_dormi|mal_dormi|
        rolei_na_cama|rolando_na_cama|virei_a_noite|acordado_a_noite_toda|acordada_a_noite_toda|
        nao_consegui_dormir|contando_carneirinhos|as_voltas_na_cama|sem_dormir|dormi_nada|revirando_na_cama
    """,
}
