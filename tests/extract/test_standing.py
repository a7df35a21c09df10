"""What teaches an outlet's standing lines, and what must not."""

from __future__ import annotations

import pyarrow as pa
import pytest

from transforms.article import EdgeLine
from transforms.extract import read_article
from transforms.extract.standing import find_edge_lines, learn_standing, sketch_story
from transforms.extract.text.lines import make_line
from transforms.records import UNKNOWN_SOURCE
from transforms.reference import Reference
from transforms.tables import EDGE_LINES, LIST_SEPARATOR, table_of

APPEAL = "Whoever wants to keep this paper alive can leave a coin in the tin at any bakery of the valley."
BAKERIES = "Baker Ottilie Brandl sold the last loaf of rye on Saturday and then locked the shop for good, she said."


def rows_of(
    article: str, line: str, sketch: list[str], *, source: str = "valley-herald", is_tied: bool = False
) -> list[dict[str, object]]:
    keys = {"source_id": source, "article_id": article, "run_id": "r1"}
    return [{**keys, "line": line, "is_tied": is_tied, "sketch": LIST_SEPARATOR.join(sketch)}]


def table(*groups: list[dict[str, object]]) -> pa.Table:
    return table_of([row for group in groups for row in group], EDGE_LINES)


def test_three_stories_teach_a_line() -> None:
    two = [rows_of("a1", "leave a coin", ["11", "12"]), rows_of("a2", "leave a coin", ["21", "22"])]
    third = rows_of("a3", "leave a coin", ["31"])
    assert learn_standing(table(*two)) == {}
    assert learn_standing(table(*two, third)) == {"valley-herald": frozenset({"leave a coin"})}
    assert learn_standing(table(third, *reversed(two))) == learn_standing(table(*two, third))


def test_copies_of_one_story_teach_nothing() -> None:
    copies = [rows_of(f"a{n}", "the mayor did not answer", ["11", "12", f"own {n}"]) for n in range(60)]
    assert learn_standing(table(*copies)) == {}
    # Nor do two stories, or one whose copies have lost all but what all of them have.
    other = [rows_of(f"b{n}", "the mayor did not answer", ["21", "22"]) for n in range(60)]
    assert learn_standing(table(*copies, *other)) == {}
    short = [rows_of(f"c{n}", "the mayor did not answer", []) for n in range(60)]
    assert learn_standing(table(*short)) == {}


def test_versions_of_an_article_count_once() -> None:
    versions = [rows_of("a1", "leave a coin", [f"{n}"]) for n in range(5)]
    assert learn_standing(table(*versions, rows_of("a2", "leave a coin", ["21"]))) == {}


def test_outlets_learn_apart_and_nobody_learns_for_the_nameless() -> None:
    apart = [rows_of(f"a{n}", "leave a coin", [f"{n}"], source=f"paper-{n}") for n in range(3)]
    nameless = [rows_of(f"b{n}", "leave a coin", [f"{n}"], source=UNKNOWN_SOURCE) for n in range(3)]
    assert learn_standing(table(*apart, *nameless)) == {}


def test_background_is_tied_to_its_articles() -> None:
    tied = [rows_of(f"a{n}", "the dam broke", [f"{n}"], is_tied=True) for n in range(30)]
    loose = [rows_of(f"b{n}", "the dam broke", [f"b{n}"]) for n in range(4)]
    assert learn_standing(table(*tied, *loose)) == {}
    assert learn_standing(table(*tied[:8], *loose)) != {}


def test_a_line_that_few_articles_have_is_not_standing() -> None:
    others = [rows_of(f"b{n}", f"line {n}", [f"b{n}"]) for n in range(200)]
    three = [rows_of(f"a{n}", "he gave no reason", [f"a{n}"]) for n in range(3)]
    assert learn_standing(table(*three, *others[:100])) != {}
    assert learn_standing(table(*three, *others)) == {}


def test_edge_lines_are_those_at_either_end_and_the_short_ones() -> None:
    texts = [
        f"Bus {n} of the valley line was late again on this day, as its driver had told everybody." for n in range(20)
    ]
    texts[10] = "Nobody laughed."
    found = find_edge_lines([make_line(text) for text in texts], "Valley Herald")
    expected = [*texts[-6:], *texts[:2], texts[10]]
    assert [line.folded for line in found] == [make_line(text).folded for text in expected]


def test_a_name_ties_a_line_to_its_article() -> None:
    lines = [
        make_line(text)
        for text in (BAKERIES, "The war with Brandl, as the Valley Herald called it, began in 2019.", APPEAL)
    ]
    tied = {line.folded: line.is_tied for line in find_edge_lines(lines, "Valley Herald")}
    assert tied == {lines[0].folded: True, lines[1].folded: True, lines[2].folded: False}
    assert find_edge_lines([], "Valley Herald") == ()
    assert find_edge_lines([make_line("The Valley Herald is printed by hand.")] * 2, "Valley Herald") == (
        EdgeLine("the valley herald is printed by hand", False),
    )


def test_stories_that_share_paragraphs_share_a_part_of_their_sketch() -> None:
    whole = [
        make_line(f"Witness {n} told the court of the valley what he had seen from the church tower.")
        for n in range(30)
    ]
    assert len(sketch_story(whole)) == 8
    assert set(sketch_story(whole)) & set(sketch_story(whole[:20]))
    assert not set(sketch_story(whole[:15])) & set(sketch_story(whole[15:]))


DUMP = f"""The Morning Lantern

Last bakery of the upper valley closes

8 June 2031

{BAKERIES}

Her father had opened it when the railway came, and three generations of schoolchildren bought their rolls there.

{{background}}

The town council has offered the room to a cheese dairy, which would move in before the first snow of the year.

{APPEAL}
"""


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_standing_lines_are_left_out(reference: Reference, media_type: str) -> None:
    background = "The upper valley has lost nine of its eleven shops since the road tunnel was opened, a count of the chamber of trade says."
    dump = DUMP.format(background=background)
    site = '<meta property="og:site_name" content="The Morning Lantern"><body><p>'
    raw = dump if media_type == "text/plain" else site + dump.replace("\n\n", "</p><p>")
    standing = {"morning-lantern": frozenset(make_line(text).folded for text in (APPEAL, background))}
    before = read_article(raw.encode(), media_type, reference, uri="file:///b")
    after = read_article(raw.encode(), media_type, reference, uri="file:///b", standing=standing)
    assert APPEAL in before.text
    assert before.text == f"{after.text}\n{APPEAL}", "long lines in the midst stay"
    assert (after.outlet, after.title) == (before.outlet, before.title)
    assert {line.folded for line in before.edge_lines} <= {line.folded for line in after.edge_lines}
    assert (
        read_article(
            raw.encode(), media_type, reference, uri="file:///b", standing={"other": standing["morning-lantern"]}
        )
        == before
    )
