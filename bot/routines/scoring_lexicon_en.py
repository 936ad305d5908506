"""What English words and idioms say about energy, stress and sleep, as phrases in the notation of words_phrases.

Values run from 1 to 5: best is 5, but for stress, where 5 is worst. ANY fits every question (5 is good), AMOUNT says
how much there is of what was asked. Articles, pronouns and forms of "to be" do not count: "like a log" is "like log".
"""

from __future__ import annotations

from typing import Final

ANY: Final[dict[float, str]] = {
    5: """
        excellent|brilliant|amazing|awesome|fantastic|superb|perfect|perfectly|outstanding|wonderful|
        wonderfully|incredible|phenomenal|magnificent|marvellous|marvelous|stellar|epic|terrific|fabulous|
        fab|exceptional|unreal|spectacular|tremendous|ace|glorious|divine|heavenly|bliss|blissful|best|
        flawless|spot_on|tip_top|splendid|smashing|stunning|sublime|top_notch|first_class|first_rate|class|
        mint|belting|champion|magic|sensational|superbly|brilliantly|fantastically|amazingly|perfection|
        goat|goated; never better; never been better; never felt better; better than ever;
        couldnt|could_not|cant|cannot be|get|feel|ask|ask_for|have_been better|happier|more; on top of
        world; on cloud 9; cloud 9; over moon; living dream; firing on all cylinders; best ever; best in
        weeks|months|ages|years|long_time|while; 10 10; a1; a plus; out of this world; bees knees; dogs
        bollocks; cats pyjamas; like dream; chefs kiss; 100; walking on air; couldnt complain at all; full
        marks; top marks; best its been; best ive been; slaps; elite; pure class
    """,
    4.6: """
        great|lovely|delightful|super|grand_job|sound_as_pound|sweet|cracking|deadly|savage_good|beautiful|
        beautifully|greatly|gr8|lush|bang_on|bostin|thriving|flourishing|chuffed|winning|crushing_it|
        killing_it|smashing_it|nailing_it; in good|great form|nick|shape|spirits|place; good craic
    """,
    4: """
        good|well|positive|happy|nice|nicely|healthy|strong|better_than_expected|better_than_usual|
        better_than_normal|above_average|cheerful|gud|goood|guud|solid|bright|upbeat|content|pleased|
        satisfied|satisfying|pleasant|comfortable|bueno|optimistic|thumbs_up|promising|steady|vgood; not
        bad|bad_at_all|half_bad|too_bad|shabby|too_shabby|horrible_at_all; no complaints|complaint|problems|
        issues|bother|worries|worry; cant|mustnt|shouldnt complain|grumble; nothing to complain about;
        nothing wrong; on up; better than average|most|many|okay|ok|expected; pretty decent|solid; more than
        ok|okay|fine; looking up; on good side; fairly decent; up there; in groove; going well; happy
        enough; good enough; well enough; went well; all good; looking good; doing well; couldnt fault it;
        fine fettle; going strong
    """,
    3.4: """
        fine|alright|all_right|aight|decent|reasonable|reasonably|satisfactory|respectable|grand|aite|
        alrighty|sound|oright|okey_dokey|okie|not_too_bad|not_that_bad|not_so_bad; could have|be been?
        worse; could of been worse; been worse; had worse; ive had|known worse; cant complain too_much; not
        worst; not bad not great
    """,
    3: """
        ok|okay|okayish|okish|oki|kk|average|avg|medium|moderate|moderately|middling|so_so|soso|fair|meh|
        normal|standard|mid|acceptable|adequate|passable|tolerable|bearable|manageable|neutral|mediocre|
        mixed|balanced|fairly|alrightish|comme_ci|ordinary|regular|usual_self|unremarkable|functional|
        functioning|so_and_so|goodish|fineish|decentish|eh|ehh|mehh|middle|midway|halfway|ticking_over|
        plodding|plodding_along|plodding_on|pottering|coping|surviving|managing|enough; not great not
        terrible|bad|awful; not good not bad|terrible; neither good|great nor bad|terrible|awful; neither
        here nor there; middle of road; 50 50; half half; half and half; up down; ups downs; up and down;
        ups and downs; swings and roundabouts; nothing special; nothing to write home about; nothing to
        shout about; run of mill; par for course; bog standard; same old; same old same old; business as
        usual; getting by; getting there; hanging in; hanging in there; hanging on; keeping on; muddling
        through|along; bumbling along; chugging along; could go either way; more or less ok|okay|fine; it
        what it; could be better could be worse; good and|some bad; good bits bad bits; good in parts; some
        good some bad; mixed bag; bit of both; bit of everything; in between; inbetween; in middle;
        somewhere in middle; not here nor there; c c; hit and miss; hit or miss; not too shabby not too
        good; so far so so; not one thing or other; as expected; as usual; doing ok; holding up; holding
        steady
    """,
    2: """
        bad|poor|poorly|rough|ropey|ropy|lousy|iffy|shaky|subpar|sub_par|lacking|disappointing|difficult|
        hard_going|shoddy|badly|unwell|ill|sick|under_weather|blah|bleh|bleugh|unhappy|sad|struggling|
        struggle|struggled|grim|mank|manky|suboptimal|crappy|shitty|yucky|icky|gloomy|glum|grotty|scratchy|
        unpleasant|rocky|uncomfortable|sore|meh_at_best|wobbly|naff|dodgy|peaky|under_par|below_par|
        below_average|under_average|out_of_sorts|off_colour|weak|weakly|challenging|tricky|worrying;
        not great|brilliant|best|ideal|fantastic|amazing|wonderful|good|super|well|so_good|so_great|so_hot|
        so_well|too_good|too_great|too_well|too_clever|very_good|very_well|particularly_good|
        particularly_well|that_good|that_great|all_that_good|up_to_much|my_best|finest_hour|hot|wonderful|
        pretty|perfect|ok|okay|right|myself|happy|fun|loving_it|feeling_it|where_i_want_to_be|there_yet;
        could be|have_been|do|use be? better|improvement; could of been better; ive been|felt|had better
        days?; had better days; seen better days; been better; felt better; had better; leaves
        lot|much|something to be? desired; room for improvement; less than ideal|great|good|perfect|stellar|
        optimal; far from|off great|good|ideal|perfect|best|well|okay|ok|fine; anything but good|great|fine;
        nothing good; wouldnt call it good|great; down in dumps; bit of mess; tough going; not fan; gone
        downhill; going downhill; on down; two thumbs down; thumbs down; wish it better; wish it were
        better; wish better; wasnt best; running low
    """,
    1: """
        awful|terrible|horrible|horrendous|horrid|dreadful|abysmal|atrocious|appalling|dire|shocking|
        shockingly|rubbish|crap|shit|shite|pants|garbage|trash|rotten|hell|hellish|nightmare|nightmarish|
        disaster|disastrous|worst|woeful|pathetic|miserable|dismal|diabolical|dog_shit|dogshit|horrific|
        terribly|awfully_bad|horribly|dreadfully|catastrophic|catastrophe|toilet|bollocks|arse|ghastly|
        hideous|lamentable|abominable|cack|balls|gash|mince|minging|wretched|brutal|desperate|tragic|
        bobbins|dung|turd|poo|ass|sucks|sucked|suck|sucky|unbearable|intolerable|hopeless|trainwreck|
        train_wreck|car_crash|dumpster_fire|shambles|shambolic|atrociously|piss_poor|vile|torture|torturous|
        godawful|god_awful|bleak|savage|shitshow|shit_show|murder|agony|misery|useless|gross|excruciating;
        couldnt|could_not|cant|cannot be|get|feel|have_been worse|lower; rock bottom; worst ever; worst in
        weeks|months|ages|years|long_time|while; worst its been; worst yet;
        like crap|shit|death|death_warmed_up|hell|garbage|rubbish|arse|ass|dirt|hammered_shite|
        bag_of_spanners|shite|poo|trash|absolute_crap; all time low; pile of crap|poo|shit; dont ask; dont
        even ask; dont go there; total|complete|absolute write_off|disaster|mess; kill me now; not good at
        all; not well at all; not great at all; not ok|okay|fine at all; lowest ever; as bad as it gets; at
        its worst; total fail; epic fail; bottom of barrel; down toilet; in toilet|gutter|bin|pits; pits;
        dog rough; rough as dogs|guts|old_boots|badgers_arse
    """,
}

