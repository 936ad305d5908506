"""Well-known cities, states and countries and the time zone that their people keep, written without accents."""

from __future__ import annotations

from typing import Final

from bot.routines.words_phrases import words

_PLACES: Final = """
Europe/London: london, england, scotland, wales, uk, u k, great britain, britain, united kingdom, gb, northern
    ireland, manchester, birmingham, leeds, liverpool, glasgow, edinburgh, bristol, cardiff, belfast, sheffield,
    newcastle, nottingham, brighton, oxford, cambridge, leicester, aberdeen, londres, londra, gmt, bst,
    inglaterra, angleterre, inghilterra, grossbritannien, swansea, york, bath, plymouth, southampton
Europe/Dublin: dublin, ireland, eire, cork, galway, limerick, irland, irlanda, irlande, waterford, kilkenny
Europe/Lisbon: lisbon, lisboa, portugal, porto, lissabon, lisbonne, lisbona, braga, coimbra, faro, algarve
Atlantic/Azores: azores, acores
Atlantic/Madeira: madeira, funchal
Atlantic/Reykjavik: iceland, reykjavik
Atlantic/Canary: canary islands, canaries, canarias, tenerife, gran canaria, las palmas, lanzarote
Europe/Madrid: madrid, spain, espana, spanien, espagne, spagna, espanha, barcelona, valencia, sevilla, seville,
    bilbao, malaga, zaragoza, mallorca, majorca, ibiza, granada, alicante, murcia
Europe/Paris: paris, france, francia, frankreich, franca, lyon, marseille, marseilles, toulouse, nice, bordeaux,
    lille, nantes, strasbourg, montpellier, rennes, grenoble
Europe/Berlin: berlin, germany, deutschland, alemania, allemagne, germania, alemanha, munich, munchen, hamburg,
    frankfurt, cologne, koln, stuttgart, dusseldorf, leipzig, dresden, hannover, hanover, nuremberg, nurnberg,
    bremen, dortmund, essen, bonn, berlino, berlim, cet, cest, mez, mesz, freiburg, heidelberg
Europe/Vienna: vienna, wien, austria, osterreich, graz, salzburg, innsbruck, linz, autriche
Europe/Zurich: zurich, zuerich, switzerland, schweiz, suisse, svizzera, suiza, suica, geneva, geneve, genf,
    basel, bern, lausanne, lugano, luzern, lucerne
Europe/Rome: rome, roma, italy, italia, italien, italie, milan, milano, mailand, naples, napoli, turin, torino,
    florence, firenze, bologna, venice, venezia, genoa, genova, palermo, verona, bari, catania, sicily, sicilia,
    sardinia, sardegna
Europe/Amsterdam: amsterdam, netherlands, the netherlands, holland, rotterdam, utrecht, the hague, eindhoven,
    nederland, niederlande, pays bas, paises bajos
Europe/Brussels: brussels, bruxelles, brussel, belgium, belgique, belgien, belgica, belgio, antwerp, antwerpen,
    ghent, gent, bruges
Europe/Luxembourg: luxembourg, luxemburg
Europe/Copenhagen: copenhagen, kobenhavn, denmark, danmark, danemark, dinamarca, aarhus
Europe/Stockholm: stockholm, sweden, sverige, schweden, suecia, suede, gothenburg, goteborg, malmo
Europe/Oslo: oslo, norway, norge, norwegen, noruega, norvege, bergen, trondheim
Europe/Helsinki: helsinki, finland, suomi, finnland, finlandia, finlande, tampere
Europe/Warsaw: warsaw, warszawa, poland, polska, polen, polonia, pologne, krakow, cracow, gdansk, wroclaw,
    poznan, lodz
Europe/Prague: prague, praha, prag, praga, czech republic, czechia, tschechien, brno
Europe/Bratislava: bratislava, slovakia
Europe/Budapest: budapest, hungary, ungarn, hungria, ungheria
Europe/Ljubljana: ljubljana, slovenia
Europe/Zagreb: zagreb, croatia, split, dubrovnik, kroatien, croacia, croazia
Europe/Belgrade: belgrade, beograd, serbia
Europe/Sarajevo: sarajevo, bosnia
Europe/Skopje: skopje, north macedonia, macedonia
Europe/Tirane: tirana, albania
Europe/Athens: athens, greece, griechenland, grecia, grece, thessaloniki, crete, athen, atenas, atene, eet, eest
Asia/Nicosia: cyprus, nicosia, limassol
Europe/Malta: malta, valletta
Europe/Bucharest: bucharest, bucuresti, romania, rumanien, roumanie, cluj
Europe/Sofia: sofia, bulgaria, varna
Europe/Chisinau: moldova, chisinau
Europe/Kyiv: kyiv, kiev, ukraine, lviv, odesa, odessa, kharkiv, ucrania, ucraina
Europe/Minsk: minsk, belarus
Europe/Riga: riga, latvia
Europe/Tallinn: tallinn, estonia
Europe/Vilnius: vilnius, lithuania
Europe/Istanbul: istanbul, turkey, turkiye, turkei, turquia, turchia, ankara, izmir, antalya
Europe/Moscow: moscow, moskva, moskau, moscu, st petersburg, saint petersburg, msk
Asia/Tbilisi: tbilisi
Asia/Yerevan: yerevan, armenia
Asia/Baku: baku, azerbaijan
Asia/Jerusalem: jerusalem, israel, tel aviv, haifa
Asia/Beirut: beirut, lebanon
Asia/Amman: amman, jordan
Asia/Damascus: damascus, syria
Asia/Baghdad: baghdad, iraq
Asia/Riyadh: riyadh, saudi arabia, jeddah, saudi
Asia/Qatar: doha, qatar
Asia/Kuwait: kuwait
Asia/Bahrain: bahrain, manama
Asia/Dubai: dubai, uae, united arab emirates, abu dhabi, emirates, sharjah
Asia/Muscat: muscat, oman
Asia/Tehran: tehran, iran
Asia/Kabul: kabul, afghanistan
Asia/Karachi: karachi, pakistan, lahore, islamabad
Asia/Tashkent: tashkent, uzbekistan
Asia/Almaty: almaty, kazakhstan, astana
Asia/Kolkata: india, delhi, new delhi, mumbai, bombay, bangalore, bengaluru, kolkata, calcutta, chennai, madras,
    hyderabad, pune, goa, ahmedabad, ist, indien, inde, kerala, kochi
Asia/Colombo: sri lanka, colombo
Asia/Kathmandu: nepal, kathmandu
Asia/Dhaka: dhaka, bangladesh
Asia/Yangon: myanmar, yangon, burma
Asia/Bangkok: bangkok, thailand, chiang mai, phuket, tailandia
Asia/Ho_Chi_Minh: vietnam, ho chi minh, ho chi minh city, saigon, hanoi
Asia/Phnom_Penh: cambodia, phnom penh
Asia/Jakarta: jakarta, indonesia
Asia/Makassar: bali, denpasar
Asia/Kuala_Lumpur: kuala lumpur, malaysia, kl
Asia/Singapore: singapore, singapur
Asia/Manila: manila, philippines, cebu
Asia/Hong_Kong: hong kong, hongkong
Asia/Shanghai: china, shanghai, beijing, peking, shenzhen, guangzhou
Asia/Taipei: taiwan, taipei
Asia/Seoul: seoul, south korea, korea, busan
Asia/Tokyo: tokyo, japan, osaka, kyoto, jst, giappone, japon, japao
Australia/Perth: perth, western australia
Australia/Darwin: darwin, northern territory
Australia/Adelaide: adelaide, south australia
Australia/Brisbane: brisbane, queensland, gold coast, cairns
Australia/Sydney: sydney, nsw, new south wales, canberra, wollongong, newcastle nsw
Australia/Melbourne: melbourne, victoria australia, geelong
Australia/Hobart: hobart, tasmania
Pacific/Auckland: auckland, new zealand, nz, wellington, christchurch, dunedin, aotearoa, neuseeland, hamilton
    nz
Pacific/Fiji: fiji, suva
Pacific/Honolulu: hawaii, honolulu, maui, hst
America/Anchorage: alaska, anchorage
America/Los_Angeles: los angeles, la, california, san francisco, sf, san diego, seattle, portland, washington
    state, oregon, las vegas, nevada, sacramento, san jose, oakland, pacific time, pacific, pst, pdt, pt, west
    coast, bay area
America/Phoenix: phoenix, arizona, tucson, scottsdale
America/Denver: denver, colorado, utah, salt lake city, new mexico, albuquerque, montana, wyoming, boulder,
    mountain time, mst, mdt
America/Boise: boise, idaho
America/Chicago: chicago, illinois, texas, houston, dallas, austin, san antonio, minneapolis, minnesota,
    wisconsin, milwaukee, new orleans, louisiana, nashville, memphis, st louis, saint louis, missouri, kansas
    city, kansas, oklahoma, iowa, nebraska, omaha, alabama, mississippi, arkansas, central time, cst, cdt, fort
    worth
America/New_York: new york, new york city, nyc, ny, nueva york, brooklyn, boston, massachusetts, washington dc,
    washington d c, dc, philadelphia, pennsylvania, pittsburgh, miami, florida, orlando, tampa, atlanta,
    charlotte, north carolina, south carolina, virginia, maryland, baltimore, new jersey, connecticut, ohio,
    cleveland, columbus, cincinnati, vermont, new hampshire, maine, rhode island, delaware, raleigh, buffalo,
    eastern time, eastern, est, edt, east coast, jacksonville
America/Detroit: detroit, michigan, ann arbor
America/Indiana/Indianapolis: indiana, indianapolis
America/Kentucky/Louisville: louisville, kentucky
America/Toronto: toronto, ontario, ottawa, montreal, quebec, mississauga
America/Winnipeg: winnipeg, manitoba
America/Regina: regina, saskatchewan, saskatoon
America/Edmonton: edmonton, calgary, alberta
America/Vancouver: vancouver, british columbia, bc
America/Halifax: halifax, nova scotia, new brunswick, atlantic time
America/St_Johns: newfoundland, st johns
America/Puerto_Rico: puerto rico, san juan
America/Havana: cuba, havana, la habana
America/Jamaica: jamaica, kingston
America/Santo_Domingo: dominican republic, santo domingo, republica dominicana
America/Port_of_Spain: trinidad, port of spain, trinidad and tobago
America/Barbados: barbados
America/Mexico_City: mexico, mexico city, cdmx, ciudad de mexico, guadalajara, puebla
America/Monterrey: monterrey
America/Cancun: cancun
America/Tijuana: tijuana
America/Guatemala: guatemala
America/El_Salvador: el salvador, san salvador
America/Tegucigalpa: honduras
America/Managua: nicaragua
America/Costa_Rica: costa rica
America/Panama: panama
America/Bogota: colombia, bogota, medellin, cali
America/Caracas: venezuela, caracas
America/Guayaquil: ecuador, quito, guayaquil
America/Lima: peru, lima
America/La_Paz: bolivia, la paz
America/Santiago: chile, santiago, santiago de chile
America/Asuncion: paraguay, asuncion
America/Montevideo: uruguay, montevideo
America/Argentina/Buenos_Aires: argentina, buenos aires, rosario
America/Argentina/Cordoba: cordoba argentina
America/Sao_Paulo: brazil, brasil, sao paulo, rio, rio de janeiro, brasilia, belo horizonte, curitiba, porto
    alegre, brasilien, bresil, florianopolis
America/Bahia: salvador, salvador da bahia, bahia
America/Fortaleza: fortaleza
America/Recife: recife
America/Manaus: manaus
Africa/Cairo: cairo, egypt, alexandria, agypten, egipto
Africa/Casablanca: morocco, casablanca, marrakech, rabat, marruecos, maroc, marokko
Africa/Algiers: algeria, algiers
Africa/Tunis: tunisia, tunis
Africa/Tripoli: libya, tripoli
Africa/Lagos: lagos, nigeria, abuja
Africa/Accra: ghana, accra
Africa/Dakar: senegal, dakar
Africa/Abidjan: ivory coast, abidjan
Africa/Nairobi: kenya, nairobi, mombasa
Africa/Addis_Ababa: ethiopia, addis ababa
Africa/Kampala: uganda, kampala
Africa/Dar_es_Salaam: tanzania, dar es salaam, zanzibar
Africa/Kigali: rwanda, kigali
Africa/Johannesburg: south africa, johannesburg, cape town, durban, pretoria, joburg, sudafrica, sudafrika
Africa/Harare: zimbabwe, harare
Africa/Lusaka: zambia, lusaka
Africa/Windhoek: namibia, windhoek
Africa/Gaborone: botswana
Africa/Luanda: angola, luanda
Africa/Maputo: mozambique, maputo
Indian/Mauritius: mauritius
UTC: utc, zulu time, coordinated universal time
"""


