"""The trainer of the model of roles: it learns what the examples say, leaves the held-out alone, and has no chance."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.training.fit import fit, fit_ranking, fit_surety
from tests.training.lessons import Mark, read_paragraph, read_paragraphs
from tests.training.origins import common_names, names_of_paragraph, origins_of
from tests.training.roles import gold_articles
from warehouse.reference import load_reference
from warehouse.settings import project_dir


def test_weights_speak_for_the_label_that_a_feature_goes_with() -> None:
    examples = [(["led by"], 1), (["said"], 0)] * 4
    weights = fit(examples, 0.02)
    assert weights["led by"] > 0 > weights["said"]
    assert weights == fit(examples, 0.02)


def test_rare_features_are_left_out() -> None:
    assert set(fit([(["often", "once"], 1), (["often"], 0)], 0.02)) <= {"bias", "often"}


def test_a_ranking_prefers_what_the_right_candidates_have() -> None:
    weights = fit_ranking([({"Norway": ["near"], "Iceland": ["far"]}, {"Norway"})] * 3, 0.02)
    assert weights["near"] > 0 > weights["far"]


def test_surety_follows_how_often_a_score_is_right() -> None:
    weights = fit_surety(
        [(2.0, 1.0, ["framed"], True), (-2.0, 1.0, [], False), (2.0, 1.0, [], True), (0.0, 1.0, ["framed"], True)] * 5
    )
    assert weights["sure to belong"] > 0
    assert weights["framed"] > 0


def test_held_out_articles_are_never_read() -> None:
    articles = gold_articles()
    assert articles
    assert all(int(re.sub(r"\D", "", article["id"])) % 3 for article in articles)


def test_a_paragraph_is_taken_apart() -> None:
    paragraph = read_paragraph("Mayor {n|Jon Haug} met {h:Norway|Anna Berg}.")
    assert paragraph.text == "Mayor Jon Haug met Anna Berg."
    assert paragraph.marks == (Mark(6, 14, "n", None), Mark(19, 28, "h", "Norway"))


def test_the_names_of_a_paragraph_go_to_the_countries_of_their_parties() -> None:
    paragraph = read_paragraph("{h:Hamas|Khalil Nasr} met {m:Norway|Anna Berg}, {m:the bank|Jo Lie} and {n|Jon Haug}.")
    named = names_of_paragraph(paragraph, load_reference(project_dir()))
    assert named == (("Khalil Nasr", "Palestine"), ("Anna Berg", "Norway"))


def test_origins_count_each_person_once_and_the_listed_names() -> None:
    assert origins_of([]).counts["=abdel"]["Egypt"] == 1
    twice = origins_of([("Anna Zqberg", "Norway"), ("Anna Zqberg", "Norway"), ("Jon Zqberg", "Norway")])
    assert twice.counts["=zqberg"] == {"Norway": 2}
    assert "=zqberg" not in origins_of([("Anna Zqberg", "Norway")]).counts  # once is chance
    assert ("rubio", "United States") in common_names()


def test_listed_names_of_an_unknown_country_are_refused(tmp_path: Path) -> None:
    listed = tmp_path / "origins.txt"
    listed.write_text("Norway|Anna\nAtlantis|Triton\n", "utf-8")
    with pytest.raises(ValueError, match=r"origins\.txt: no such country: Atlantis"):
        common_names(listed)


@pytest.mark.parametrize("line", ["{h|Anna Berg} leads.", "{n:Norway|Jon Haug} said.", "{m:Norway|Anna} met {q|Jon}."])
def test_malformed_marks_are_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"party|malformed"):
        read_paragraph(line)


def test_all_training_paragraphs_can_be_read() -> None:
    assert all(paragraph.text for paragraph in read_paragraphs())
