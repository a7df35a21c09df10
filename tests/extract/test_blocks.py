from __future__ import annotations

import lxml.html
import pytest

from transforms.extract.page.blocks import MAX_BLOCKS, Layout, lay_out
from transforms.extract.page.naming import Part

SENTENCE = "The ferry to the outer islands was late again on Friday because of fog."


def layout_of(markup: str) -> Layout:
    return lay_out(lxml.html.document_fromstring(f"<html><body>{markup}</body></html>"))


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<p>One <b>bold</b> <a href='#'>link</a>.</p>tail", ["One bold link.", "tail"]),
        ("<p>One<script>no()</script> two<style>no</style></p>", ["One two"]),
        ("<div>One<p>two</p>three</div>", ["One", "two", "three"]),
        ("<nav>no</nav><p>One</p><iframe>no</iframe><select><option>no</select>", ["One"]),
        ("<p>The first<br>The second<br><br>the third</p>", ["The first", "The second", "the third"]),
        ("<p>lines that were cut to<br>a width of their own<br>* and an item</p>", None),
        ("<p>hy\u00adphen\u00a0and   blanks\n</p><p>\n</p>", ["hyphen and blanks"]),
    ],
)
def test_text_goes_on_through_inline_elements_and_ends_at_blocks(markup: str, texts: list[str] | None) -> None:
    found = [block.text for block in layout_of(markup).blocks]
    assert found == (texts or ["lines that were cut to a width of their own", "* and an item"])


def test_shares_of_links_and_of_bold_and_slanted_text() -> None:
    first, second = layout_of("<p><a>Half of it</a> is plain.</p><p><b><a>All of</a></b><em> it</em></p>").blocks
    assert (round(first.linked, 1), first.bold, first.slanted) == (0.5, 0, 0)
    assert (second.linked, second.bold, second.slanted) == (2 / 3, 2 / 3, 2 / 9)


def test_a_part_is_told_by_the_nearest_named_element() -> None:
    layout = layout_of(
        f"<div class='text'><p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p><div class='related'><div><p>{SENTENCE}</p></div>"
        f"<figure><p>A boat</p></figure></div><div hidden><p>{SENTENCE}</p></div></div>"
    )
    parts = [layout.part_of(block.node) for block in layout.blocks]
    assert parts == [None, None, Part.BESIDE, Part.CAPTION, Part.BESIDE]


def test_a_part_with_most_of_the_prose_is_the_article_whatever_its_name() -> None:
    layout = layout_of(f"<div class='newsletter-page'><p>{SENTENCE}</p><p>{SENTENCE}</p></div>")
    assert [layout.part_of(block.node) for block in layout.blocks] == [None, None]


def test_a_layout_is_cut_at_a_number_of_blocks() -> None:
    layout = layout_of("<p>a</p>" * (MAX_BLOCKS + 10))
    assert layout.is_cut
    assert len(layout.blocks) == MAX_BLOCKS + 1
