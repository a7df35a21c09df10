"""Which blocks of a page are the article's: pages of varied build, of an invented island press."""

from __future__ import annotations

import lxml.html
import pytest

from transforms.extract.page.blocks import lay_out
from transforms.extract.page.frame import find_frame
from transforms.extract.page.naming import Part

LEAD = "The council of the lower harbour voted on Thursday night to dredge the old basin after all."
SECOND = "Nine members were for it and four against, among them both members for the fishing quarter."
THIRD = "The work is to begin in April and will cost as much as a new school, the treasurer said."
FOURTH = "Boats of more than twelve metres will have to land their catch across the bay until then."
TEXT = [LEAD, SECOND, THIRD, FOURTH]
ELSEWHERE = "A storm has closed the mountain road for the third time this winter, and buses go round."


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def kept(markup: str) -> list[str]:
    frame = find_frame(lay_out(lxml.html.document_fromstring(f"<html><body>{markup}</body></html>")))
    return [p.block.text for p in frame.pieces if p.part in (None, Part.POST) and not p.is_heading]


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class='c1'>{paragraphs(*TEXT)}</div><div class='c2'>{paragraphs(ELSEWHERE)}</div>",
        f"<main><div class='chunk'>{paragraphs(LEAD, SECOND)}</div><div class='chunk'>{paragraphs(THIRD, FOURTH)}</div></main>",
        "<div class='wrap'>"
        + "".join(f"<div class='row row-{n}'><p>{text}</p></div>" for n, text in enumerate(TEXT))
        + "</div>",
        "<div>" + "<br><br>".join(TEXT) + "</div>",
        f"<div class='t'>{paragraphs(LEAD, SECOND)}<div class='read-more'><p>{ELSEWHERE}</p></div>{paragraphs(THIRD, FOURTH)}</div>",
        f"<div class='t'>{paragraphs(LEAD, SECOND)}<div class='x9'><p>{ELSEWHERE}</p></div>{paragraphs(THIRD, FOURTH)}</div>",
        f"<div class='t'>{paragraphs(LEAD)}<figure><p>{ELSEWHERE}</p></figure>{paragraphs(SECOND, THIRD, FOURTH)}</div>",
        f"<div class='t'><p class='first'>{LEAD}</p>{paragraphs(SECOND)}<p class='drop-cap'>{THIRD}</p>{paragraphs(FOURTH)}</div>",
        f"<div class='t'>{paragraphs(*TEXT)}<p><a href='#'>Ferry fares go up on the outer routes</a></p></div>",
        f"<ul>{f'<li><a>Fares go up</a> {ELSEWHERE}</li>' * 6}</ul><div class='t'>{paragraphs(*TEXT)}</div>",
    ],
    ids=["one", "chunks", "rows", "breaks", "named box", "box", "caption", "classes", "link", "menu of teasers"],
)
def test_the_paragraphs_of_an_article_and_nothing_else(markup: str) -> None:
    assert kept(markup) == TEXT


def test_lists_and_quotations_share_the_setting_of_the_paragraphs_around_them() -> None:
    markup = (
        f"<div class='t'>{paragraphs(LEAD, SECOND)}<ul class='l'><li>{THIRD}</li></ul><blockquote><p>{FOURTH}</p>"
        "</blockquote></div>"
    )
    assert kept(markup) == TEXT


def test_variants_of_a_class_are_one_setting() -> None:
    parts = [
        f"<section class='text text--{name}'><p>{text}</p></section>" for name, text in zip("abcd", TEXT, strict=True)
    ]
    assert kept(f"<div>{''.join(parts)}</div>") == TEXT


def test_what_stands_around_the_frame_is_told() -> None:
    markup = f"<header><p class='dek'>{ELSEWHERE}</p></header><div class='t'>{paragraphs(*TEXT)}</div><div class='tags'>Harbour</div>"
    frame = find_frame(lay_out(lxml.html.document_fromstring(f"<html><body>{markup}</body></html>")))
    assert [(piece.block.text, piece.part) for piece in frame.before] == [(ELSEWHERE, Part.STANDFIRST)]
    assert [(piece.block.text, piece.part) for piece in frame.after] == [("Harbour", Part.BESIDE)]


NOTE = "Orla Venn has written about boats and those who build them since the old yard was closed."


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"{paragraphs(*TEXT)}<p><em>{NOTE}</em></p><p><i>First <b>printed</b> in the Basin Post.</i></p>", TEXT),
        (f"{paragraphs(*TEXT)}<p><i>{NOTE}</i></p><p>Harbour</p>", [*TEXT, "Harbour"]),
        (f"{paragraphs(*TEXT[:3])}<p><i>{NOTE}</i></p>{paragraphs(FOURTH)}", [*TEXT[:3], NOTE, FOURTH]),
        ("".join(f"<p><i>{text}</i></p>" for text in TEXT), TEXT),
        (f"{paragraphs(*TEXT)}<p>{NOTE} <i>First printed in the Basin Post.</i></p>", None),
    ],
    ids=["at the end", "above a label", "between paragraphs", "everywhere", "in part"],
)
def test_paragraphs_in_italics_below_an_article_are_notes(markup: str, expected: list[str] | None) -> None:
    assert kept(f"<div class='t'>{markup}</div>") == (expected or [*TEXT, f"{NOTE} First printed in the Basin Post."])


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"{paragraphs(*TEXT)}<hr>{paragraphs(NOTE)}", TEXT),
        (f"{paragraphs(*TEXT)}<div><hr/></div><h4>About us</h4>{paragraphs(NOTE)}", TEXT),
        (f"{paragraphs(LEAD, SECOND)}<hr>{paragraphs(THIRD, FOURTH)}", TEXT),
        (f"{paragraphs(LEAD)}<hr>{paragraphs(SECOND, THIRD)}<hr>{paragraphs(FOURTH)}", TEXT),
        (f"<hr>{paragraphs(*TEXT)}<hr>", TEXT),
        (f"{paragraphs(*TEXT)}<hr><blockquote class='twitter-tweet'>{NOTE}</blockquote>{paragraphs(NOTE)}", TEXT),
    ],
    ids=["one", "in a box", "in the middle", "of sections", "around", "above a post"],
)
def test_one_rule_near_the_end_parts_what_is_no_longer_the_article(markup: str, expected: list[str]) -> None:
    assert kept(f"<div class='t'>{markup}</div>") == expected


def test_a_page_without_prose_has_no_frame() -> None:
    assert find_frame(lay_out(lxml.html.document_fromstring("<ul><li>Home</li></ul>"))).pieces == []
