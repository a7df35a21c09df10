"""Wording of error pages and barriers, and of articles that speak of them."""

from __future__ import annotations

import pytest

from transforms.extract.genre.barrier import asks_to_pay, find_notices, is_error_label


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to continue reading",
        "To continue reading, log in or choose a plan.",
        "Create a free account to read the full story",
        "You've reached your monthly limit of free stories.",
        "This story is available only to subscribers.",
        "Subscriber-only",
        "Jetzt weiterlesen im Probeabo",
        "Diesen Artikel lesen Sie mit einem Abonnement.",
        "Exklusiv für Abonnenten",
        "La suite est réservée à nos abonnés.",
        "Abonnez-vous pour lire la suite",
        "Contenido exclusivo para suscriptores",
        "Regístrate gratis para seguir leyendo",
        "Conteúdo exclusivo para assinantes",
        "Questo articolo è riservato agli abbonati",
        "Dit artikel is alleen voor abonnees",
        "Den här artikeln är endast för prenumeranter",
        "Vil du lese hele saken?",
        "Artykuł tylko dla prenumeratorów",
        "Материал доступен только подписчикам",
        "この記事は会員限定です",
    ],
)
def test_a_barrier_asks_to_pay(line: str) -> None:
    assert asks_to_pay(line)


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to our newsletter",
        "Sign up to read more stories like this one.",
        "You have read 2 of 3 free articles this month.",
        "“Subscribe to continue reading” is what most readers will see, the publisher said.",
        "The paper said that this article is for subscribers only.",
        "Already a member? Tell a friend about us.",
        "Weiterlesen",
        "Der Artikel des Vertrags ist exklusiv den Fischern gewidmet.",
        "Lire la suite",
        "Vil du lese mer om fiske?",
        "Members of the delegation joined the talks to view the map.",
    ],
)
def test_a_promotion_or_a_report_does_not(line: str) -> None:
    assert not asks_to_pay(line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Oops! The page you were looking for has gone.", "an error page"),
        ("Sorry, but we can’t find that page.", "an error page"),
        ("Siden du leter etter finnes ikke.", "an error page"),
        ("Szukana strona nie istnieje.", "an error page"),
        ("お探しのページは移動したか削除されました。", "an error page"),
        ("Checking your browser before you go on", "a robot check"),
        ("Veuillez confirmer que vous n’êtes pas un robot.", "a robot check"),
        ("Merci d’activer JavaScript pour lire ce site.", "a page that asks for JavaScript"),
        ("This content is not available in your region.", "a page closed to the reader's region"),
        ("Nous et nos 120 partenaires lisons des données sur votre appareil.", "a consent wall"),
        ("Forgot your password?", "a login page"),
    ],
)
def test_a_notice_is_told_by_its_kind(line: str, kind: str) -> None:
    assert find_notices([line]) == [(kind, line)]


def test_a_report_that_speaks_of_such_a_page_holds_no_notice() -> None:
    lines = [
        "One page in nine was not found when the students looked for it, the study says.",
        "The court ruled that sites must ask before they use cookies.",
        "She was asked to verify that she was human three times that morning.",
        "The minister said the site is down because of a fire in the data centre.",
    ]
    assert find_notices(lines) == []


@pytest.mark.parametrize(
    "text", ["404", "Error 404", "404 - Page not found", "Sayfa bulunamadı", "Fehler 403", "页面不存在"]
)
def test_a_label_says_that_there_is_no_page(text: str) -> None:
    assert is_error_label(text)


@pytest.mark.parametrize(
    "text",
    ["404 pages and the people who read them, a history in nine parts by Oda Lind and Per Lunde", "Page", "Found"],
)
def test_a_headline_does_not(text: str) -> None:
    assert not is_error_label(text)
