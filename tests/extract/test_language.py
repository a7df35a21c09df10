from __future__ import annotations

import pytest

from transforms.extract.masthead.language import choose_language

ENGLISH = (
    "The envoys of both fishing nations met in the harbour town on Monday and agreed to share the herring stock for "
    "another year, the ministry said. They will gather again in spring, when scientists present new figures on the size "
    "of the shoals, and nobody at the table expects an easy round. "
)
GERMAN = (
    "Die Gesandten der beiden Fischereinationen haben sich am Montag in der Hafenstadt getroffen und vereinbart, den "
    "Heringsbestand ein weiteres Jahr zu teilen, wie das Ministerium mitteilte. Im Frühjahr wollen sie wieder "
    "zusammenkommen, wenn neue Zahlen zur Größe der Schwärme vorliegen. "
)
DANISH = (
    "Udsendingene fra de to fiskerinationer mødtes mandag i havnebyen og blev enige om at dele sildebestanden endnu et "
    "år, oplyser ministeriet. De mødes igen til foråret, når forskerne fremlægger nye tal for bestandens størrelse, og "
    "ingen ved bordet venter en let runde. "
)


@pytest.mark.parametrize(
    ("told", "text", "language"),
    [
        ("en", ENGLISH, "en"),
        (None, GERMAN, "de"),
        ("en", GERMAN, "de"),
        ("de", ENGLISH, "en"),
        ("en", GERMAN[:100], "en"),  # too short to contradict
        ("de", GERMAN + ENGLISH * 2, "de"),  # half of it agrees
        ("nb", DANISH, "nb"),  # too close to tell
        ("kl", DANISH, "kl"),  # not among those that can be told
    ],
)
def test_the_page_is_believed_unless_its_text_says_otherwise(told: str | None, text: str, language: str) -> None:
    assert choose_language(told, text) == language


def test_no_text_is_no_error() -> None:
    assert choose_language("fr", "") == "fr"
    assert choose_language(None, "")
