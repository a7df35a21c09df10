from __future__ import annotations

import pytest

from transforms.extract.notes import find_notes
from transforms.extract.text.lines import make_line


@pytest.mark.parametrize(
    "text",
    [
        "Correction: the envoy's name was misspelt when this was first posted.",
        "CORRECTION (12 May): Fourteen delegates came, not forty.",
        "Clarification — the ministry speaks of working talks, not of negotiations.",
        "This article was amended on 3 June to give the right post of Mr Olsen.",
        "An earlier version of this story said that the round had ended.",
        "Korrektur: In einer früheren Fassung stand ein falscher Ort.",
        "Rectificatif : la délégation compte six membres.",
        "Fe de errores: el jefe de la misión es otro.",
        "Исправление: делегацию возглавляет заместитель министра.",
    ],
)
def test_a_note_of_correction_is_kept(text: str) -> None:
    assert find_notes([make_line("Advertisement"), make_line(text), make_line("© 2026 The Fjord Post")]) == text


@pytest.mark.parametrize(
    "text",
    [
        "Corrections officers went on strike.",
        "© 2026 The Fjord Post. All rights reserved.",
        "This article was written by our staff.",
        "The article of the treaty was amended in 1997.",
        "Updated at 14:20 GMT",
    ],
)
def test_other_lines_are_no_note(text: str) -> None:
    assert find_notes([make_line(text)]) is None


def test_each_note_once_in_the_order_of_the_page() -> None:
    first, second = "Correction: six delegates.", "Clarification: six were invited."
    assert find_notes([make_line(text) for text in (first, second, first)]) == f"{first}\n{second}"
