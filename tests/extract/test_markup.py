from __future__ import annotations

import pytest

from transforms.extract.page.markup import MAX_ELEMENTS, parse_page, render_text


@pytest.mark.parametrize(
    ("markup", "is_regular"),
    [
        ("<p>One</p>", True),
        ("<div>" * 200 + "deep", True),
        ("<div>" * 300 + "deep", False),
        ("<i></i>" * (MAX_ELEMENTS + 1), False),
    ],
    ids=["small", "nested", "too deep", "too large"],
)
def test_a_page_is_regular_where_its_tree_is_whole_and_not_too_large(markup: str, is_regular: bool) -> None:
    page = parse_page(markup)
    assert page is not None
    assert page.is_regular is is_regular


@pytest.mark.parametrize("markup", ["", "<!-- nothing -->", "<?php echo 1 ?>"])
def test_markup_without_any_element_is_no_page(markup: str) -> None:
    assert parse_page(markup) is None


def test_rendering_skips_what_is_not_shown_and_survives_missing_end_tags() -> None:
    markup = (
        "<p>One &amp; <b>two</b></p><script>var a = '<p>no</p>';</script><!-- <p>no</p> -->"
        "<ul><li>three</ul><style>four"
    )
    assert [line for line in render_text(markup).splitlines() if line.strip()] == ["One & two", "* three", "four"]
