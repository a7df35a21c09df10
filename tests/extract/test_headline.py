from __future__ import annotations

import lxml.html
import pytest

from transforms.extract.masthead.headline import find_headline
from transforms.extract.masthead.marks import collect_marks


def headline_of(markup: str, told: list[str], *own_names: str) -> str | None:
    root = lxml.html.document_fromstring(f"<html><body>{markup}</body></html>")
    return find_headline(collect_marks(root).headings, told, own_names)[0]


@pytest.mark.parametrize(
    ("markup", "told", "title"),
    [
        ("<h1>Envoys gather in Brenn</h1>", ["Envoys gather in Brenn harbour"], "Envoys gather in Brenn"),
        ("<h1>Ferry crews walk out</h1>", ["Strike latest: what we know"], "Ferry crews walk out"),
        ("<h1>Local news</h1>", ["Strike latest: what we know"], "Strike latest: what we know"),
        ("<h1>Local news</h1><h1>Ferry crews walk out</h1>", ["Ferry crews walk"], "Ferry crews walk out"),
        ("<h1>Brenn<br>votes<style>p{}</style></h1>", ["Brenn votes"], "Brenn votes"),
        ("<h1>Sal&shy;mon quota cut</h1>", ["Salmon quota cut"], "Salmon quota cut"),
        ("<p>no heading</p>", ["Cut off in the mid…", "Cut off in the middle of it"], "Cut off in the middle of it"),
        ("<p>no heading</p>", ["Talks open in Brenn - World - Post", "Talks open in Brenn"], "Talks open in Brenn"),
        ("<p>no heading</p>", [], None),
        ("<h1>Only a heading</h1>", [], "Only a heading"),
    ],
)
def test_printed_headline_before_what_metadata_say(markup: str, told: list[str], title: str | None) -> None:
    assert headline_of(markup, told) == title


@pytest.mark.parametrize(
    "heading",
    [
        '<h1><span class="overline">Herring row</span><span> - </span><span>Fleets stay in port for now</span></h1>',
        '<h1><em class="kicker">Herring row:</em> Fleets stay in port for now</h1>',
        '<h1><a><b class="kicker">Herring row</b><span>Fleets stay in port for now</span></a></h1>',
    ],
)
@pytest.mark.parametrize("told", ["Fleets stay in port for now", "Quarrel: Fleets stay in port for now"])
def test_kicker_inside_the_heading(heading: str, told: str) -> None:
    assert headline_of(heading, [told]) == "Fleets stay in port for now"


def test_kicker_that_only_metadata_tell_apart() -> None:
    heading = "<h1><b>Herring row</b> Fleets stay in port for now</h1>"
    assert headline_of(heading, ["Fleets stay in port for now"]) == "Fleets stay in port for now"


def test_kicker_that_metadata_keep_too_stays() -> None:
    heading = '<h1><b class="kicker">Herring row:</b> Fleets stay in port</h1>'
    assert headline_of(heading, ["Herring row: Fleets stay in port"]) == "Herring row: Fleets stay in port"


@pytest.mark.parametrize(
    "trail",
    [
        "<nav><ul><li><h1>Harbour dispute: all you need to know</h1></li></ul></nav>",
        '<div class="breadcrumbs"><h1>Harbour dispute: all you need to know</h1></div>',
        '<h1 class="breadcrumb_last">Harbour dispute: all you need to know</h1>',
    ],
)
def test_heading_of_a_breadcrumb_trail_is_not_the_printed_one(trail: str) -> None:
    page = f"{trail}<article><h2>Dockers and owners meet at last</h2></article>"
    told = ["Dockers and owners meet at last", "Harbour dispute: all you need to know"]
    assert headline_of(page, told) == "Dockers and owners meet at last"


def test_name_of_the_outlet_in_a_heading_is_no_headline() -> None:
    page = "<h1>Fjord Post</h1><h2>Dockers and owners meet at last</h2>"
    assert headline_of(page, ["Dockers and owners meet at last"], "fjordpost") == "Dockers and owners meet at last"
