"""Invented texts, and pages made of them: front pages, live blogs, galleries, reports, and their naive dumps."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

import lxml.html

STORIES = [
    ("Brenn ferry line to close for a month", "Repairs to the slipway will take longer than the port had hoped, its director said."),
    ("Schools in Torvik ban phones at lunch", "Pupils will hand in their devices at the gate from the autumn term onwards."),
    ("Bank of Maren holds interest rate at three per cent", "Governors pointed to cheaper oil and a quiet labour market."),
    ("Kestrel beat Union in a dull derby", "A single header after an hour was enough for the visitors to go top."),
    ("How a baker saved the old mill", "Neighbours laughed when Oda Lind bought the ruin. They queue there now."),
    ("Storm Yrsa leaves nine thousand without power", "Crews expect to restore most lines by Wednesday evening, the grid company said."),
    ("Parliament votes on fishing quotas tonight", "The coalition needs two votes from the opposition to carry its bill."),
    ("New tram line opens to cheers and delays", "The first carriage broke down after eleven minutes in front of the mayor."),
    ("Doctors warn of early flu season", "Clinics in the north report twice as many patients as a year ago."),
    ("Orchestra names its first woman conductor", "Ilka Sorn, 34, takes over from a man who held the post for three decades."),
    ("Court frees editor held since March", "Judges found no evidence that the journalist had leaked state papers."),
    ("Salmon prices fall for a third week", "Exporters blame a strong currency and a glut in the southern fjords."),
    ("Minister to visit Qessa in the spring", "Talks will turn on visas and a long delayed customs accord."),
    ("Why the reservoir is half empty", "A dry winter explains only part of the loss, engineers have found."),
    ("Museum returns carved door to Lofa", "The piece had hung in the entrance hall for more than a century."),
    ("Teachers call off strike at last minute", "A pay offer of four per cent reached the union shortly before midnight."),
    ("Rescue dog finds hikers on Mount Ansel", "The pair had spent two nights in a snow hole below the summit."),
    ("Small brewers fear the bottle tax", "A levy of ten cents would wipe out the margin of many family firms."),
]  # fmt: skip
GESCHICHTEN = [
    ("Fähre nach Brenn fällt vier Wochen aus", "Die Reparatur der Rampe dauert länger als geplant, teilte der Hafen mit."),
    ("Torvik verbietet Handys in der Pause", "Schüler geben ihre Geräte vom Herbst an am Schultor ab."),
    ("Notenbank lässt den Leitzins unverändert", "Die Währungshüter verweisen auf billiges Öl und einen ruhigen Arbeitsmarkt."),
    ("Union verliert müdes Derby gegen Kestrel", "Ein Kopfball nach einer Stunde genügt den Gästen zur Tabellenführung."),
    ("Wie eine Bäckerin die alte Mühle rettete", "Die Nachbarn lachten über Oda Lind. Heute stehen sie bei ihr Schlange."),
    ("Neuntausend Haushalte nach Sturm ohne Strom", "Bis Mittwochabend sollen die meisten Leitungen wieder stehen, sagt der Betreiber."),
    ("Parlament stimmt über Fangquoten ab", "Die Koalition braucht zwei Stimmen aus der Opposition für ihr Gesetz."),
    ("Neue Straßenbahn startet mit Pannen", "Der erste Wagen blieb vor den Augen der Bürgermeisterin liegen."),
    ("Ärzte warnen vor früher Grippewelle", "Praxen im Norden zählen doppelt so viele Kranke wie im Vorjahr."),
    ("Orchester bekommt erste Dirigentin", "Ilka Sorn folgt auf einen Mann, der drei Jahrzehnte am Pult stand."),
]  # fmt: skip
HISTORIAS = [
    ("El ferry de Brenn se detiene un mes", "La reparación de la rampa durará más de lo previsto, según el puerto."),
    ("Torvik prohíbe los móviles en el recreo", "Los alumnos dejarán sus aparatos en la puerta desde el otoño."),
    ("El banco central mantiene los tipos", "Los gobernadores citan el petróleo barato y un mercado laboral tranquilo."),
    ("Kestrel gana un derbi sin brillo", "Un cabezazo a la hora de juego bastó a los visitantes para ser líderes."),
    ("La panadera que salvó el molino", "Los vecinos se rieron de Oda Lind. Hoy hacen cola ante su puerta."),
    ("Nueve mil hogares sin luz tras la tormenta", "Las brigadas esperan reparar casi todas las líneas antes del miércoles."),
    ("El Parlamento vota las cuotas de pesca", "La coalición necesita dos votos de la oposición para aprobar su ley."),
    ("El nuevo tranvía arranca entre averías", "El primer coche se paró a los once minutos ante la alcaldesa."),
    ("Los médicos temen una gripe temprana", "Las consultas del norte reciben el doble de pacientes que hace un año."),
]  # fmt: skip
REPORT = [
    "Envoys of the two island states sat down in the harbour town of Brenn on Monday to settle who may fish the Ansel bank, a spokeswoman for the hosts said.",
    "The northern team is led by Fisheries Minister Ilse Varga and includes her deputy, Tomas Rehn, as well as two officers of the coast guard.",
    "Neither side spoke to reporters after the first session, which lasted three hours and ended without a joint statement.",
    "“We are not here to trade insults,” Varga had said on her arrival at the small airport. “We are here because our crews need to know where they may cast their nets.”",
    "The southern delegation, headed by the diplomat Joren Aske, had threatened to stay away after a trawler was boarded in February.",
    "A second session is planned for Tuesday morning in the same hall, the hosts said, and a third may follow if the envoys agree on an agenda.",
]  # fmt: skip
BERICHT = [
    "Die Gesandten der beiden Inselstaaten haben am Montag in der Hafenstadt Brenn über die Fangrechte an der Anselbank beraten, wie die Gastgeber mitteilten.",
    "Die nördliche Delegation wird von Fischereiministerin Ilse Varga geführt; zu ihr gehören auch zwei Offiziere der Küstenwache.",
    "Nach der ersten Sitzung, die drei Stunden dauerte, äußerte sich keine der beiden Seiten vor der Presse.",
    "Eine zweite Runde ist für Dienstagmorgen im selben Saal vorgesehen.",
]  # fmt: skip
RELATO = [
    "Los enviados de los dos Estados insulares se reunieron el lunes en el puerto de Brenn para repartir el banco de Ansel, dijo una portavoz.",
    "La delegación del norte está encabezada por la ministra de Pesca, Ilse Varga, y cuenta con dos oficiales de la guardia costera.",
]  # fmt: skip
RECIT = [
    "Les envoyés des deux États insulaires se sont retrouvés lundi dans le port de Brenn pour se partager le banc d’Ansel, a indiqué une porte-parole.",
    "La délégation du Nord est conduite par la ministre de la pêche, Ilse Varga, et compte deux officiers des garde-côtes.",
]  # fmt: skip
NOTIZIA = [
    "Gli inviati dei due Stati insulari si sono riuniti lunedì nel porto di Brenn per dividersi il banco di Ansel, ha detto una portavoce.",
    "La delegazione del Nord è guidata dalla ministra della Pesca Ilse Varga e comprende due ufficiali della guardia costiera.",
]  # fmt: skip
ENTRIES = [
    "The envoys have left the hall and are walking to the quay. No statement is expected before dinner.",
    "Varga tells our reporter that the mood in the room is better than it was at breakfast.",
    "A coffee break has been called after a sharp exchange over the size of the herring nets.",
    "The southern team has handed over a map. It shows three zones instead of the two agreed on in May.",
    "The doors are closed now. Both teams brought lawyers, which they had not done at the last meeting.",
    "Joren Aske has arrived by taxi and waved at the small crowd outside the customs house.",
    "Good morning from Brenn, where the talks on the Ansel bank are about to begin in light rain.",
]  # fmt: skip
CAPTIONS = [
    "A crane lifts the hull of the wrecked trawler from the harbour basin. Photo: Mira Holt",
    "Children look at the catch on the quay in Brenn. Photo: Mira Holt",
    "Nets dry on the wall of the customs house. Photo: Sten Okkel",
    "The last wooden boat of the fleet goes back to sea. Photo: Mira Holt",
    "Workers mend a sail in the old rope factory. Photo: Sten Okkel",
    "Gulls follow the ferry past the lighthouse. Photo: Mira Holt",
    "The auction hall shortly before dawn. Photo: Sten Okkel",
    "A skipper pours coffee for his crew. Photo: Mira Holt",
]  # fmt: skip
BANNER = "We use cookies to make this site work and to count our readers. You may accept all of them or choose which ones you allow."
OFFER = "<h3>The Tide</h3><p>Our letter from the coast reaches you every Friday at noon. It is free, short and written by people who know the sea.</p>"
NAV = "".join(
    f"<li><a href='/{word.lower()}'>{word}</a></li>"
    for word in "News World Politics Business Sport Culture Weather".split()
)
NEWS = {
    "@type": "NewsArticle",
    "headline": "Island envoys open fishing talks",
    "datePublished": "2026-05-18T14:05:00+02:00",
}
QUESTIONS = [
    ("What did you learn in Brenn?", "That patience is worth more than a good map. We sat for nine hours over two lines of text, and in the end both sides could sign them."),
    ("Did you ever think of leaving?", "Once, on the second night. My deputy hid the car keys, and I am grateful to her."),
    ("Will the accord hold?", "It will hold as long as the herring comes. Nobody has written down what happens when it does not."),
    ("Who wrote the clause on nets?", "A young lawyer from the southern team whose name I promised not to give. It is the best page of the treaty."),
    ("What comes next for you?", "A long walk along the coast, then the customs talks in Qessa, which I was asked to chair last week."),
]  # fmt: skip
CHRONICLE = [
    ("09:04", "A fisherman sees smoke over the customs house and rings the bell of the old chapel to wake the street."),
    ("09:20", "The first engine arrives from Torvik. Its crew finds the hydrant in the square frozen and runs a hose to the basin."),
    ("09:55", "The roof falls in. Two firemen are pulled from the stairwell by their colleagues and taken to hospital."),
    ("10:40", "The wind turns, and the mayor orders the school and the auction hall to be cleared."),
    ("12:15", "The fire is under control. Only the outer walls of the customs house are left standing."),
    ("18:00", "Police seal off the quay, and the inquiry begins that would occupy the town for two years."),
]  # fmt: skip
DELEGATES = [
    "Ilse Varga, minister of fisheries, head of delegation",
    "Tomas Rehn, deputy minister",
    "Ane Solli, head of the coast guard",
    "Per Lunde, ambassador",
    "Siri Moe, legal adviser",
    "Olav Dahl, director of the quota office",
    "Kaja Berg, interpreter",
]  # fmt: skip
ABOUT_404 = [
    "Page not found: few words annoy readers of online newspapers as much as these, a study by the University of Torvik has found.",
    "The error 404 appears when a server cannot find the address a reader asked for, and one in nine links in old news stories now leads to it, the authors say.",
    "“We looked at two million links, and the page you were looking for was gone in a fifth of cases after ten years,” said Oda Lind, who led the study.",
    "Archives could help, she added, but only two of the forty papers in the sample keep a copy of every article that they have published.",
]  # fmt: skip
ABOUT_PAYWALL = [
    "The Fjord Post will put its reports behind a paywall from June, its owners announced on Monday, two years after the last attempt failed.",
    "Readers will see a box that says “Subscribe to continue reading” after three articles a month, publisher Ilka Sorn told staff.",
    "Articles for subscribers only are to make up a third of the site, she said. The rest stays free, as do the weather and the ferry times.",
    "The union of journalists welcomed the step but asked the owners to spend the money on reporters.",
]  # fmt: skip
EXPLAINER = [
    ("What is the Ansel bank?", "A shallow ridge a day's sail west of Brenn, where cold and warm water meet and the herring gathers each spring in great shoals."),
    ("Who fishes there?", "Crews from both islands have done so for four hundred years, at first with open boats and since the war with steel trawlers."),
    ("Why is it disputed?", "A line drawn by a survey ship in 1921 cuts the ridge in two, but the sea has moved the sand since then, and with it the fish."),
    ("What do the islands want?", "The north asks for a line along the new ridge. The south insists on the old one and on the right to board boats that cross it."),
    ("What happens now?", "A second round of talks begins on Tuesday. If it fails, both governments may take the case to a court in a third country."),
    ("When will we know?", "The hosts hope for a joint text by the end of the week, though diplomats on both sides call that brave."),
]  # fmt: skip
TITLE = "Envoys of two island states open talks in Brenn"
TICKER = "<div><time>{n}:05</time> <a href='/s/{n}'>{0}</a></div>"
VITA = "Maren Tveit writes about the sea and those who live off it. She joined the paper in 2011 and lives in Brenn with two dogs."
CLIP = "A crane lifted the wrecked trawler out of the basin in Brenn on Friday while hundreds watched from the quay."
JACKET = "Our heaviest oilskin keeps the rain out on deck and in town. Cut from waxed cotton, it comes with a hood and four pockets."
TRIAL = "The oilskin jacket from Brenn costs 149 crowns, weighs two kilos and keeps a crew dry: we wore it for a month on deck."
ABOUT_ROBOTS = [
    "The puzzles that ask people to verify that they are human no longer keep machines out, engineers in Torvik have shown.",
    "Their program solved nine in ten of the tests in under a second. “I am not a robot is a sentence any robot can say now,” said Tomas Rehn, one of the authors.",
]
ABOUT_COOKIES = [
    "A court in Torvik has told websites to make it as easy to refuse cookies as to accept them.",
    "Judges said that the sentence “we and our partners process personal data” told readers nothing about who those partners were.",
    "The publishers’ association called the ruling a blow to papers that live off advertising, and said it would appeal within a month.",
]
BAODAO = [
    "两个岛国的代表团周一在布伦港举行会谈，讨论安塞尔渔场的捕捞权，东道主发言人说。",
    "北方代表团由渔业部长伊尔莎·瓦尔加率领，成员包括副部长和两名海岸警卫队军官。",
    "第一轮会谈持续三个小时，双方均未向记者发表讲话。第二轮会谈定于周二上午举行。",
]
FLASH = "Fisheries Minister Ilse Varga will lead the northern delegation to the talks in Brenn."
HUB_FORMS = {
    "headings and teasers": "<article><h3><a href='/s/{n}'>{0}</a></h3><p>{1}</p></article>",
    "teasers in links": "<a class='card' href='/s/{n}'><h3>{0}</h3><p>{1}</p></a>",
    "dated": "<li><a href='/s/{n}'>{0}</a><span class='date'>{n} hours ago</span><div>{1}</div></li>",
    "headlines alone": "<li><a href='/s/{n}'>{0}</a></li>",
    "divisions": "<div class='c'><div class='k'>News</div><div><a href='/s/{n}'>{0}</a></div><div>{1}</div></div>",
}


@dataclass(frozen=True)
class Case:
    """A page; ``tells`` stands in the detail of its rejection, and is empty for an article."""

    name: str
    markup: str
    tells: str = ""
    reason: str = "not_an_article"
    has_dump: bool = True  # whether the dump of the page can be told as well


def paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def linked_data(*values: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def page(title: str, body: str, *, head: str = "", lang: str = "en", site: str = "Fjord Post") -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | {site}</title>{head}</head>'
        f"<body><header><a href='/'>{site}</a></header><nav><ul>{NAV}</ul></nav>{body}"
        f"<footer><p>© 2026 {site}</p><a href='/imprint'>Imprint</a><a href='/privacy'>Privacy</a></footer></body></html>"
    )


def story(
    texts: Iterable[str],
    *,
    title: str = "Island envoys open fishing talks",
    head: str = "",
    after: str = "",
    lang: str = "en",
) -> str:
    date = "<div class='meta'>By Maren Tveit <time datetime='2026-05-18T14:05:00+02:00'>18 May 2026, 14:05</time></div>"
    body = f"<main><article><h1>{title}</h1>{date}{paragraphs(texts)}{after}</article></main>"
    return page(title, body, head=head, lang=lang)


def cards(stories: Iterable[tuple[str, str]], form: str = HUB_FORMS["headings and teasers"]) -> str:
    return "".join(form.format(*pair, n=n) for n, pair in enumerate(stories))


def live(stamps: Iterable[str], form: str = "<section><time>{0}</time><p>{1}</p></section>") -> str:
    return "".join(form.format(stamp, entry) for stamp, entry in zip(stamps, ENTRIES, strict=False))


def comments(texts: Iterable[str]) -> str:
    said = "".join(
        f"<div><b>reader{n}</b> <span>{n + 1} hours ago</span><p>{text}</p></div>" for n, text in enumerate(texts)
    )
    return f"<section class='comments'><h3>5 comments</h3>{said}</section>"


def dump(markup: str) -> str:
    """What a naive tool makes of a page: each piece of text on a line."""
    root = lxml.html.document_fromstring(markup)
    for element in list(root.iter("script", "style", "title")):
        element.drop_tree()
    return "\n".join(text.strip() for text in root.itertext() if text.strip())
