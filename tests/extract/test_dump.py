"""Naive text dumps of pages: what becomes the body, what metadata, what vanishes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from transforms.article import Article, NotAnArticle
from transforms.extract import read_article
from transforms.reference import Reference

LEAD = "Envoys of the two island states sat down in the harbour town of Brenn on Monday, a spokeswoman said."
SECOND = "The northern team is led by Fisheries Minister Ilse Varga and includes her deputy, Tomas Rehn."
THIRD = "Neither side spoke to reporters after the first session, which lasted three hours."
FOURTH = "A second session is planned for Tuesday morning in the same hall, the hosts said in a statement."
BODY = [LEAD, SECOND, THIRD, FOURTH]


def read(
    text: str, reference: Reference, uri: str = "file:///in/a.txt", modified_at: datetime | None = None
) -> Article:
    return read_article(text.encode(), "text/plain", reference, uri=uri, modified_at=modified_at)


def test_a_dump_with_a_doubled_lead_and_a_source_line(reference: Reference) -> None:
    article = read(
        f" date 2025-05-12 \nNews\u00a0/ World\n\nIsland envoys open fishing talks in Brenn\n\nXinhua\n"
        f"\u00a0 20:21 UTC+8, 2025-05-12\u00a0 \u00a0 0\n{LEAD}\nXinhua\n  20:21 UTC+8, 2025-05-12     0\n\n"
        + "\n\n".join(BODY)
        + "\n\nSource: Xinhua   Editor: Li Mo\nSpecial Reports\n\n",
        reference,
    )
    assert article.text.split("\n") == BODY
    assert article.title == "Island envoys open fishing talks in Brenn"
    assert article.published_at == datetime(2025, 5, 12, 12, 21, tzinfo=UTC)
    assert article.published_on == date(2025, 5, 12)
    assert article.published_at_basis == "header"
    assert (article.agency, article.outlet, article.language) == ("Xinhua", "Xinhua", "en")
    assert article.authors == ()


def test_a_dump_with_standfirst_caption_sub_headings_and_related_headlines(reference: Reference) -> None:
    related = [
        "Storm closes the ferry line to Skerry",
        "Minister Dahl to visit the lighthouse",
        "Herring prices fall again",
    ]
    article = read(
        "date 2025-05-12 POLITICS\n3 min read\nIsland envoys open fishing talks in Brenn\n"
        "Two neighbours return to the table after a year of silence over the herring quota.\n"
        "Island envoys open fishing talks in Brenn\n"
        "The hall in Brenn before the session of the two teams began. (Photo: LN) / LN\nMay 12, 2025\n\n"
        f"{LEAD}\n\n{SECOND}\n\nA table for two\n\n{THIRD}\n\n{FOURTH}\n\nSOURCE:Lantern World and Agencies\nExplore\n"
        + "".join(f"{line}\n{line}\n" for line in related)
        + "Sneak a peek at our new app. Share your feedback!\nContact us",
        reference,
    )
    assert article.text.split("\n") == BODY
    assert article.standfirst == "Two neighbours return to the table after a year of silence over the herring quota."
    assert (article.agency, article.outlet) == ("Lantern World and Agencies", "Lantern World")


def test_promotions_pull_quotes_notices_and_comments_vanish(reference: Reference) -> None:
    article = read(
        "The Morning Lantern\nHome News Politics Sport\nIsland envoys open fishing talks in Brenn\n"
        "By Maren Tveit and Sela Okoro, Lantern staff\nPosted May 12, 2025 at 10:22 AM\n"
        "Gift article  Comments  Save\n\n"
        f"{LEAD}\n\nALSO READ: What the herring quota means for you\n\n{SECOND}\n\nStory continues below\n\n"
        f"“which lasted three hours”\n\n— Ilse Varga\n\n{THIRD}\n\n"
        f"Get the Lantern's morning newsletter\n\n{FOURTH}\n\n"
        "Correction: An earlier version of this article misspelt the name of the hall in which the teams met.\n"
        "Maren Tveit is a reporter for The Morning Lantern.\nSela Okoro covers the coast for The Morning Lantern.\n"
        "The Morning Lantern is a weekly about boats, weather and fish.\n"
        "Tags: fishing, islands\nKindly share this story:\nComments (2)\n"
        "gull77: I have said for years that nobody at that table has ever set foot on a boat in winter.\n"
        "Guest • 1 hour ago: What about the pier?\nLeave a reply\nCopyright 2025 The Morning Lantern",
        reference,
    )
    assert article.text.split("\n") == BODY
    assert article.authors == ("Maren Tveit", "Sela Okoro")
    assert article.outlet == "The Morning Lantern"
    assert article.published_at == datetime(2025, 5, 12, 10, 22, tzinfo=UTC)


def test_a_list_of_members_is_body_and_key_points_are_not(reference: Reference) -> None:
    article = read(
        "Island envoys open fishing talks in Brenn\nMaren Tveit\n12 May 2025 | 09:05 GMT\n"
        "Key points\n* First talks in a year\n* Hosts hope for a quota by June\n\n"
        f"{LEAD}\n\nThe northern delegation consists of:\n\n"
        "• Ilse Varga, minister of fisheries;\n• Tomas Rehn, her deputy;\n"
        f"• Ane Solli, head of the coast guard.\n\n{THIRD}\n\n{FOURTH}",
        reference,
    )
    assert article.text.split("\n") == [
        LEAD,
        "The northern delegation consists of:",
        "Ilse Varga, minister of fisheries;",
        "Tomas Rehn, her deputy;",
        "Ane Solli, head of the coast guard.",
        THIRD,
        FOURTH,
    ]
    assert article.authors == ("Maren Tveit",)


def test_a_lead_printed_twice_in_a_row_is_body_and_such_a_caption_is_not(reference: Reference) -> None:
    caption = "The hall in Brenn, before the session of the two teams began on Monday."
    article = read("\n\n".join([LEAD, LEAD, SECOND, caption, caption, THIRD, FOURTH]), reference)
    assert article.text.split("\n") == BODY


def test_a_list_that_lost_its_bullets_is_body(reference: Reference) -> None:
    members = ["Ilse Varga, minister of fisheries", "Tomas Rehn, her deputy", "Ane Solli, coast guard"]
    listed = "\n".join(members)
    article = read(f"{LEAD}\n\nThe northern delegation consists of:\n{listed}\n\n{THIRD}\n\n{FOURTH}", reference)
    assert article.text.split("\n") == [LEAD, "The northern delegation consists of:", *members, THIRD, FOURTH]


def test_lines_cut_at_links_are_joined_again(reference: Reference) -> None:
    cut = "The northern team is led by Minister\nIlse Varga\nand includes her deputy,\nTomas Rehn\n, who flew in late."
    article = read(f"{LEAD}\n\n{cut}\n\n{THIRD}\n\n{FOURTH}", reference)
    joined = "The northern team is led by Minister Ilse Varga and includes her deputy, Tomas Rehn, who flew in late."
    assert article.text.split("\n") == [LEAD, joined, THIRD, FOURTH]


def test_a_short_sentence_between_paragraphs_is_body(reference: Reference) -> None:
    article = read(f"{LEAD}\n\nThe minister did not come.\n\n{THIRD}\n\n{FOURTH}", reference)
    assert article.text.split("\n")[1] == "The minister did not come."


def test_a_sentence_set_right_below_the_header_is_a_standfirst(reference: Reference) -> None:
    article = read(
        "Island envoys open fishing talks in Brenn\nFjord Post\n12 May 2025 16:40\n"
        "Both ministers stayed away from the hall.\n\n" + "\n\n".join(BODY),
        reference,
    )
    assert article.text.split("\n") == BODY
    assert article.standfirst == "Both ministers stayed away from the hall."


def test_the_day_of_a_dateline_is_read_from_the_text(reference: Reference) -> None:
    article = read(f"BRENN, 12 May 2025. {LEAD}\n\n{SECOND}\n\n{THIRD}", reference)
    assert (article.published_on, article.published_at_basis) == (date(2025, 5, 12), "text")


@pytest.mark.parametrize(
    ("uri", "basis", "day"),
    [
        ("https://lantern.example/2025/05/13/talks", "url", date(2025, 5, 13)),
        ("file:///in/talks-2025-05-13.txt", "url", date(2025, 5, 13)),
        ("file:///in/talks.txt", "file", date(2025, 5, 14)),
    ],
)
def test_the_day_falls_back_to_the_address_and_then_the_file(
    uri: str, basis: str, day: date, reference: Reference
) -> None:
    modified_at = datetime(2025, 5, 14, 6, 0, tzinfo=UTC)
    article = read("\n\n".join(BODY), reference, uri=uri, modified_at=modified_at)
    assert (article.published_at_basis, article.published_on) == (basis, day)


def test_no_day_at_all_is_none_and_an_unnamed_outlet_is_unknown(reference: Reference) -> None:
    article = read("\n\n".join(BODY), reference)
    assert (article.published_at, article.published_on, article.published_at_basis) == (None, None, None)
    assert article.outlet == "unknown"


def test_other_languages(reference: Reference) -> None:
    german = [
        "Die Unterhändler der beiden Inselstaaten trafen sich am Montag in der Hafenstadt Brenn zu ersten Gesprächen.",
        "Die Delegation des Nordens wird von Fischereiministerin Ilse Varga geleitet, wie das Ministerium mitteilte.",
    ]
    article = read("Inselstaaten verhandeln über Hering\n12. Mai 2025\n\n" + "\n\n".join(german), reference)
    assert article.text.split("\n") == german
    assert (article.language, article.published_on) == ("de", date(2025, 5, 12))


def test_a_german_dump_with_bullets_boxes_and_a_cookie_wall(reference: Reference) -> None:
    """As inscriptis sets it: bulleted menus, indented teasers, the credit of a picture below its caption."""
    body = [
        "Die Fähre nach Skerry bleibt bis Freitag im Hafen von Brenn, wie die Reederei am Montag bekanntgab.",
        "Ein Sturm hatte in der Nacht zwei Laternen von der Mole gerissen und den Anleger schwer beschädigt. Verletzt "
        "wurde niemand, doch liegen elf Boote auf dem Grund, und der Kran am Fischmarkt neigt sich bedenklich.",
        "Bürgermeisterin Ilse Varga sprach von einem Schaden, den die Gemeinde allein nicht tragen könne.",
        "Taucher sollen am Mittwoch prüfen, ob die Pfähle der alten Brücke noch halten, sagte ein Sprecher. Bis dahin "
        "bringt ein Kutter der Küstenwache Post, Brot und Arznei hinüber, sofern die See es erlaubt.",
    ]
    article = read(
        "  * Startseite\n  * Politik\n  * Wirtschaft\n    + Häfen und Werften\n\nSturm legt Fähre nach Skerry lahm\n\n"
        "    Von Maren Tveit\n    12.05.2025, 18:40 Uhr | Lesedauer: 3 Minuten\n    Teilen\n\n"
        f"        {body[0]}\n\n        {body[1]}\n\n"
        "    Die zerstörte Mole von Brenn am Morgen nach dem Sturm der vergangenen Nacht.\n    Foto: Tomas Rehn/dpa\n\n"
        "    Newsletter abonnieren\n    Jeden Morgen das Wichtigste von der Küste.\n\n"
        f"        {body[2]}\n\n    Lesen Sie auch: Warum die Mole nie fertig wurde\n\n        {body[3]}\n\n"
        "    Mehr zum Thema\n"
        "      * Heringsfang: Flotten bleiben im Hafen\n      * Leuchtturm sucht neuen Wärter\n\n"
        "  Wir verwenden Cookies und ähnliche Techniken, um unsere Seiten zu verbessern und dir passende Werbung zu "
        "zeigen. In den Einstellungen kannst du deine Einwilligung jederzeit widerrufen.\n\n"
        "  Um Kommentare zu schreiben, musst du dich mit deinem Konto und deinem Passwort anmelden.\n",
        reference,
    )
    assert article.text.split("\n") == body
    assert article.title == "Sturm legt Fähre nach Skerry lahm"
    assert article.authors == ("Maren Tveit",)
    assert article.published_on == date(2025, 5, 12)
    assert article.language == "de"


def test_a_french_dump_cut_at_inline_tags(reference: Reference) -> None:
    """As BeautifulSoup's get_text cuts it: a line for each text node."""
    article = read(
        "Accueil\nMonde\nLe port de Brenn rouvre après la tempête | La Lanterne\n\n\n"
        "Le port de Brenn rouvre après la tempête\n\n\nPar\nMaren Tveit\n\n\nPublié le 12 mai 2025 à 9h30\n\n\n"
        "Les premiers bateaux ont quitté mardi le port de\nBrenn\n, fermé depuis dimanche, a indiqué la capitainerie.\n\n\n"
        "La ministre de la pêche,\nIlse Varga\n, s’y est rendue avec son adjoint,\nTomas Rehn\n.\n\n\n"
        "Lire aussi :\nLa digue qui ne devait pas céder\n\n\n"
        "Une réunion des deux îles est prévue jeudi dans la\nsalle des fêtes\nde la commune, selon la mairie.\n\n\n"
        "Les plus lus\n\n\nLe gardien du phare prend sa retraite\n\n\nLe prix du hareng baisse encore\n\n\n"
        "Recevez notre newsletter et abonnez-vous pour lire tous nos articles.\n",
        reference,
    )
    assert article.text.split("\n") == [
        "Les premiers bateaux ont quitté mardi le port de Brenn, fermé depuis dimanche, a indiqué la capitainerie.",
        "La ministre de la pêche, Ilse Varga, s’y est rendue avec son adjoint, Tomas Rehn.",
        "Une réunion des deux îles est prévue jeudi dans la salle des fêtes de la commune, selon la mairie.",
    ]
    assert article.title == "Le port de Brenn rouvre après la tempête"
    assert (article.authors, article.published_on) == (("Maren Tveit",), date(2025, 5, 12))


