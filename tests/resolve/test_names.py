from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.resolve.names import block_keys, compare_names, parse_name
from transforms.resolve.profiles import LIKELY_NAME, SAME_NAME

SAME = [
    ("Aleksandr Voronin", "Alexander Voronin"),
    ("Serhiy Bilyk", "Sergii Bilyk"),
    ("Andriy Zhuravsky", "Andrii Zhuravskyi"),
    ("Yuriy Shcherbak", "Yury Scherbak"),
    ("Mikhail Khorev", "Mikhail Horev"),
    ("Mohammed al-Rashidi", "Muhammad Rashidi"),
    ("Bălan Gül", "Balan Gul"),
    ("Szalai Eszter", "Eszter Szalai"),
    ("Pak Mi Rae", "Pak Mi-rae"),
    ("Pavel Andreyevich Sorokin", "Pavel Sorokin"),
    ("Thandi R. Mbeya", "Thandi Mbeya"),
    ("Dr. Lotte van der Hoek", "Lotte Hoek"),
    ("Yevgeny Malakhov", "Evgeniy Malakhov"),
]
APART = [
    ("Aleksandr Voronin", "Aleksandra Voronina"),
    ("Pak Mi Rae", "Pak Mi Sun"),
    ("Jorge Salcedo", "Héctor Salcedo"),
    ("Li Wei", "Li Wen"),
    ("Ivan Petrov", "Ivan Pavlov"),
    ("Tomas Ruiz Jr", "Tomas Ruiz Sr"),
    ("Omar F. Diallo", "Omar Bakary Diallo"),
    ("Lindqvist", "Anna Lindqvist"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert compare_names(parse_name(a), parse_name(b)) >= SAME_NAME
    assert block_keys(parse_name(a)) & block_keys(parse_name(b))


@pytest.mark.parametrize(("a", "b"), APART)
def test_names_of_two_people(a: str, b: str) -> None:
    assert compare_names(parse_name(a), parse_name(b)) < LIKELY_NAME


def test_name_without_its_particles_and_honorifics() -> None:
    assert parse_name("Sheikh Khalid bin Omar al-Mansouri").tokens == ("khalid", "omar", "mansouri")
    assert parse_name("de Vries").is_lone
    assert parse_name("Ben Okafor").tokens == ("ben", "okafor")
    assert parse_name("Nguyen Thi An").tokens == ("nguyen", "thi", "an")
    assert parse_name("J.K. Osei").has_initials_only


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_compare_alike_in_both_directions(a: str, b: str) -> None:
    one, other = parse_name(a), parse_name(b)
    assert compare_names(one, other) == compare_names(other, one)
    assert 0.0 <= compare_names(one, other) <= 1.0


@given(st.text(max_size=30))
def test_name_is_itself(text: str) -> None:
    name = parse_name(text)
    assert compare_names(name, name) == (1.0 if len(name.tokens) > 1 else 0.0)