AMOUNT: Final[dict[float, str]] = {
    5: """
        loads|tons|oodles|heaps|masses|max|maximum|maxed|maxed_out|overflowing|bursting|off_charts|
        off_scale|sky_high|skyhigh|through_roof|through_ceiling|extreme|extremely_high|peak|highest|
        way_too_much|too_much|mountains|infinite|endless|endless_amounts|buckets|shedloads|shitloads|
        limitless|unlimited|insane|full|fully|full_on|massive|massively|huge|hugely|enormous|immense|
        immensely|colossal|bucketloads; at max; to max; as high as it gets|goes; very high; really high; so
        much; very much; lot lot; whole lot; red line; in red zone; all time high; through the charts
    """,
    4: """
        high|lots|lot|plenty|highish|elevated|considerable|considerably|significant|significantly|much|heap|
        ample|raised|high_side|substantial|substantially|more_than_expected|more_than_hoped|good_amount|
        good_bit|good_deal|fair_amount|fair_bit|great_deal|more_than_enough|quite_high|quite_lot|quite_bit|
        quite_some|above_normal|above_usual|higher_than_usual|higher_than_normal|higher_than_id_like|
        more_than_usual|more_than_normal; on high|higher side|end; bit high; rather high; pretty high;
        fairly high; up there; kinda high
    """,
    3: """
        some|moderate|medium|average|mid|normal_amount|normal_level|normal_levels|usual_amount|
        certain_amount|normal|baseline|background|theres_always_some|enough|sufficient|middling|mid_range|
        usual_levels
    """,
    2: """
        low|lowish|little|mild|minimal_ish|slight|small|smallish|limited|not_much|not_lot|not_many|
        not_enough|not_very_much|not_high|not_so_much|not_that_much|not_too_much|not_too_high|hardly_high|
        bit|wee_bit|tad|touch|light|lightish|minor|lower|down|reduced|depleted|scarce|some_but_not_much|
        slightly|low_side|below_normal|below_usual|less_than_usual|lower_than_usual|lower_than_normal|
        less_than_normal|less_than_id_like|lower_than_id_like|less_than_expected|less_than_hoped|
        lower_than_expected|less_than_ideal|not_as_high_as_id_like|not_as_much_as_id_like|not_high_enough|
        little_bit|smidge|smidgen|fewer|hardly_much|nothing_much|nothing_major|nothing_serious|nothing_big|
        nothing_i_cant_handle|nothing_unusual|few|down_bit|bit_down|not_really|insufficient|only_bit|
        only_little|not_particularly|not_especially|not_very|not_that; on low|lower side|end; bit low;
        pretty low; fairly low; quite low; kinda low; lowkey low; lower side
    """,
    1: """
        none|zero|zilch|nil|nada|zip|nothing|nowt|naught|0|barely_any|hardly_any|next_to_nothing|
        next_to_none|almost_none|almost_nothing|virtually_none|very_little|very_low|extremely_low|lowest|
        minimum|minimal|minimally|negligible|none_whatsoever|absolutely_none|no_at_all|empty|nonexistent|
        non_existent|not_one_bit|not_bit|not_any|absent|gone|all_gone|missing|rock_bottom|really_low|
        super_low|so_low|so_little|scarcely_any|diddly|diddly_squat|sod_all|bugger_all|fuck_all|sweet_fa|
        jack_shit|bare_minimum|tiny|least|bottomed_out|bottomless|imperceptible|not_in_slightest|
        not_in_least|not_remotely|at_low|all_time_low|critically_low|dangerously_low; not at all; none at
        all; nothing at all; what energy|sleep|stress; not slightest
    """,
}