def test_comments_are_no_body_however_long(reference: Reference) -> None:
    comments = "".join(
        f"{name}\nMay {day}, 2025 at {day - 2}:15 am\n{remark}\nReply\n"
        for name, day, remark in (
            (
                "gull77",
                12,
                "I have sailed past that hall for thirty years and not one of them ever waved, which says it all.",
            ),
            (
                "Old Salt",
                13,
                "The quota was settled in my father's day and nobody has kept to it since; talks change nothing.",
            ),
            (
                "northwind",
                14,
                "You forget that the deputy was born on the southern island, so of course he went along with it.",
            ),
            (
                "Marit",
                15,
                "Let them talk. While they talk the nets stay dry and the herring grow, and that suits me well.",
            ),
            (
                "gull77",
                16,
                "Dry nets feed no children, Marit, and you know that as well as anybody who lives by the water.",
            ),
        )
    )
    article = read(
        "Islands open talks\nMay 11, 2025\n\n" + "\n".join(BODY) + "\n\n5 responses\n" + comments * 2, reference
    )
    assert article.text.split("\n") == BODY


def test_teasers_with_summaries_are_no_body(reference: Reference) -> None:
    teasers = "".join(
        f"\n\n{headline}\n\n{summary}\n\nmore\n\n{section}"
        for headline, summary, section in (
            ("Herring prices fall", "For the third week running the auction in Brenn closed below cost.", "Markets"),
            ("Lighthouse for sale", "The tower has been dark since its last keeper moved to the mainland.", "Homes"),
            ("A choir without tenors", "Skerry looks for singers, and for once the sea is not to blame.", "Culture"),
            ("Ferry gets a new bow", "The yard promises that she will sail again before the first snow.", "Travel"),
        )
    )
    article = read("Islands open talks\n\n" + "\n\n".join(BODY) + "\n\nFurther reports" + teasers, reference)
    assert article.text.split("\n") == BODY


