"""For whom a person acts: what words beside the name, the delegation and the rest of the article say together."""

from __future__ import annotations

import pytest

from tests.tag.conftest import ReadText


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("Norway's Ingrid Solberg spoke.", "Ingrid Solberg", "Norway"),
        ("The Norwegian geologist Ingrid Solberg spoke.", "Ingrid Solberg", "Norway"),
        ("Ingrid Solberg of Norway spoke.", "Ingrid Solberg", "Norway"),
        ("For Norway, Fisheries Minister Ingrid Solberg spoke.", "Ingrid Solberg", "Norway"),
        ("United Nations envoy Ingrid Solberg spoke.", "Ingrid Solberg", "United Nations"),
        ("The World Bank sent a team. The bank's director, Ingrid Solberg, spoke.", "Ingrid Solberg", "World Bank"),
        ("A Norwegian delegation led by Ole Lie came. His deputy, Ingrid Solberg, spoke.", "Ingrid Solberg", "Norway"),
        ("A Norwegian delegation met Minister Katrin Helgadottir in Iceland.", "Katrin Helgadottir", "Iceland"),
        ("Senators of Iceland met Rep. Eva Nordby (D-Ohio).", "Eva Nordby", "United States"),
        ("GALWAY, March 11 - A Norwegian delegation met Fisheries Minister Aoife Brennan.", "Aoife Brennan", "Ireland"),
        ("GALWAY, March 11 - The ambassador to Ireland, Ole Lie, spoke.", "Ole Lie", None),
        ("GALWAY, March 11 - South American ships came, said Port Director Aoife Brennan.", "Aoife Brennan", "Ireland"),
        ("Houthi spokesman Ali Saleh spoke in Norway.", "Ali Saleh", None),
    ],
)  # fmt: skip
def test_for_whom_a_person_acts(read_learned: ReadText, text: str, name: str, party: str | None) -> None:
    assert {p.name: p.acts_for for p in read_learned(text).people.all}[name] == party


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ole Lie of Norway spoke.", "Norway"),
        ("Norwegian Minister Ole Lie spoke of Iceland.", "Norway"),
        ("Iceland received a Norwegian delegation headed by Ole Lie.", "Norway"),
        ("Iceland is near. Ole Lie spoke.", None),
    ],
)
def test_without_a_model_the_surest_clue_decides(read: ReadText, text: str, expected: str | None) -> None:
    assert {p.name: p.acts_for for p in read(text).people.all}["Ole Lie"] == expected


@pytest.mark.parametrize(
    ("name", "party"), [("Lars Hansen", "Denmark"), ("Giovanni Rossi", "Italy"), ("Nguyen Van Minh", "Vietnam")]
)
def test_a_name_speaks_for_a_country_of_the_article(read_learned: ReadText, name: str, party: str) -> None:
    text = f"Denmark, Italy and Vietnam signed on Monday. Deputy Minister {name} called it a good day."
    assert {p.name: p.acts_for for p in read_learned(text).people.all}[name] == party
