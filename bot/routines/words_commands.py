"""The plain words, per language, that mean a command when they are all that a message says."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from bot.routines.words_phrases import expanded


class CommandName(StrEnum):
    """What a client can ask of the avatar at any time."""

    START = "start"
    CHECKIN = "checkin"
    PAUSE = "pause"
    RESUME = "resume"
    WHEN = "when"
    PROGRESS = "progress"
    HUMAN = "human"
    POLICY = "policy"
    EXPORT = "export"
    DELETE = "delete"
    STOP = "stop"
    HELP = "help"
    SKIP = "skip"


_NOTATION: Final[dict[CommandName, str]] = {
    CommandName.START: """
        start; begin; get|lets_get started; empezar; comenzar; anfangen; loslegen; commencer; demarrer;
        iniziare; inizia; comecar; iniciar
    """,
    CommandName.CHECKIN: """
        checkin|check_in|chekin|checkn|chek_in|ceck_in; check me in; start|do|begin|have|open|run|take the|
        a|my|todays|our|this|another|daily? daily? checkin|check_in|check_ins; checkin|check_in time|now|
        today|then; todays|my|daily|new checkin|check_in; ready|im_ready|i_am_ready for|to|to_do|to_start?
        my|the|a|todays? checkin|check_in; im ready; i am ready; ready; lets go; lets do|start|do_it|do_this
        now?; ask me the|my|todays questions; ask me the five? questions; start the|my questions; hacer|haz|
        hagamos|empezar|empecemos|empieza|quiero_hacer el|un|mi check_in|checkin|registro; check_in diario;
        vamos; listo; lista; estoy listo|lista; registro diario; el|mi registro; hazme las preguntas;
        check_in|checkin machen|starten|jetzt|bitte; lass|lasst uns den? check_in|checkin machen|starten;
        los gehts; bin|ich_bin bereit|soweit; tagescheck; starte den|meinen check_in|checkin; mach|
        machen_wir den|einen check_in|checkin; stell mir die fragen; faire|fais|faisons|commencer|on_fait|
        lancer|demarrer le|mon|un check_in|checkin|bilan|point; je suis pret|prete; cest parti; on y va;
        mon? bilan du jour; fare|fai|facciamo|iniziare|inizia|iniziamo il|un|mio check_in|checkin; sono
        pronto|pronta; andiamo; fammi le domande; fazer|faz|faca|vamos_fazer|comecar|iniciar o|um|meu
        check_in|checkin|registro; estou pronto|pronta; faz as perguntas
    """,
    CommandName.PAUSE: """
        pause|puase|pasue|pauze|snooze; pause|snooze|hold me|it|this|things|everything|messages|checkins|
        check_ins|the_check_ins|the_checkins|my_check_ins|my_checkins|the_bot|reminders|the_messages|all
        for? now|while|a_while|a_week|a_bit?; pause for a|one|two|a_few|this|the? week|weeks|days|day|month|
        now|while|bit|holiday|holidays|vacation; pause until|till monday|next_week|next_month|
        further_notice|i_say_so|tomorrow; take|need|have a break from|with? checkins|check_ins|
        the_check_ins|this|the_bot|messages|the_messages; need a break from you|the_bot|these|
        these_messages; put it|this|me|things|everything|checkins|check_ins|the_check_ins on hold|pause; on
        hold; im on holiday|vacation|leave pause|please_pause; pause im on holiday|vacation|leave; stop for
        a while|bit|week|now; stop for now; not this week; no check_ins|checkins this|next|for_a week; no
        check_ins|checkins for now; hold off for|until? now|a_while|a_bit|next_week|monday; mute; hit pause;
        go on pause; pausa; pausar; pausa|pausar|pon_en_pausa|haz_una_pausa los|el|las|mis? mensajes|
        registros|check_ins|recordatorios?; pon en pausa; hacer|haz|quiero una pausa; descanso; tomar un
        descanso; pausieren; pausiere|pausieren bitte|mich|die|den|alles|kurz? check_ins|checkins|
        nachrichten?; pause machen|bitte|einlegen; mach|machen mal? eine? pause; ich brauche|mochte|will
        eine pause; kurze pause; mettre|mets|mettez en pause; en pause; faire|fais une pause; pause|pauser
        sil vous|te plait; suspendre; suspends les messages; metti|mettere in pausa; in pausa; fare|fai|
        facciamo|voglio una pausa; sospendi; sospendere; sospendi i messaggi; pausar; coloca|poe|colocar|por
        em pausa; fazer|faz|quero uma pausa; dar um tempo; pausa os|as mensagens|check_ins
    """,
    CommandName.RESUME: """
        resume|resme|unpause|restart|unsnooze|unmute; resume|unpause|restart|continue checkins|check_ins|
        the_check_ins|the_checkins|my_check_ins|my_checkins|messages|the_messages|everything|please|now|it|
        reminders; im back; i am back; im back now|again|from_holiday|from_vacation; back again; start
        again; lets start again; turn it back on; switch|turn back on; switch|turn it|you|yourself back on;
        pick up again; lets resume; carry on; keep going; start up again; back from holiday|vacation resume|
        please_resume; come back; wake up; start messaging me again; end|stop the|my|this pause; reanudar;
        reanuda; reanuda|reanudar los|las|mis mensajes|registros|check_ins; continuar; he vuelto; ya he
        vuelto; ya volvi; ya estoy de vuelta; volver a empezar; seguir; reactivar; reactiva; fortsetzen;
        weiter; weitermachen; bin|ich_bin wieder|zuruck da?; wieder da; mach|machen wir? weiter; pause
        beenden; wieder starten|anfangen; es kann weitergehen; reprendre; reprends; reprenez; on reprend; je
        suis de retour; me revoila; continuer; recommencer; relancer; riprendi; riprendere; riprendiamo;
        sono tornato|tornata; continua; continuare; riattiva; ricominciare; ricominciamo; retomar; retoma;
        voltei; estou de volta; continua; continuar; recomecar; reativar
    """,
    CommandName.WHEN: """
        when; change|move|set|edit|adjust|update|alter|switch|reschedule my|the|a|our? check_in|checkin|
        checkins|check_ins|reminder|daily|message? time|times|day|days|hour|hours|schedule|timezone|
        time_zone|timing|slot; change|move|set|edit|adjust|switch when you|u message|write|ask|text|ping|
        contact me; change|set time|times and|or days|day|timezone|time_zone;
        change days and|or times|time; different|new|another|
        other time|day|days|hour|schedule|timezone|time_zone; timezone; time zone; time; schedule;
        reschedule; ask|message|text|write|ping me at a? different|another time|hour; ask me later|earlier
        in the day; when is|are|will my|the next? check_in|checkin|checkins|check_ins be?; whens my|the
        next? check_in|checkin; when do|will|are you|we|u ask|message|text|write|check_in|checkin|messaging?
        me? next|again?; what time is|are|do_you my|the|do|send? next? check_in|checkin|checkins|check_ins|
        reminder; what time do|will you ask|message|text|write|ping me; what days|day do|will you ask|
        message|text|write|ping me; can we|you do|make it at a? different|another time; ive moved time zone;
        i moved time zone; im in a different|new time zone|timezone; move|reschedule my|the check_in|
        checkin; move my|the check_in|checkin to a? different|another time; earlier|later please; cuando;
        cambiar|cambia|cambie|ajustar|mover la|el|mi|los|mis|de? hora|horario|dia|dias|zona_horaria; otra
        hora; otro horario; zona horaria; horario; hora; cuando es|sera el|mi proximo? check_in|registro;
        wann; zeit|uhrzeit|tage|zeitzone|termin andern|verschieben|wechseln|anpassen; andere zeit|uhrzeit|
        tage; meine|die zeit|uhrzeit|tage|zeitzone andern|verschieben|wechseln; zeitzone; uhrzeit; andere|
        andre die|meine zeit|uhrzeit|tage|zeitzone; wann ist|kommt mein|der nachste? check_in|checkin;
        quand; changer|change|modifier|modifie|decaler l|la|le|mon|les|mes|d|de? heure|lheure|dheure|
        horaire|horaires|jour|jours|fuseau|fuseau_horaire; autre heure|jour; une autre heure; fuseau
        horaire; horaire; quand est le|mon prochain check_in|checkin|bilan; quando; cambiare|cambia|
        modificare|modifica|sposta|spostare l|la|il|lora|i|mio? ora|orario|giorno|giorni|fuso|fuso_orario;
        cambiare lora; cambia lora; altro orario; un altra ora; fuso orario; orario; quando e il|mio
        prossimo check_in|checkin; mudar|muda|mude|alterar|altera|trocar|ajustar a|o|os|meu|minha|de? hora|
        horario|dia|dias|fuso|fuso_horario; outro horario; outra hora; fuso horario; quando e|sera o|meu
        proximo? check_in|checkin
    """,
    CommandName.PROGRESS: """
        progress|progess|progres|porgress|stats|trends|trend|statistics|graph|chart; show|see|view|check|
        get|give|send|open me? my|the? progress|stats|trend|trends|scores|results|graph|chart|history|
        numbers|data_so_far; my progress|stats|trend|trends|scores|results|graph|chart|history|numbers
        so_far|please?; how am i doing|getting_on|going so_far|lately|overall?; how have i been doing
        lately|recently|so_far?; how are my scores|numbers|stats|trends looking|doing?; hows my progress
        going?; what do|does my scores|numbers|progress|trend|trends look like; where am i at; how did i do
        this|last week|month; progreso; mi|ver|muestra|muestrame|ensename mi|el|mis? progreso|progresos|
        avances|estadisticas|resultados|grafica|evolucion; como voy; estadisticas; como me va; fortschritt;
        fortschritte; mein|meine fortschritt|fortschritte|werte|statistik|verlauf|ergebnisse; zeig|zeige
        mir? meinen|meine|den? fortschritt|fortschritte|werte|statistik|verlauf; wie lauft es bei mir; wie
        stehe ich; statistik; verlauf; wie mache ich mich; progres; mes progres|resultats|statistiques|
        stats|scores; voir|montre|montrez|affiche moi? mes|mon|ma? progres|resultats|statistiques|evolution|
        courbe; ou jen suis; ou en suis je; statistiques; comment je men sors; progressi; i|vedere|vedi|
        mostra|mostrami|fammi_vedere i|miei|i_miei? progressi|risultati|statistiche|andamento; i miei
        progressi; come sto andando; come vado; statistiche; andamento; progresso; meu progresso; ver|
        mostra|mostrar|mostre o|meu|o_meu|meus? progresso|progressos|resultados|estatisticas|evolucao; como
        estou indo; como vou; estatisticas
    """,
    CommandName.HUMAN: """
        talk; lets talk; human; coach; person; a|real human|person; a real human|person; my coach; agent;
        operator; talk|speak|chat|write|get_through|connect|put_me_through|message|contact|reach|text|ask|
        call to|with? a|the|my|an|some|someone? real|actual|living|live|proper|human? person|human|coach|
        somebody|someone|people|being; talk|speak|chat to|with someone|somebody real|human|else?; let|get me talk|speak|
        chat to|with a|the|my|an? real|actual|live|proper? person|human|coach|someone|somebody; get|call|
        ping|tell|ask|fetch|message|contact|notify|reach me? a|the|my|your real? person|human|coach;
        connect|put me through? to|with a|the|my|an? real? person|human|coach|someone|somebody; someone|
        somebody|anybody|anyone human|real there?; is there a? real|human|actual? person|human|someone|
        anyone|anybody here|there|around|available|i_can_talk_to|i_can_speak_to|to_talk_to|to_speak_to?; is
        anyone|anybody|someone|somebody there|here|real|around|human;
        have|ask|get my|the|a|someone|somebody coach|person|
        human? call|ring|phone|message|contact|text|write|get_back_to to? me; get someone|somebody to call|
        ring|phone|message|contact|text me; call|ring|phone me please|back|now|asap?; someone|somebody
        please? call|ring|phone|contact me; coach please call|ring|phone|contact|message me; my coach to
        call|ring|phone|message me; i need help|someone|somebody|a_person|a_human|my_coach; need my|a coach|
        human|person; i need to talk|speak to|with? someone|somebody|my_coach|a_person|a_human|
        a_real_person; talk to me like a human; not a|the bot|robot|machine; i dont want to talk|speak to a
        bot|robot|machine; want a human|person|coach; message|contact|write_to for my|the coach; pass me to|
        on_to my|the|a coach|human|person; hand me over to|to_my? my|the|a? coach|human|person; humano;
        persona; una persona real?; hablar|quiero_hablar|puedo_hablar|necesito_hablar con una|alguien|mi|un|
        el persona|coach|humano|entrenador|entrenadora|real? real|de_verdad?; hablar con alguien; quiero|
        necesito hablar con alguien; mi coach; puedo hablar con alguien; contactar a|con mi coach; necesito
        ayuda; llamame; que me llame mi coach; mensch; ein|echter|einen|einem mensch|menschen; mit einem|
        meinem|meiner|der|dem|jemandem echten? mensch|menschen|coach|trainer|person? sprechen|reden|
        schreiben; mit jemandem sprechen|reden; ich mochte|will|muss mit einem|meinem|meiner echten?
        menschen|coach|trainer|person sprechen|reden; kann ich mit einem|meinem|meiner echten? menschen|
        coach|trainer|person sprechen|reden; mein coach; ich brauche hilfe; ich brauche einen menschen; ruf
        mich an; ruft mich an; humain; un humain; une vraie? personne; parler|je_veux_parler|puis_je_parler|
        je_peux_parler|est_ce_que_je_peux_parler|jaimerais_parler|je_voudrais_parler a|avec un|une|mon|ma|
        quelquun|le vraie|vrai? humain|personne|coach; parler|je_veux_parler|puis_je_parler|je_peux_parler|
        jaimerais_parler|je_voudrais_parler a|avec quelquun; mon coach; jai besoin daide; rappelez moi;
        appelez moi; umano; un umano; una persona vera|reale?; parlare|voglio_parlare|posso_parlare|
        vorrei_parlare|devo_parlare con un|una|il|il_mio|la_mia|mio|qualcuno umano|persona|coach|allenatore
        vera|vero|reale?; parlare|voglio_parlare|posso_parlare|vorrei_parlare|devo_parlare con qualcuno; il
        mio coach; ho bisogno di aiuto; chiamami; chiamatemi; humano; pessoa; uma pessoa real|de_verdade?;
        falar|quero_falar|posso_falar|preciso_falar|gostaria_de_falar com um|uma|meu|minha|o_meu|a_minha|
        alguem humano|pessoa|coach|treinador|treinadora real|de_verdade?; falar|quero_falar|posso_falar|
        preciso_falar|gostaria_de_falar com alguem; meu coach; o meu coach; preciso de ajuda; me liga; liga
        me; me ligue
    """,
    CommandName.POLICY: """
        policy|privacy|gdpr|consent|consents; privacy|data|your|the|my policy|privacy|consent|consents|
        settings please?; data protection; see|read|show|view|open|review|change me? the|your|my? privacy|
        data|consent? policy|settings|consent|consents|choices|terms|rules; terms; terms and conditions;
        what do|does you|u|it|this_bot|the_bot|they keep|store|save|know|record|have|collect|hold|remember
        about|on me; what data|info|information do|does|have|is you|u|it|they|the_bot? got|keep|store|save|
        hold|have|collect|stored|kept|held about|on|of? me|mine?; what do you do|use with? my data|info|
        information|answers|messages for?; what happens to|with my data|answers|messages|info|information;
        how long do|will you keep|store my|this|the|it data|answers|messages|info|information?; who sees|
        reads|can_see|can_read|gets|has_access_to my|this|these|the|it data|answers|messages|info|
        information?; who can see|read what_i_write|what_i_say|this; is this|it|my_data private|
        confidential|safe|secure; is my data private|confidential|safe|secure; how is my data used|kept|
        stored; where is my data kept|stored; whats your privacy|data policy; what is your privacy|data
        policy; withdraw my? consent; change my consent; privacidad; politica; politica de privacidad|datos;
        proteccion de datos; que guardas|guardan|sabes|datos_guardas|datos_tienes|datos_tienen|
        informacion_guardas de|sobre mi|mi; que haces|hacen con mis datos; quien lee|ve esto|mis_mensajes|
        mis_respuestas; datenschutz; datenschutzerklarung; richtlinie; richtlinien; was speicherst|
        speichert|weisst|sammelst du|ihr? uber mich; welche daten speicherst|speichert|hast|habt du|ihr von|
        uber mir|mich; was passiert mit meinen daten; wer liest|sieht das|meine_nachrichten|meine_antworten|
        mit; confidentialite; politique; politique de confidentialite; donnees personnelles; vie privee;
        rgpd; que gardez|gardes|savez|sais|conservez|stockez vous|tu sur moi; quest ce que tu|vous gardes|
        gardez|sais|savez sur moi; quelles donnees gardez|conservez|stockez|avez vous sur moi?;
        qui lit|voit mes_messages|mes_reponses|
        ca; privacy; politica; informativa; informativa sulla privacy; protezione dei dati; cosa sai|
        conservi|salvi|memorizzi|tieni di|su me; quali dati conservi|hai|salvi|tieni di|su me; chi legge|
        vede i_miei_messaggi|le_mie_risposte; privacidade; politica de privacidade|dados; protecao de dados;
        lgpd; o que voce|voces? guarda|guardam|sabe|sabem|armazena|tem sobre mim; que dados voce|voces?
        guarda|guardam|tem|armazena sobre|de mim; quem le|ve isso|minhas_mensagens|minhas_respostas
    """,
    CommandName.EXPORT: """
        export; export|download|send|email|give|get|copy|share|provide me? all|a_copy_of|everything? my|the|
        all_my? data|info|information|answers|records|history|check_ins|checkins|everything; a? copy of my
        data|info|information|answers|records; data export; my data; my data please; download everything|
        all; send me everything you have on|about me; give me everything you have on|about me; subject
        access request; exportar; exporta; exportar|exporta|descargar|descarga|enviame|dame|quiero todos?
        mis|los|una_copia_de_mis datos; mis datos; copia de mis datos; exportieren; export|exportiere|daten|
        meine_daten herunterladen|exportieren|bitte; exportiere meine daten; meine daten; schick mir meine
        daten; datenexport; datenauskunft; kopie meiner daten; exporter; exporte|exporter|telecharger|
        envoie_moi|envoyez_moi|donnez_moi|recevoir mes|toutes_mes|une_copie_de_mes donnees; mes donnees;
        export de mes donnees; copie de mes donnees; esporta; esportare; esporta|esportare|scarica|
        scaricare|mandami|inviami|dammi i|tutti_i|una_copia_dei? miei? dati; i miei dati; copia dei miei
        dati; exportar; exporta; exportar|exporta|baixar|baixa|envia|me_envia|me_manda|quero todos? os|meus|
        os_meus|uma_copia_dos_meus dados; meus dados; os meus dados
    """,
    CommandName.DELETE: """
        delete|delte|erase|wipe|forget_me; delete|erase|remove|wipe|destroy|clear|forget|get_rid_of all|
        everything? of? my|me|the|all_my|this|your data|info|information|account|records|history|answers|
        messages|check_ins|checkins|profile|everything|details|stuff; delete|erase|remove|wipe|forget me|
        everything|it_all|all from? here?; delete|erase|remove|wipe|forget everything|all|whatever about|on|
        you_have_on|you_have_about|you_know_about|youve_got_on|of me|mine; delete|erase|remove my? account|
        profile|data|everything; close|delete|remove|cancel|shut my account; right to be forgotten; i want
        to be forgotten|deleted|erased; i want my data gone|deleted|erased|removed; get rid of my data;
        borrar|borra|eliminar|elimina|suprimir|suprime; borrar|borra|eliminar|elimina|borre|elimine|suprimir
        todos? mis|los|mi|toda_mi|todo datos|cuenta|informacion|historial?; borra|borrar|elimina|eliminar
        todo; olvidame; quiero que borres mis datos; loschen; losche|loscht alles|mich; alles loschen;
        meine|alle|alle_meine|mein|die daten|konto|account loschen; losche|loscht|bitte_losche meine|alle|
        alle_meine|mein|die daten|konto|account; vergiss mich; losch meine daten; supprimer; supprime|
        supprimez|supprimer|efface|effacez|effacer mes|toutes_mes|mon|tout|toutes_les donnees|compte|infos|
        informations|historique?; supprime|supprimez|efface|effacez|effacer tout; oubliez moi; oublie moi;
        effacer; cancella|cancellare|elimina|eliminare; cancella|cancellare|elimina|eliminare i|tutti_i|il|
        tutto miei|mio? dati|account?; cancella|cancellare|elimina|eliminare tutto; dimenticami; apagar|
        apaga|excluir|exclui|exclua|eliminar|deletar; apagar|apaga|apague|excluir|exclui|exclua|eliminar|
        elimina|deletar|deleta todos? os|meus|os_meus|a_minha|minha|tudo dados|conta|informacoes?; apaga|
        apagar|apague|excluir|exclui tudo; esquece me; me esquece
    """,
    CommandName.STOP: """
        stop; stop it|this|that|now|everything|please; stop stop; stop|quit|cease messaging|texting|writing|
        writing_to|contacting|bothering|pinging|spamming|pestering|nagging|asking|emailing|talking_to me
        now|anymore|any_more|ever_again|again|at_all?; stop|quit|end|cancel the|these|your|all|sending|
        sending_me|sending_these|sending_me_these|with_the|all_the|any? messages|texts|notifications|
        reminders|check_ins|checkins|questions|program|programme|service|bot|subscription; no more messages|
        texts|check_ins|checkins|reminders|notifications|questions|of_this|please?; dont message|text|
        contact|write|bother|ping|write_to me again|anymore|any_more|ever_again|ever|please?; do not
        message|text|contact|write|bother|ping|write_to me again|anymore|any_more|ever_again|ever|please?;
        leave me alone; unsubscribe; unsubscribe me|from_this|please; opt out; opt me out; sign me off; i
        quit; quit; quit the program|programme|this|it; im done with this|you|the_bot; take me off this|
        the_list|your_list|the_program; remove me from this|the_list|your_list|the_program|here; turn it|
        this|yourself|the_bot off; turn|switch off; switch it|this|yourself|the_bot off; shut up; stop the
        bot; i dont want this anymore|any_more; i dont want any|these|to_get_these|your? more? messages|
        texts|check_ins|checkins|reminders anymore|any_more?; go away; cancel my subscription; parar; para|
        pare; basta; deja|dejen|deje de escribirme|molestarme|mandarme_mensajes|enviarme_mensajes|
        contactarme; no me escribas|escriban|contactes|molestes|mandes_mensajes|envies_mensajes mas|
        mas_mensajes?; no mas mensajes; no quiero mas|recibir mensajes|mas_mensajes; darme|darse|dame|
        quiero_darme de baja; cancelar; dejame en paz; stopp; aufhoren; hor|hort auf; hor|hort auf mir zu
        schreiben; schreib|schreibt mir nicht mehr|mehr_bitte?; keine nachrichten mehr|bitte_mehr?;
        abmelden; ich will keine nachrichten mehr; ich mochte keine nachrichten mehr; abbestellen; melde|
        meldet mich ab; lass|lasst mich in ruhe; kundigen; beenden; arreter|arrete|arretez|stopper; arrete|
        arretez|arreter de mecrire|menvoyer_des_messages|me_contacter|me_deranger; ne mecris|mecrivez|
        me_contacte|me_contactez|menvoyez plus de_messages?; plus de messages; desabonner; me desabonner;
        desabonnez moi; je veux me desinscrire|desabonner; je ne veux plus de messages; je veux arreter;
        laisse|laissez moi tranquille; desinscription; desinscrire; ferma|fermati|fermare|smetti|smettila;
        smetti|smettila di scrivermi|mandarmi_messaggi|contattarmi|disturbarmi; non scrivermi|contattarmi|
        scrivetemi|disturbarmi piu; basta messaggi; niente piu messaggi; non voglio piu messaggi|
        ricevere_messaggi; disiscrivimi; cancellami; disiscrivermi; voglio smettere; lasciami in pace;
        annulla iscrizione; pare|para|parar; para|pare|pare_de|para_de de? me? escrever|mandar_mensagens|
        enviar_mensagens|incomodar|contatar|escrever_me; nao me escreva|escrevas|mande|contate|
        mande_mensagens|incomode mais|mais_mensagens?; chega; chega de mensagens; nao quero mais mensagens|
        receber_mensagens; cancelar inscricao|assinatura; sair; me deixa em paz; deixa me em paz;
        descadastrar
    """,
    CommandName.HELP: """
        help; help menu|please|page; commands; menu; options; command list; list of? commands; show|list|see
        me? the|all|your|all_the? commands|options|menu|help; what can|do|else_can you|u|this_bot|it do|
        help_with|help_me_with? for_me?; what can i do|say|ask|type|write|ask_you|tell_you here?; how does|
        do this|it|you|the_bot work|function; how do|can|should i use this|you|it|the_bot; what are the|
        your|my commands|options; who are you; what are you; what is this; whats this; are you a bot|robot|
        human|person|machine|real_person|real|ai; am i talking|speaking|chatting to|with a bot|robot|human|
        person|machine|real_person; how it works; instructions; i dont know what to do|type|say; what now;
        what should i do now; ayuda; comandos; menu; que puedes hacer; que puedo hacer|escribir|decir; como
        funciona esto?; opciones; quien eres; eres un bot|robot|humano; eres una persona; hilfe; befehle;
        menu; was kannst du alles|tun|machen?; wie funktioniert das|es|dies; optionen; wer bist du; bist du
        ein bot|roboter|mensch; was kann ich tun|schreiben|sagen|machen; aide; commandes; menu; que peux tu
        faire; que pouvez vous faire; comment ca marche|fonctionne; comment ca fonctionne; options; qui es
        tu; qui etes vous; es tu un robot|bot|humain; quest ce que tu peux faire; que puis je faire; aiuto;
        comandi; menu; cosa puoi|sai fare; come funziona questo?; opzioni; chi sei; sei un bot|robot|umano;
        sei una persona; cosa posso fare|scrivere|dire; ajuda; comandos; menu; o que voce pode|faz fazer?; o
        que posso fazer|escrever|dizer; como funciona isso|isto?; opcoes; quem e voce; voce e um bot|robo|
        humano; voce e uma pessoa
    """,
    CommandName.SKIP: """
        skip; skip it|this|that|one|question|today|please|for_now|for_today|now; skip this|that|the|todays|
        the_next one|question|check_in|checkin today|please|for_now|now?; skip check_in|checkin today?;
        pass; ill pass; i pass; pass on this|that one|question?; pass please|today|for_now; hard pass; next;
        next one|question|please; next question please; move on; moving on; lets move on; lets skip; lets
        skip this|that|it one|question?; rather not say|answer; id rather not say|answer; i would rather not say|
        answer; prefer not to say|answer; id prefer not to say|answer; i prefer not to say|answer; no
        comment; no answer; dont want to answer|say; i dont want to answer|say this|that|it|this_one?; not
        answering that|this; not today; not now; nothing for that|this one?; n a; na; leave it; leave that
        one?; leave it blank; skipping|skipping_this|skipping_that one?; skipping today; skippy; ignore
        this|that one|question?; none of your business; saltar|salta|omitir|omite|paso; saltar|salta|omitir|
        omite esta|esto|la pregunta?; saltamos esta?; siguiente; siguiente pregunta; la siguiente; prefiero
        no decir|decirlo|contestar|responder; no quiero contestar|responder; hoy no; pasapalabra; paso de
        esta; uberspringen; uberspring|uberspringe das|die|diese|es frage?; diese|die frage uberspringen;
        weiter bitte; nachste; nachste frage; die nachste frage?; keine angabe; mochte ich nicht sagen|
        beantworten; will ich nicht sagen|beantworten; heute nicht; passe; ich passe; lieber nicht; passer|
        passe|passons|sauter|saute; passer|passe|sauter|saute cette|la|celle|ca question|ci?; suivante;
        suivant; question suivante; la suivante; je passe; joker; je prefere ne pas dire|repondre|le_dire;
        pas aujourdhui; pas de reponse; salta|saltare|passo|saltiamo; salta|saltare questa|la domanda?;
        prossima; prossima domanda; la prossima; avanti; preferisco non dire|dirlo|rispondere; non oggi;
        oggi no; pular|pula|passo|saltar; pular|pula|saltar esta|essa|a pergunta?; proxima; proxima
        pergunta; a proxima; prefiro nao dizer|responder; hoje nao; passo essa
    """,
}


def _meanings() -> dict[str, CommandName]:
    meanings: dict[str, CommandName] = {}
    for name, notation in _NOTATION.items():
        for phrase in expanded(notation):
            meanings.setdefault(phrase, name)
    return meanings


COMMAND_WORDS: Final[dict[str, CommandName]] = _meanings()
"""Whole messages, in plain words, and the command each of them means."""
