from __future__ import annotations

import lxml.html
import pytest

from transforms.extract.masthead.marks import collect_marks, find_bylines, is_aside, read_text

PROSE = "<p>" + "The envoys of both fishing nations met in the harbour town on Monday. " * 3 + "</p>"


def page_of(body: str, head: str = "") -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")


def bylines_of(body: str) -> list[list[str]]:
    root = page_of(body)
    return list(find_bylines(root, next(root.iter("h1"), None)))


def test_names_of_meta_tags_lose_their_separators() -> None:
    head = (
        '<title> Talks  open </title><meta property="article:published_time" content="a">'
        '<meta name="article.published-time" content="b"><meta itemprop="datePublished" content="c"><meta name="x">'
        '<link rel="canonical" href="https://a.example/1"><script type="application/ld+json">{}</script><script>1</script>'
    )
    marks = collect_marks(page_of("", head))
    assert marks.metas == {"articlepublishedtime": ["a", "b"], "datepublished": ["c"]}
    assert (marks.tab, marks.canonical, marks.scripts) == ("Talks open", ["https://a.example/1"], ["{}"])


def test_times_tell_whether_they_stand_below_the_headline() -> None:
    marks = collect_marks(page_of("<time>1</time><h2>x</h2><time>2</time><h1>y</h1><time>3</time>"))
    assert [(element.text, is_below) for element, is_below in marks.times] == [("1", False), ("2", False), ("3", True)]


@pytest.mark.parametrize(
    ("body", "byline"),
    [
        ('<a class="author">Other</a><h1>t</h1><a class="author">Ann Lee</a>', ["Ann Lee"]),
        ('<h1>t</h1><div><a rel="author">Ann Lee</a> <a rel="author">Bo Kim</a></div>', ["Ann Lee", "Bo Kim"]),
        ('<h1>t</h1><div class="by-line">By <a>Ann Lee</a> and <a>Bo Kim</a></div>', ["By | Ann Lee | and | Bo Kim |"]),
        ('<h1>t</h1><p itemprop="author"><i>x</i><span itemprop="name">Ann Lee</span></p>', ["Ann Lee"]),
        ('<h1>t</h1><my-part id="authors"><span>Ann Lee</span></my-part>', ["Ann Lee"]),
        (f"<h1>t</h1><p>von <a>Ann Lee</a></p>{PROSE}", ["von Ann Lee"]),
        (f"<h1>t</h1><p>Lead</p><p><strong>Ann Lee/Bo Kim</strong></p>{PROSE}{PROSE}", ["Ann Lee/Bo Kim"]),
        (f"<h1>t</h1>{PROSE}<p><b>Ann Lee</b></p><p>Share</p>", ["Ann Lee"]),
    ],
)
def test_bylines_below_the_headline(body: str, byline: list[str]) -> None:
    assert bylines_of(body)[0] == byline


@pytest.mark.parametrize(
    "body",
    [
        '<h1>t</h1><div class="comments"><span class="author">Ann Lee</span></div>',
        '<h1>t</h1><aside><span class="author">Ann Lee</span></aside>',
        '<h1>t</h1><img class="author-avatar"><span class="comment-author">Ann Lee</span>',
        f"<h1>t</h1>{PROSE}<p>Von Ann Lee</p>{PROSE}<p><b>Half</b> bold</p>",
    ],
)
def test_no_byline(body: str) -> None:
    assert [texts for texts in bylines_of(body) if any(texts)] == []


def test_text_as_it_reads() -> None:
    element = page_of(
        "<div>One<br>two <b>three</b><script>x</script><svg><title>icon</title></svg> four<p>five</p></div>"
    )
    assert read_text(element[1][0]) == "One two three four five"
    assert len(read_text(element[1][0], 7)) <= 7


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<nav><h1>x</h1></nav>", True),
        ('<div class="related-stories"><div><h1>x</h1></div></div>', True),
        ('<div class="page without-sidebar"><h1>x</h1></div>', False),
        ('<div class="related"><article><h1>x</h1></article></div>', False),
        ('<h1 data-breadcrumb="">x</h1>', True),
    ],
)
def test_what_stands_aside(markup: str, expected: bool) -> None:
    assert is_aside(next(page_of(markup).iter("h1"))) is expected