ENERGY: Final[dict[float, str]] = {
    5: """
        buzzing|bouncing|pumped|energised|energized|energetic|energetically|invincible|unstoppable|
        supercharged|turbocharged|fizzing|electric|electrified|alive|fired_up|hyper|powerful|raring|
        raring_to_go|rip_roaring|flying|on_fire|powerhouse|vibrant|springy|zippy; raring to go; ready to
        take on world; ready for anything; full of beans|energy|life|it|vim|vigour|vigor|pep|go|zip;
        bursting with energy|life; bouncing off walls|ceiling; fully|full charged|charge|battery|tank|power|
        throttle|steam_ahead|blast|gas; spring in step;
        could run|climb|conquer|move marathon|everest|mountain|mountains|world|another_marathon; could take
        on world; like spring lamb;
        like superman|superwoman|wonder_woman|million_dollars|million_bucks|million|2_year_old|
        energizer_bunny|duracell_bunny|new_person|new_woman|new_man; duracell bunny; energizer bunny; high
        octane; beast mode; beasting it; bags|loads|tons|oodles|heaps of energy; on roll; fresh as daisy; as
        daisy; good to go; all systems go; tank full; battery full; sparks flying; jumping around; cant sit
        still; lit; revved; revved up; amped; amped up; pep in step; up and at em; up with lark; wired in
        good_way; never stopped; still going; going at 100
    """,
    4: """
        perky|fresh|refreshed|rested|well_rested|lively|awake|alert|peppy|sprightly|chipper|active|vigorous|
        sharp|focused|motivated|productive|up_for_it|recharged|rejuvenated|recovered|spritely|fit|animated|
        zestful|up_beat|charged|topped_up|game|bubbly|invigorated|revived|restored|switched_on|on_it|
        on_ball|with_it|bushy_tailed|bright_eyed|got_lots_done|got_loads_done|ready|sprightly|second_wind|
        clear_headed|in_flow|zingy|jolly|keen|enthusiastic|dynamic|dialled_in|wide_awake|caffeinated; ready
        to go; wide awake; plenty of energy; lots of energy; good energy; up for anything; up and running;
        up and about; more energy; energy returning; perked|perking|picked|picking|pepped|livened|woken up;
        bright eyed bushy tailed; raring; ticking along nicely; nicely charged; firing; cooking with gas
    """,
    3: """
        steady_away|holding|ticking_along; running on coffee|caffeine; coffee helped; coffee helping; bit
        sluggish but ok; cruising; half full; half tank; half charged; half battery; tank half full; half
        way; on autopilot; keeping going; keep going; half awake; upright; vertical; alive just; still
        standing; here; present; alive barely; alive i guess
    """,
    2: """
        tired|sleepy|sluggish|dragging|lethargic|weary|drowsy|groggy|flat|flattish|listless|fatigued|
        fatigue|yawning|yawny|sapped|slow|slowed|heavy|foggy|fuzzy|worn|worn_down|run_down|rundown|lazy|
        lacklustre|lackluster|unmotivated|demotivated|drained_ish|tiredness|tiredish|knackered_ish|dull|
        weary|leaden|flagging|fading|lagging|draggy|bushed_ish|bleary|bleary_eyed|peely_wally|apathetic|
        unenergetic|low_energy|lower_energy|slumpy|slumped|slump|crashed_a_bit|slow_going|stiff|achy|aching|
        demoralised|half_asleep|dozy|wilting|wilted|jaded|jetlagged|jet_lagged|hungover|underslept|
        sleep_deprived|spaced_out|spacey|zoned_out|mopey|dopey|tirado|languid|torpid|puffed|plodding;
        dragging feet|heels|self|myself|ass|arse;
        need|could_use|want|could_do_with nap|sleep|rest|lie_down|coffee|break|holiday|vacation|recharge;
        running low|slow; half empty; low battery|batteries|power; battery low; in need of nap|rest|coffee|
        sleep|break; heavy legs; legs heavy; legs like lead; brain fog; lacking energy|motivation|oomph|
        drive|get_up_and_go; lack of energy|motivation|oomph; not firing; slow start; wading|walking|moving
        through treacle|mud|molasses; treacle; like treacle; struggling to get going|stay_awake|
        keep_eyes_open|get_up; afternoon slump; midday slump; bit of slump; on my knees almost; out of
        steam; lost steam; running out of steam|energy|juice; could sleep for a week|sleep; eyes heavy;
        heavy eyes|eyed; under caffeinated; not feeling it; cant be bothered; cba; cant be arsed; no
        oomph|pep|zip|motivation|spark|get_up_and_go; get up and go got up and went; not much in tank; not
        much left; dipping; dips; dipped; crashing; at half mast; need more coffee; ready for bed|nap;
        dragging bit
    """,
    1: """
        exhausted|exhaustion|shattered|knackered|wrecked|drained|wiped|wiped_out|spent|dead|bushed|pooped|
        beat|dead_beat|done_in|burnt_out|burned_out|burnout|burned|frazzled|zonked|fried|cooked|toast|kaput|
        zombie|zombified|comatose|zapped|bolloxed|banjaxed|cream_crackered|crackered|cream_crackers|done|
        ruined|broken|hanging|crippled|collapsed|collapsing|depleted|finished|conked|conked_out|jiggered|
        buggered|fecked|fucked|destroyed|flattened|gassed|whacked|tuckered|tuckered_out|bone_tired|
        dog_tired|dead_tired|overtired|shot|ragged|washed_out|worn_out|tired_out|running_on_fumes|fumes|
        on_fumes|on_empty|pancaked|goosed|wasted|puggled|wabbit|cabbaged|burst|knacked|flat_out_tired|
        floored|lifeless|vegetable|in_bits|in_ribbons|husk|crawling|dead_inside|flat_lining|flatlined|
        flatlining|crashed|hollow|empty_tank|zero_energy|defeated|shagged|battered|half_dead|catatonic|
        hit_wall; dead on feet|my_feet; asleep on my? feet; dead to world; running on empty|fumes|reserves|
        reserve|0|nothing; on last legs; on knees|my_knees|floor; on reserve; out of energy|juice|fuel|gas|
        battery;
        no gas|fuel|juice|petrol|energy|power|battery|charge|steam|strength|umph|energy_left in? tank?;
        nothing in tank; nothing left in tank; nothing left; nothing left to give; tank empty; battery
        dead|flat|empty|gone; dead|flat|empty battery|batteries; hit wall;
        like zombie|dead|corpse|wet_rag|wet_lettuce|dead_battery|rag|limp_lettuce|sack_of_spuds|
        sack_of_potatoes|ive_been_hit_by_bus|ive_been_hit_by_truck|wrung_out_dishcloth|lead|roadkill|husk|
        shell|hit_by_bus|hit_by_truck|hit_by_train|run_over|slug; hit by bus|truck|train|lorry|
        freight_train; run over by bus|truck|lorry; lights off|on and? nobody|nobodys|no_one home;
        cant|couldnt|can_barely|barely|can_hardly|could_barely|hardly|struggled_to|unable_to|didnt
        get|drag|move|function|stand|keep|lift|stay|think|crawl|raise myself|self|my? out_of_bed|out|of|up|
        off_sofa|eyes_open|awake|head|arm|straight|finger; cant keep my eyes open; cant function; barely
        functioning; barely awake; barely standing; barely alive; barely moving; barely upright; barely
        keeping eyes open; falling asleep; nodding off at desk; could sleep standing|for_week|for_year|
        for_days|all_day|forever; need week in bed; 0 energy; ready to drop|collapse; fit to drop; all
        energy gone; energy gone; energy through floor; through floor; on floor; in floor; pushing through
        concrete; run into ground; no energy; had it; had enough; used up; worn to frazzle; up all night;
        can hardly stand; crawled; legs gone; need bed; just want bed|sleep|to_sleep; bed please; out on
        feet
    """,
}

