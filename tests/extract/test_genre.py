"""Which pages are articles: invented pages of many kinds, as markup and as naive dumps."""

from __future__ import annotations

import genre_pages as t
import pytest
from genre_pages import HUB_FORMS, NEWS, REPORT, STORIES, Case, cards, linked_data, live, page, paragraphs, story

from transforms.article import NotAnArticle
from transforms.extract import read_article
from transforms.reference import Reference

LIST = HUB_FORMS["headlines alone"]
LIVE = "<section><time>{0}</time><h3>{1:.22}</h3><p>{1}</p><a>Share</a></section>"
ISSUE = "<div><a href='/n/{n}'>{0}</a><p>1{n} May 2026</p></div>"
EPISODE = "<div><h4><a href='/e/{n}'>Episode {n}: {0}</a></h4><p>{1}</p><span>2{n} min</span></div>"
EVENT = "<div><span>1{n} June 2026</span><a href='/e/{n}'>{0}</a><span>Town hall, 19:30</span></div>"
FIGURES = "".join(
    f"<figure><img src='{n}.jpg'><figcaption>{text}</figcaption></figure>" for n, text in enumerate(t.CAPTIONS)
)
SLIDES = "".join(
    f"<div><span>{n + 1} / 8</span><p>{text.split(' Photo')[0]}</p></div>" for n, text in enumerate(t.CAPTIONS)
)
BILDER = cards(t.GESCHICHTEN, "<div><b>Bild {n} von 10</b><p>{1}</p></div>")
CLOCKS = ["15:40", "15:12", "14:32", "13:50", "12:15", "11:02", "10:30"]
STAMPS = [
    CLOCKS,
    ["15.40 Uhr", "15.12 Uhr", "14.32 Uhr", "13.50 Uhr", "12.15 Uhr"],
    ["15h40", "15h12", "14h32", "13h50", "12h15", "11h02"],
    ["3.40pm BST", "3.12pm BST", "2.32pm BST", "1.50pm BST", "12.15pm BST"],
    ["12 minutes ago", "40 minutes ago", "1 hour ago", "2 hours ago", "3 hours ago", "5 hours ago"],
    ["vor 12 Minuten", "vor 40 Minuten", "vor 1 Stunde", "vor 2 Stunden", "vor 3 Stunden"],
    ["il y a 12 minutes", "il y a 40 minutes", "il y a 1 heure", "il y a 2 heures", "il y a 3 heures"],
]
STUBS = [
    ("en", REPORT[:2], "<h4>Subscribe to continue reading</h4><p>Get unlimited access for one crown a week.</p>"),
    ("en", REPORT[:1], "<p>This article is for subscribers only.</p><a>Log in</a><a>See offers</a>"),
    ("en", REPORT[:2], "<p>Already a subscriber? Sign in to read the full story.</p>"),
    ("en", REPORT[:3], "<a>Share</a><p>You have reached your limit of free articles.</p><p>Choose your plan.</p>"),
    ("de", t.BERICHT[:2], "<h3>Weiterlesen mit Fjord Plus</h3><p>Testen Sie uns einen Monat für einen Euro.</p>"),
    ("de", t.BERICHT[:1], "<p>Dieser Artikel ist nur für Abonnenten verfügbar.</p><a>Jetzt anmelden</a>"),
    ("fr", t.RECIT, "<p>Cet article est réservé aux abonnés.</p><a>Je m’abonne</a>"),
    ("fr", t.RECIT, "<p>Il vous reste 78 % de cet article à lire. La suite est réservée aux abonnés.</p>"),
    ("es", t.RELATO, "<p>Suscríbete para seguir leyendo</p><p>Un euro el primer mes, sin permanencia.</p>"),
    ("it", t.NOTIZIA, "<p>Abbonati per continuare a leggere</p><a>Accedi</a>"),
]
NOTICES = [
    ("an error page", "en", "Page not found", "Sorry, we cannot find the page you were looking for. It may have been moved or deleted. Try the search box above or go back to our front page."),
    ("an error page", "en", "404 Not Found", "The requested URL /news/2026/talks was not found on this server. That is all we know about it."),
    ("an error page", "de", "Seite nicht gefunden", "Die von Ihnen gesuchte Seite existiert leider nicht oder wurde verschoben. Bitte prüfen Sie die Adresse oder nutzen Sie unsere Suche."),
    ("an error page", "fr", "Page introuvable", "La page que vous cherchez n’existe pas ou n’est plus disponible. Vous pouvez revenir à l’accueil ou utiliser la recherche du site."),
    ("an error page", "es", "Página no encontrada", "Lo sentimos, la página que buscas no existe o ha sido eliminada. Puedes volver a la portada o usar el buscador de la web."),
    ("an error page", "it", "Pagina non trovata", "La pagina che cerchi non esiste o è stata spostata altrove. Torna alla prima pagina oppure usa la ricerca del sito per trovarla."),
    ("an error page", "ru", "Страница не найдена", "К сожалению, запрошенная вами страница не существует или была удалена. Вернитесь на главную страницу или воспользуйтесь поиском по сайту, чтобы найти материал."),
    ("an error page", "en", "Access Denied", "You don't have permission to access this page on this server. Please contact the site owner and quote reference 18.4f2e if you think this is a mistake."),
    ("an error page", "en", "Oops!", "This article is no longer available. Our licence for agency stories ends after thirty days, so please browse our front page for newer reports."),
    ("an error page", "en", "Service unavailable", "We are carrying out maintenance on our website right now. Please try again in a few minutes, and thank you for your patience with us."),
    ("a page closed to the reader's region", "en", "Fjord Post", "We recognise that you are trying to reach this website from a country in the European Economic Area, and access cannot be granted at this time. Contact the desk by telephone."),
    ("a robot check", "en", "One moment", "Please verify that you are a human before you go on to the site. We have detected unusual traffic from your computer network, so complete the check below."),
    ("a robot check", "de", "Sicherheitsprüfung", "Bitte bestätigen Sie, dass Sie kein Roboter sind. Wir haben ungewöhnlichen Datenverkehr aus Ihrem Netz festgestellt und müssen Sie kurz überprüfen, bevor es weitergeht."),
    ("a page that asks for JavaScript", "en", "Fjord Post", "You need to enable JavaScript to run this app. Please switch it on in the settings of your browser and reload the page to see the news."),
    ("a consent wall", "en", "Your privacy", "We and our 214 partners store and access information on a device, such as cookies, and process personal data to show you personalised ads and content."),
    ("a consent wall", "de", "Weiter mit Werbung oder im Abo", "Wir und unsere 180 Partner verarbeiten personenbezogene Daten und nutzen Cookies, um Ihnen Werbung und Inhalte zu zeigen, die zu Ihnen passen. Der Einwilligung können Sie jederzeit widersprechen."),
    ("a login page", "en", "Log in", "Enter your e-mail address and your password to log in to your account. If you do not have an account yet, you can create one below in two minutes."),
]  # fmt: skip
REJECTED = [
    *(Case(f"hub of {name}", page("Front page", f"<main>{cards(STORIES, form)}</main>"), "a hub page") for name, form in HUB_FORMS.items()),
    Case("German hub", page("Nachrichten", f"<main>{cards(t.GESCHICHTEN)}</main>", lang="de"), "a hub page"),
    Case("Spanish hub", page("Portada", f"<main>{cards(t.HISTORIAS)}</main>", lang="es"), "a hub page"),
    Case("hub that calls itself an article", page("Front page", f"<main>{cards(STORIES)}</main>", head='<meta property="og:type" content="article">'), "a hub page"),
    Case("hub with other things", page("Front page", f"<p>{t.BANNER}</p><main>{cards(STORIES[:8])}<div>{t.OFFER}</div>{cards(STORIES[8:])}</main>", head=linked_data({"@type": "ItemList"})), "a hub page"),
    Case("tag page", page("Fishing", f"<main><h1>Fishing</h1><p>All our reports on nets, quotas and the people who live by them.</p>{cards(STORIES[:9])}</main>", head=linked_data({"@type": "CollectionPage"})), "a hub page"),
    Case("search results", page("Search", f"<main><h1>212 results for harbour</h1>{cards(STORIES, HUB_FORMS['dated'])}<a>Next</a></main>", head=linked_data({"@type": "SearchResultsPage"})), "a hub page"),
    Case("author", page("Maren Tveit", f"<main><h1>Maren Tveit</h1><p>{t.VITA}</p>{cards(STORIES[:8])}</main>", head=linked_data({"@type": "ProfilePage"})), "a hub page"),
    Case("author without a list", page("Maren Tveit", f"<main><h1>Maren Tveit</h1><p>{t.VITA}</p></main>", head='<meta property="og:type" content="profile">'), "a profile", has_dump=False),
    Case("newsletter archive", page("The Tide", f"<main><h1>The Tide: past issues</h1>{cards(STORIES, ISSUE)}</main>"), "a hub page"),
    Case("podcast", page("Deck Talk", f"<main><h1>Deck Talk</h1>{cards(STORIES, EPISODE)}</main>", head=linked_data({"@type": "PodcastSeries"})), "a hub page"),
    Case("calendar", page("What is on", f"<main><h1>What is on in Brenn</h1>{cards(STORIES, EVENT)}</main>"), "a hub page"),
    Case("gallery", page("The harbour in pictures", f"<main><h1>The harbour in pictures</h1>{FIGURES}</main>"), "a photo gallery of 8 pictures"),
    Case("counted gallery", page("A day on the quay", f"<main><h1>A day on the quay</h1><p>We spent a day with the fishermen of Brenn and came back with these pictures.</p>{SLIDES}</main>", head=linked_data({"@type": "ImageGallery"})), "a photo gallery of 8 pictures"),
    Case("German gallery", page("Ein Tag am Kai", f"<main><h1>Ein Tag am Kai</h1>{BILDER}</main>", lang="de"), "a photo gallery of 10 pictures"),
    Case("video", page("Trawler lifted", f"<main><h1>Trawler lifted</h1><video src='a.mp4'></video><p>{t.CLIP}</p></main>", head='<meta property="og:type" content="video.other">'), "a video page", has_dump=False),
    Case("product", page("Oilskin jacket", f"<main><h1>Oilskin jacket</h1><p>{t.JACKET}</p><p>149 crowns</p></main>", head=linked_data({"@type": "Product"})), "a product page", has_dump=False),
    Case("live blog that says so", page("Brenn talks live", f"<main><h1>Brenn talks live</h1>{live(CLOCKS)}</main>", head=linked_data({"@type": "LiveBlogPosting", "datePublished": "2026-05-18T10:30:00Z"})), "a live blog of 7 updates"),
    Case("live blog with headings", page("Talks live", f"<main><h1>Talks live</h1><p>Our reporters follow the talks from the quay.</p>{live(CLOCKS, LIVE)}</main>", head=linked_data({**NEWS, "@type": ["NewsArticle", "LiveBlogPosting"]})), "a live blog of 7 updates"),
    *(Case(f"live blog stamped {stamps[0]}", page("Talks on the Ansel bank", f"<main><h1>Talks on the Ansel bank</h1>{live(stamps)}</main>"), "a live blog of") for stamps in STAMPS),
    *(Case(f"stub in {lang} {n}", story(texts, lang=lang, after=f"<div>{wall}</div>"), "", "paywall_stub") for n, (lang, texts, wall) in enumerate(STUBS)),
    Case("stub without a word", story([REPORT[0], "The northern team is led by Fisheries Minister Ilse Varga and includes her..."], head=linked_data({**NEWS, "isAccessibleForFree": False})), "not free", "paywall_stub", has_dump=False),
    *(Case(title, page(title, f"<main><h1>{title}</h1>{paragraphs([text])}</main>", lang=lang), tells) for tells, lang, title, text in NOTICES),
    Case("missing page with headlines", page("Page introuvable", f"<main><h1>Oups ! Page introuvable</h1><p>La page que vous recherchez n’existe plus ou a été déplacée.</p><h2>À la une</h2>{cards(STORIES[:4])}</main>", lang="fr"), "an error page"),
    Case("menu", page("Fjord Post", f"<main><ul>{t.NAV}</ul></main>"), "", "empty_extract"),
]  # fmt: skip
QUOTED_WALL = "« Cet article est réservé aux abonnés » : la phrase fâche les pêcheurs, qui lisaient jusqu’ici leur journal gratuitement, a raconté le maire de Brenn à la radio."
QUESTIONS = "".join(f"<p><b>{question}</b></p><p>{answer}</p>" for question, answer in t.QUESTIONS)
SECTIONS = "".join(f"<h2>{question}</h2><p>{answer}</p>" for question, answer in t.EXPLAINER)
HOURS = "".join(f"<h3>{clock}</h3><p>{text}</p>" for clock, text in t.CHRONICLE)
DIGEST = "".join(f"<h3>{head}</h3><p>{text} {REPORT[2]}</p>" for head, text in STORIES[:5])
LINKED = "".join(
    f"<p>{text}</p><p><a href='/s/{n}'>Read also: {STORIES[n][0]}</a></p>" for n, text in enumerate(REPORT)
)
MEMBERS = f"<p>The members of the delegation are:</p><ul>{''.join(f'<li>{name}</li>' for name in t.DELEGATES)}</ul>"
BOXES = "".join(f"<div class='b'><div><p>{text}</p></div></div>" for text in REPORT)
ARTICLES = [
    Case("plain", story(REPORT)),
    Case("plain without a word on itself", page("Talks", f"<main><h1>{t.TITLE}</h1>{paragraphs(REPORT[:3])}</main>")),
    Case("short and without a word on itself", page(t.TITLE, f"<main><h1>{t.TITLE}</h1><p>{REPORT[0]}</p><p>{REPORT[2]}</p></main>{cards(STORIES, LIST)}")),
    Case("about a paywall", story(t.ABOUT_PAYWALL, title="Fjord Post to charge readers")),
    Case("about error pages", story(t.ABOUT_404, title="Page not found: why one link in nine is dead", head=linked_data(NEWS))),
    Case("about robot checks", story([*t.ABOUT_ROBOTS, *REPORT[2:4]], title="Machines beat the test that should stop them")),
    Case("about cookies", story(t.ABOUT_COOKIES, title="Court orders clear cookie banners")),
    Case("with a gallery", story(REPORT[:3], after=FIGURES + paragraphs(REPORT[3:]), head=linked_data(NEWS, {"@type": "ImageGallery"}))),
    Case("with many related links", story(REPORT, after=f"<section><h2>Related</h2>{cards(STORIES, LIST)}</section>")),
    Case("short with many teasers after it", story(REPORT[:3], after=f"<section><h2>Latest news</h2>{cards(STORIES)}</section>", head=linked_data(NEWS))),
    Case("with comments", story(REPORT, after=t.comments(text for _, text in STORIES[:5]))),
    Case("interview", story(["Ilse Varga led the talks in Brenn. A conversation about maps, keys and herring."], after=QUESTIONS)),
    Case("explainer", story([REPORT[0]], after=SECTIONS)),
    Case("chronicle", story(REPORT[:2], title="The day the customs house burned", after=HOURS)),
    Case("chronicle in paragraphs", story([REPORT[0], *(f"{clock}: {text}" for clock, text in t.CHRONICLE)])),
    Case("delegates", story(REPORT[:2], after=MEMBERS + paragraphs(REPORT[5:]))),
    Case("flash", story([t.FLASH], title="Varga to lead delegation to talks in Brenn", head=linked_data(NEWS))),
    Case("flash and a line on JavaScript", story([t.FLASH], title="Varga to lead delegation to talks in Brenn", head=linked_data(NEWS), after="<div>Please enable JavaScript to see the comments.</div>")),
    Case("subscribers' article in full", story(REPORT + t.ABOUT_404[1:], head=linked_data({**NEWS, "isAccessibleForFree": False}))),
    Case("free with a newsletter", story(REPORT, after="<div><h4>Subscribe to our newsletter</h4><p>The best of the Fjord Post in your inbox every morning.</p></div>")),
    Case("short and free", story(REPORT[:2], after="<p>You have read 2 of 3 free articles this month.</p><p>Sign up to read more stories like this one every Friday.</p>", head=linked_data(NEWS))),
    Case("short and opened by its page", story(REPORT[:2], after="<p>Subscribe to continue reading our island news on paper.</p>", head=linked_data({**NEWS, "isAccessibleForFree": True})), has_dump=False),
    Case("short with a line on JavaScript", story(REPORT[:2], after="<div>Please enable JavaScript to see the comments.</div>")),
    Case("German", story(t.BERICHT, lang="de", title="Inselstaaten verhandeln über Fangrechte")),
    Case("French on the press", story([*t.RECIT, QUOTED_WALL, "Le quotidien promet de rouvrir ses archives avant l’été, sans dire à quel prix pour les écoles de la côte."], lang="fr", title="Le journal du port devient payant")),
    Case("lines in one division", page(t.TITLE, f"<main><h1>{t.TITLE}</h1><div>{'<br><br>'.join(REPORT)}</div></main>")),
    Case("paragraphs each in a box", page("Talks", f"<main><h1>{t.TITLE}</h1>{BOXES}</main>")),
    Case("links between its paragraphs", story([], after=LINKED)),
    Case("news ticker beside it", story(REPORT[:3], after=f"<aside><h4>Ticker</h4>{cards(STORIES, t.TICKER)}</aside>")),
    Case("video with a report", story(REPORT[:4], head='<meta property="og:type" content="video.other">')),
    Case("report on an event", story(REPORT[:4], head=linked_data(NEWS, {"@type": "Event", "name": "Brenn talks"}))),
    Case("review", story([t.TRIAL, *REPORT[3:5]], head=linked_data({"@type": "Review", "headline": "Dry"}, {"@type": "Product", "name": "Jacket"}))),
    Case("digest", story([REPORT[0]], title="Five things to know this morning", after=DIGEST)),
    Case("Chinese", story(t.BAODAO, lang="zh", title="岛国代表团举行渔业会谈")),
]  # fmt: skip


def read(text: str, media_type: str) -> None:
    read_article(text.encode(), media_type, Reference(), uri="https://post.example/a")


def refusal_of(text: str, media_type: str) -> NotAnArticle:
    with pytest.raises(NotAnArticle) as caught:
        read(text, media_type)
    return caught.value


@pytest.mark.parametrize("case", REJECTED, ids=lambda case: case.name)
def test_a_page_that_is_no_article_is_rejected_by_its_kind(case: Case) -> None:
    refused = refusal_of(case.markup, "text/html")
    assert refused.reason == case.reason
    assert case.tells in str(refused)


@pytest.mark.parametrize("case", [case for case in REJECTED if case.has_dump], ids=lambda case: case.name)
def test_so_is_its_dump(case: Case) -> None:
    refused = refusal_of(t.dump(case.markup), "text/plain")
    assert refused.reason == case.reason
    assert case.tells in str(refused)


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: case.name)
def test_an_article_that_resembles_one_is_read(case: Case) -> None:
    read(case.markup, "text/html")
    if case.has_dump:
        read(t.dump(case.markup), "text/plain")