def test_a_page_title_names_the_headline(reference: Reference) -> None:
    article = read(
        "Who will speak for the islands? - World - The Morning Lantern\nHome\nSport\nIn pictures: the harbour at dawn\n"
        "Who will speak for the islands?\nMay 12, 2025\n\n" + "\n\n".join(BODY),
        reference,
    )
    assert article.title == "Who will speak for the islands?"
    assert article.text.split("\n") == BODY


def test_today_above_the_headline_is_not_the_day_of_publication(reference: Reference) -> None:
    article = read(
        "Friday, May 16, 2025\nNews\nIslands open fishing talks in Brenn\nMay 12, 2025\n\n" + "\n\n".join(BODY),
        reference,
    )
    assert article.published_on == date(2025, 5, 12)


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Von Maren Tveit 12.05.2025, 18:40 Uhr", ("Maren Tveit",)),
        ("Kolumne von Maren Tveit", ("Maren Tveit",)),
        ("Por Maren Tveit y Sela Okoro", ("Maren Tveit", "Sela Okoro")),
        ("Maren Tveit / Sela Okoro", ("Maren Tveit", "Sela Okoro")),
        ("Author of the article:\nMaren Tveit", ("Maren Tveit",)),
        ("Von Brenn nach Skerry", ()),
    ],
)
def test_bylines(byline: str, authors: tuple[str, ...], reference: Reference) -> None:
    article = read(f"Islands open fishing talks in Brenn\n{byline}\n\n" + "\n\n".join(BODY), reference)
    assert article.authors == authors
    assert article.text.split("\n") == BODY


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Home\nNews\nPolitics\nSport\nContact us\nAbout us", "empty_extract"),
        ("We will be back soon. Please try later.", "not_an_article"),
        (
            "404\nThe page you are looking for does not exist, or it has been moved to another place. Please use the "
            "search above, or go back to the home page of this site.",
            "not_an_article",
        ),
        ("date,place,party\n" * 50_000, "too_large"),
    ],
)
def test_what_is_no_article_is_refused(text: str, reason: str, reference: Reference) -> None:
    with pytest.raises(NotAnArticle) as caught:
        read(text, reference)
    assert caught.value.reason == reason
    assert str(caught.value)
