from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.tag.text import split_sentences, strip_possessive


def texts(text: str) -> list[str]:
    return [s.text for s in split_sentences(text)]


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert texts("Secretary Ma. Corazon Reyes leads it with Md. Anwar Hossain. Both spoke.") == [
        "Secretary Ma. Corazon Reyes leads it with Md. Anwar Hossain.",
        "Both spoke.",
    ]
    assert texts("Gen. A. Brandt met Dr. Osei on Feb. 9. They left.") == [
        "Gen. A. Brandt met Dr. Osei on Feb. 9.",
        "They left.",
    ]


def test_an_acronym_ends_a_sentence_before_a_pronoun() -> None:
    assert texts("She flew to the U.S. He stayed.") == ["She flew to the U.S.", "He stayed."]


def test_paragraphs_end_sentences() -> None:
    assert texts("No full stop here\nNext line") == ["No full stop here", "Next line"]


def test_led_is_split_from_the_name() -> None:
    tokens = [t.text for t in split_sentences("The Lindqvist-led team")[0].tokens]
    assert tokens == ["The", "Lindqvist", "-", "led", "team"]


def test_letters_with_a_number_are_one_name() -> None:
    tokens = [t.text for t in split_sentences("Envoys of M23 and the G20's host met at 9pm in Room 12B.")[0].tokens]
    assert tokens == [
        "Envoys",
        "of",
        "M23",
        "and",
        "the",
        "G20's",
        "host",
        "met",
        "at",
        "9",
        "pm",
        "in",
        "Room",
        "12",
        "B",
        ".",
    ]


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("Norway's", "Norway"),
        ("Norway’s", "Norway"),
        ("ministers'", "ministers"),
        ("Sa'ad", "Sa'ad"),
        ("Bonds", "Bonds"),
    ],
)
def test_strip_possessive(printed: str, bare: str) -> None:
    assert strip_possessive(printed) == bare


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_every_offset_points_into_the_text(text: str) -> None:
    for sentence in split_sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
