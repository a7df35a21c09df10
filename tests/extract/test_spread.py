"""Rows of a page, and how a body spreads over them."""

from __future__ import annotations

import lxml.html

from transforms.extract.genre.spread import Row, Spread, read_blocks, read_lines, spread_body
from transforms.extract.page.blocks import lay_out
from transforms.extract.text.lines import split_lines

FIRST = "The envoys have left the hall and are walking to the quay."
SECOND = "A coffee break has been called after a sharp exchange over nets."
THIRD = "The doors are closed now, and both teams have brought their lawyers."


def spread_dump(*lines: str) -> Spread:
    return spread_body(read_lines(split_lines("\n\n".join(lines))), None)


def read(markup: str) -> list[Row]:
    return read_blocks(lay_out(lxml.html.document_fromstring(f"<html><body>{markup}</body></html>")))


def test_paragraphs_that_follow_one_another_are_one_run() -> None:
    runs = spread_dump("Talks on the Ansel bank", FIRST, SECOND, "Advertisement", THIRD).runs
    assert [run.n_words for run in runs] == [12 + 12 + 12]


def test_headlines_cut_a_body_into_teasers() -> None:
    spread = spread_dump(
        "Envoys leave for the quay", FIRST, "Coffee amid a sharp exchange", SECOND, "Lawyers join the talks", THIRD
    )
    assert [run.is_teaser for run in spread.runs] == [True, True, True]
    assert spread.n_headlines == 3


def test_stamps_fall_where_the_newest_comes_first() -> None:
    runs = spread_dump("15:12 Uhr", FIRST, "3.05pm BST", SECOND, f"14:40 - {THIRD}").runs
    assert [run.stamp for run in runs] == [912.0, 905.0, 880.0]


def test_ages_count_as_stamps_that_fall() -> None:
    stamps = [
        run.stamp
        for run in spread_dump("vor 5 Minuten", FIRST, "vor 20 Minuten", SECOND, "il y a 2 heures", THIRD).runs
    ]
    assert stamps == sorted((stamp for stamp in stamps if stamp is not None), reverse=True)


def test_a_headline_with_a_time_and_a_score_is_no_stamp() -> None:
    spread = spread_dump("Talks resume in Brenn at 14:30", FIRST, "Kestrel win 2:1 in the rain", SECOND)
    assert [run.stamp for run in spread.runs] == [None, None]


def test_a_picture_number_tells_how_many_there_are() -> None:
    assert [run.n_pictures for run in spread_dump("Bild 1 von 12", FIRST, "2 / 12", SECOND).runs] == [12, 12]


def test_in_markup_only_linked_headlines_make_teasers() -> None:
    spread = spread_body(
        read(
            f"<h3><a href='/s'>Envoys leave for the quay</a></h3><p>{FIRST}</p><h3>What comes next here</h3><p>{SECOND}</p>"
        ),
        None,
    )
    assert [run.is_teaser for run in spread.runs] == [True, False]
    assert (spread.n_headlines, spread.is_marked_up) == (1, True)


def test_captions_are_counted_and_are_no_prose() -> None:
    spread = spread_body(read(f"<figure><figcaption>{FIRST}</figcaption></figure><p>{SECOND}</p>"), None)
    assert (spread.captions, spread.n_words) == ([12], 12)


def test_only_what_is_spoken_counts() -> None:
    rows = read_lines(split_lines(f"{FIRST}\n\n{SECOND}"))
    assert spread_body(rows, {"the envoys have left the hall and are walking to the quay"}).n_words == 12