STRESS: Final[dict[float, str]] = {
    5: """
        overwhelmed|overwhelming|overload|overloaded|drowning|swamped|panicking|panicked|panic|panic_attack|
        panicky_all_day|frantic|meltdown|crushing|crushed|hysterical|unbearable|breaking|breaking_point|
        exploding|explode|insane|crisis|nightmare|chaos|chaotic|hectic_as_hell|manic|imploding|spiralling|
        spiraling|melting_down|losing_it|snapping|snapped|buried|unmanageable|inundated|snowed_under|
        suffocating|boiling_point|boiling_over|redlining|maxed|at_limit|frenzied|unreal|burnt_out|
        burned_out|burnout|fried|frazzled|wrecked|hell|screaming|bonkers|mental|on_verge|breakdown|
        red_alert|ballistic|horrendous|hair_on_fire|crippling|consumed|paralysed|paralyzed|fuming|raging|
        relentless|shattered|code_red|nuclear|volcanic|doomed; up to eyeballs|eyes|neck|ears|my_eyeballs|
        my_neck|my_ears|my_eyes; in over head; pulling hair out; pulling out hair; tearing hair out; tearing
        out hair; going out of mind|head; out of mind; losing mind|plot|shit|it|marbles|head|sleep_over; end
        of tether|rope; at wits|wit end|ends; wits end; end of my tether|rope; cant cope; not coping; cant
        take it|any_more|much_more|anymore; cant breathe; at breaking|snapping|boiling point; on edge of
        breakdown|tears|losing_it; about to snap|explode|blow|lose_it|crack|cry; ready to snap|explode|blow|
        scream|cry|kill|quit; going to explode|snap|lose_it|scream; gonna explode|snap|lose_it|scream;
        want|wanna|could to? scream|cry|explode; close to tears; in tears; crying; head exploding; brain
        exploding; head about to explode; head melted; head wrecked; melting my? head; head up my arse;
        doing head in; climbing walls; going under; going crazy|mad|insane|mental|spare; driving me?
        crazy|mad|insane|mental|round_bend|up_wall; round bend; up wall; off charts; through roof; hanging
        by thread; by thread; on brink; brink; barely keeping head above water; cant switch off; everything
        on fire; world on fire; house on fire; sky falling; falling apart; coming apart; fire fighting; at
        end of rope; max stress; stress max; too much; way too much; to do list exploding; all too much; not
        enough hours; more than i can handle|take|cope_with|bear; cant deal|cope|handle_it|handle_this;
        stretched to limit; to limit; to breaking point; pushed to limit; mad busy; spinning too many
        plates; plates crashing; up shit creek; shit hitting fan; hit fan
    """,
    4: """
        stressed|stressful|stressing|stressy|anxious|anxiety|tense|worried|worrying|worry|nervous|pressured|
        under_pressure|pressure|wound_up|wound|on_edge|edgy|frayed|rattled|strained|strain|agitated|antsy|
        jittery|jumpy|uneasy|uptight|wired|hectic|busy|rushed|rushing|flustered|flat_out|heavy|intense|
        juggling|stretched|hassled|harried|het_up|worked_up|keyed_up|panicky|frustrated|frustrating|
        frustration|angry|irritable|irritated|annoyed|snappy|ratty|cranky|grumpy|overthinking|overworked|
        restless|fretting|churning|racing|spinning|shaky|dread|dreading|bubbling|building|mounting|rising|
        climbing|creeping_up|demanding|taxing|draining|hairy|fraught|twitchy|nervy|unsettled|wobbly|tight|
        tightness|clenched|tension|headache|knots|knotted|stretched_thin|strung_out|scattered|troubled|
        upset|unnerved|fried_brain|piling_up|crazy|manic_ish|mad|bad|overdoing_it|firefighting|hyper|
        triggered|concerned|fed_up|fearful|scared|behind|tough|full_on|up_there|nail_biting|not_calm|jangly|
        simmering|stewing|ruminating; bit much; lot on plate|going_on|on; lot on my? mind|plate|shoulders;
        lots on my? mind|plate; plate full; full plate; so much to do; too many things|meetings|deadlines|
        tasks|plates; head spinning; mind racing; head racing; racing mind|thoughts|heart; heart
        racing|pounding; stomach in knots; in knots; knot in stomach; tight chest|shoulders|jaw; chest
        tight; jaw clenched; clenching jaw; grinding teeth; biting nails; chewing nails; shoulders
        up|by|around|round at|by|around|round|to|near? ears|my_ears; spinning plates; deadline|deadlines
        looming; tight deadlines; under cosh; under pump; on back foot; up against it; against clock; pushed
        for time; run off feet; running around like headless_chicken; headless chicken; like headless
        chicken; cant relax|sit_still|unwind|settle|rest; hard to relax; hard to switch off; wound up like
        spring; like coiled spring; coiled spring; on pins and needles; like cat on hot_tin_roof; hot tin
        roof; walking on eggshells; burning candle; stressed out; feeling it; feeling pressure|heat|strain;
        short fuse; on short fuse; boiling; losing patience|rag; work mad|crazy|mental|nuts|manic; work
        nuts; nuts; so busy; busy busy; mental load; stress building; weight of world; weight on
        shoulders|chest; on verge of tears; worse than usual; higher than usual; nerves; butterflies; bag of
        nerves; nervous wreck; sweating; sweating buckets; sweaty palms; frazzled bit; on tenterhooks; at
        sixes and sevens
    """,
    3: """
        manageable|bearable|tolerable|under_control|in_control|coping|managing|handling_it|handle_it|
        busy_but_ok|busy_but_fine|busy_but_good|ticking_over|usual_stress|usual_work_stress|bubbling_away|
        simmering_away|everyday_stress|nothing_new|keeping_head_above_water|keeping_on_top_of_it|can_handle;
        work stuff but ok; just about coping|managing|ok; under control just; bit on edge; bit
        tense|anxious|stressed|worried|nervous but ok; normal work|amount|levels; usual
        stuff|work|work_stuff|suspects; head above water; swan on surface; like swan
    """,
    2: """
        okay_really|relaxed_ish|calmish|calmer|less_stressed|easing|eased|easier|settled|comfortable|
        at_ease|composed|collected|steady|mild|minor|fairly_relaxed|on_top_of_things|on_top_of_it|in_hand|
        easygoing|quiet|gentle|slow_day|sorted|content|mellow|unwinding|winding_down|reassured|relieved|
        relief|settling|levelled|lighter|grounded|centred|centered|balanced|stable|cooling_down|optimistic|
        better_now|calm_enough|cool|cool_enough; bit of work stress; low level; low key; low grade;
        background hum; under radar; nothing i cant handle|manage; bit of pressure; tiny bit; easing off;
        dying down; calming down; backing off; good place; in good place; happy enough; not bothered much
    """,
    1: """
        calm|relaxed|relaxing|chill|chilled|chilled_out|chillin|chilling|chillaxed|zen|serene|peaceful|
        peace|tranquil|carefree|unbothered|unstressed|stressless|stress_free|stressfree|worry_free|
        laid_back|easy|easy_peasy|breezy|blissful|horizontal|unfazed|unruffled|floating|cruising|
        hakuna_matata|placid|loose|untroubled|unwound|at_peace|on_holiday|on_holidays|on_vacation|on_beach|
        beach|spa|vibing|vibes|coasting|meditative|sedate|blissed|blissed_out|buddha|weightless|stillness|
        nothing_bothering_me|nothing_to_worry_about|not_worried|no_worries|not_bothered|no_bother; cool as
        cucumber; as cucumber; cucumber; calm as millpond|monk|buddha|lake; millpond; like monk|buddha|
        water_off_ducks_back|lamb|pond; not care|worry in world; without care|worry; no care in world; not
        care; dont care; feet up; water off ducks back; no worries; no worries at all;
        no pressure|drama|dramas|hassle|bother|stresses|strain|worry|anxiety|tension|deadlines|troubles;
        take it easy; taking it easy; living easy; easy life; life of riley; what stress; stress what;
        stress whats that; whats stress; never heard of her|it; cool calm collected; calm seas; smooth
        sailing; plain sailing; all quiet; cant|couldnt be|get|have_been calmer|more_relaxed|more_chilled;
        in holiday|vacation mode; couldnt care less; not stressed; no stress; walk in park; piece of cake;
        free as bird; as calm as can be
    """,
}