def _zones() -> dict[str, str]:
    zones: dict[str, str] = {}
    for line in _PLACES.strip().replace("\n    ", " ").splitlines():
        zone, _, places = line.partition(": ")
        for place in places.split(", "):
            zones[place] = zone
    return zones


ZONE_OF_PLACE: Final = _zones()
LONGEST_PLACE: Final = max(len(place.split()) for place in ZONE_OF_PLACE)

ONLY_ALONE: Final = words("""
    la|pt|pacific|eastern|nice|essen|bath|split|regina|kl|bc|dc|ny|sf|ist|est|bst|rio|salvador|cali|jordan|
    turkey|york|pacific|bari|lima|columbus|rosario|chile|reading|regina|charlotte|florence|alexandria|
    kingston|victoria|santiago|sofia|faro|dallas|austin|cork|china|victoria|gent|mobile|panama|virginia|
    georgia|hamilton|columbia|madeira|perth|darwin|lincoln|cet
""")
"""Places whose names are words or first names too: believed only when the message names nothing else."""

POPULOUS_ZONES: Final = (
    "Europe/London", "Europe/Berlin", "Europe/Athens", "America/New_York", "America/Chicago",
    "America/Denver", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Halifax",
    "America/Sao_Paulo", "America/St_Johns", "Europe/Istanbul", "Asia/Dubai", "Asia/Karachi",
    "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney",
    "Australia/Adelaide", "Australia/Darwin", "Pacific/Auckland", "Asia/Tehran", "Asia/Kabul",
    "Asia/Kathmandu", "Asia/Yangon", "Australia/Eucla", "Australia/Lord_Howe", "Pacific/Chatham",
    "Africa/Abidjan", "Africa/Lagos", "Africa/Johannesburg", "Africa/Nairobi", "Atlantic/Azores",
    "Atlantic/Cape_Verde", "America/Noronha", "America/Caracas", "America/Bogota", "America/Mexico_City",
    "America/Phoenix", "Pacific/Noumea", "Pacific/Fiji", "Pacific/Tongatapu", "Pacific/Kiritimati",
    "Pacific/Pago_Pago", "Pacific/Marquesas", "America/Adak", "Africa/Cairo",
    "America/Argentina/Buenos_Aires", "America/Puerto_Rico",
)  # fmt: skip
"""Where an offset is looked for, in this order: places with summer time and many people come first, so that the
next change of the clocks is most likely the client's own."""