SLEEP: Final[dict[float, str]] = {
    5: """
        like log|baby|rock|stone|dead|king|queen|princess|lamb|dormouse|top|angel|bear|dream|champion|champ|
        teenager|bebe|koala|cat|kitten|puppy|bairn|newborn_for_once|trooper|dead_person; slept|sleep|out
        for england|ireland|britain|
        olympics; out like light; out cold; out for count; dead to world; in coma; like in coma; comatose;
        went out like light; deep uninterrupted sleep; uninterrupted; unbroken; undisturbed; undisturbed
        sleep; straight through; right through; slept through; slept straight|right|all through; through
        night; whole night; all night long; through till|until|to morning|alarm; 0|no|not wake|wakings|
        wakeups|interruptions|stir|peep|interruption; not stir|peep|sound;
        didnt|never wake|woke|stir|move once? up? once|all_night|until_alarm|till_alarm|till_morning|
        until_morning; didnt stir|budge|move; never stirred|woke|moved|budged; head hit pillow and?
        out|gone|next_thing|i_was_gone|that_was_it; as soon as head hit pillow; moment my? head hit pillow;
        minute my? head hit pillow; head hit pillow; soundly; sound asleep; slept sound; slept soundly;
        sound; deeply; deep; deep sleep; slumber of gods; conked out; zonked; zonked out; crashed out; dead
        to the world; lie in; lay in; slept in; long lie; epic sleep; sleep of dead|just|gods|champions|
        kings; hibernated; hibernating; like hibernating; slept solid; solid 8|9|10; full 8|9|10; full
        night; full nights|night sleep|rest|kip; proper nights sleep; best nights sleep; restorative; woke
        up refreshed|rested|fresh|energised|before_alarm_happy; woke refreshed|rested|fresh;
        woke|wake|waking up? feeling? refreshed|rested|fresh|brilliant|amazing; well rested; fully rested;
        refreshing; dreamy; not a peep; alarm woke me; had to be dragged out; snored all night; catatonic in
        a good way; sweet dreams; floated off
    """,
    4: """
        well|soundish|restful|rested|refreshed|peaceful|peacefully|solid|comfy|cosy|cozy|early_night|
        deepish|long|enough_sleep|caught_up|decent_sleep|sleepy_good|refreshingly|consistent|mostly_through|
        woke_up_ok|woke_up_fine|soundly_enough|comfortably|relaxing; good nights|night sleep|rest|kip;
        nearly|almost|mostly straight|right? through; only woke once|1; woke up? once|1 but fell|went|got|
        back straight? back? asleep|to_sleep; one wake up; 1 wake up; bar one loo|toilet trip; slept ok
        plus; long sleep; good kip|rest; quality sleep; enough; got enough; went to bed early; early to bed;
        caught up on sleep; slept well
    """,
    3: """
        fair_enough|woke_once|woke_up_once|woke_couple|ok_sleep|average_sleep|lightish|bit_light|
        shortish_but_ok|short_but_good|short_but_sweet|good_but_short|interrupted_once; woke once|twice|1|2
        up? times?; woke up once|twice|1|2|couple times?; woke couple of? times; up once|twice|1|2 times?;
        up once|twice in? night?; got up once|twice; took while to? drop|get|fall|nod off|asleep|to_sleep
        but ok|fine; decent enough; bit short; bit late; late night; late one; bit warm
    """,
    2: """
        broken|patchy|restless|restlessly|fitful|fitfully|disturbed|interrupted|light|short|fragmented|
        choppy|disrupted|uneasy|unsettled|unrested|unrefreshed|unrefreshing|tiring|noisy|sporadic|spotty|
        sweaty|hot|too_hot|stuffy|nightmares|nightmare|bad_dreams|weird_dreams|vivid_dreams|on_off|
        on_and_off|in_and_out|woke_early|awake_early|up_early|up_late|too_short|too_late|too_little|late|
        kept_waking|waking|wakeful|woke_tired|woke_up_tired|intermittent|jumpy|stop_start|stop_start|groggy|
        bitty|staccato|dozed|dozing|catnaps|snatched|snoring_partner|sketchy|not_enough|insufficient|
        erratic|uneven|awake|bad_night|broken_sleep|little_sleep|disturbing|unsound|cut_short|interruptions|
        disjointed;
        woke|woken|waking|wake|awake|up lot|lots|loads|often|constantly|frequently|repeatedly|throughout|
        continually|continuously|all_night; woke|woken|awake|wake up? 3|4|5|6|7|8|9|10 times;
        woke|woken|awake|wake up lot|lots|loads|often|constantly|frequently|repeatedly;
        woke|woken|awake|up several|many|few|lots|loads|multiple|too_many|countless|million|thousand|
        hundred|dozen|half_dozen of? times;
        woke up several|many|few|lots|loads|multiple|too_many|countless|million|thousand of? times;
        up|awake|woke|waking|woken every hour|2_hours|hour_or_two|couple_of_hours|90_minutes|1_hour|
        20_minutes|half_hour|few_hours;
        up|woke|woken|awake|wide_awake up? from|since|at|before 2|3|4|5|2am|3am|4am|5am|early|dawn|
        crack_of_dawn|silly_oclock|stupid_oclock; woke up|too early; woke at? 3|4|5|2 times; kept|keep|keeps
        waking|getting me? up?;
        couldnt|cant|didnt|wasnt|never|struggled_to|hard_to|trouble|difficulty|ages_to|hours_to|
        took_ages_to|took_forever_to|took_hours_to|took_long_to|took_me_ages_to|took_me_forever_to
        get|fall|drop|nod|drift|settle|falling|getting|getting_back|fall_back|get_back|go_back
        off|asleep|down|comfortable|to_sleep|off_to_sleep|back_to_sleep; couldnt|cant switch|turn|shut
        brain|mind|head|thoughts off|up|down; couldnt|cant switch|turn|shut off brain|mind|head|thoughts?;
        mind|brain|head racing|whirring|buzzing|going|spinning|wouldnt_stop|wouldnt_switch_off|
        wouldnt_shut_up|on_overdrive; racing thoughts|mind; trouble sleeping; hard time sleeping; tossing;
        turning; tossing turning; tossed turned; bit of tossing; bad nights|night sleep|rest|kip; rough
        night; rough one; long night; poor nights|night sleep; could have slept more|longer; could of slept
        more; could do with|use more; need more; needed more; not long enough; went to bed late|too_late;
        stayed up late|too_late; late to bed; up past midnight; scrolling; scrolled; doomscrolling;
        kid|kids|baby|toddler|dog|cat|cats|son|daughter|neighbours|neighbors|husband|partner up|woke|kept|
        had|waking me? up|awake|several|all_night|half_night; up with baby|kids|kid|toddler|little_one|dog;
        up and down; up down all night; awake half night; half night; half the night; not restful|rested|
        refreshed; one eye open; hot and bothered; tired still; still tired; still knackered; woke up
        knackered|exhausted|shattered|wrecked; not slept well; didnt sleep well|great|good|properly; slept
        badly; never settled; night feeds; pins and needles; unwell; sofa; on sofa|couch|floor
    """,
    1: """
        insomnia|sleepless|sleeplessly|all_nighter|allnighter|awake_all_night|up_all_night|up_most_of_night|
        awake_most_of_night|nonexistent|zero_sleep|no_sleep|sleepnt|wide_awake|night_terrors; tossed turned
        all? night?; tossing turning all night; tossed and turned; tossing and turning; tossed turned; all
        over place; awake all night; up all night; not wink; not slept wink; didnt sleep wink; didnt get
        wink; couldnt sleep wink; 0 wink; no wink; sleep wink; wink;
        didnt|havent|couldnt|cant|dont|hadnt|not|barely|hardly|scarcely|never|cannot sleep|slept|sleeping
        at_all|all_night|much_at_all|one_bit; barely|hardly|scarcely slept|sleep|shut_eye|shut_my_eyes|
        closed_eyes|any; didnt sleep; couldnt sleep; cant sleep; havent slept; not slept; no sleep; zero
        sleep; 0 sleep; 0 hours; what sleep; sleep what|lol|whats_that; whats sleep; never heard of it;
        stared|staring|watched|counted|counting|looking at? ceiling|clock|sheep|hours|walls; watched
        clock|sun_come_up|sunrise|every_hour; saw every hour; every hour on|of hour|night|clock; ceiling all
        night; clock all night; wide awake all? night?; awake until|till dawn|sunrise|5|6|4|morning; didnt
        go to bed; never went to bed; bed what bed; pulled all nighter; up with sick|vomiting
        kids?|baby|child; baby|kids|dog up|screamed|cried|crying all? night; screamed all night; every half
        hour; every 20 minutes; vampire; like vampire|insomniac|owl
    """,
}
