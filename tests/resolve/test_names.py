from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.resolve.matching import POSSIBLE_NAME
from transforms.resolve.names import INITIALS, LONE, compare_names, parse_name
from transforms.resolve.profiles import LIKELY_NAME, SAME_NAME
from transforms.resolve.spellings import NameIndex, list_like_words

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
    ("Pak Mi Rae", "Pak Mirae"),
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


def _find(wanted: str, *known: str) -> set[int]:
    """Which of known names, all of Chile, are found by another."""
    names = [parse_name(name) for name in known]
    index = NameIndex(list_like_words([parse_name(wanted), *names]))
    for number, name in enumerate(names):
        index.add(name, "chile", number)
    assert not index.find(parse_name(wanted), ["peru", None])
    return index.find(parse_name(wanted), ["chile", None])


@pytest.mark.parametrize(("a", "b"), SAME)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert compare_names(parse_name(a), parse_name(b)) >= SAME_NAME
    assert _find(a, b)
    assert _find(b, a)


@pytest.mark.parametrize(("a", "b"), APART)
def test_names_of_two_people(a: str, b: str) -> None:
    assert compare_names(parse_name(a), parse_name(b)) < LIKELY_NAME


def test_name_without_its_particles_and_honorifics() -> None:
    assert parse_name("Sheikh Khalid bin Omar al-Mansouri").tokens == ("khalid", "omar", "mansouri")
    assert parse_name("de Vries").kind == LONE
    assert parse_name("Ben Okafor").tokens == ("ben", "okafor")
    assert parse_name("Nguyen Thi An").tokens == ("nguyen", "thi", "an")
    assert parse_name("J.K. Osei").kind == INITIALS


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_compare_alike_in_both_directions(a: str, b: str) -> None:
    one, other = parse_name(a), parse_name(b)
    assert compare_names(one, other) == compare_names(other, one)
    assert 0.0 <= compare_names(one, other) <= 1.0


WORDS = st.sampled_from(
    "Aleksandr Olexandr Aleksandra Voronin Voronyn Voronnin Vorronina Zakharchyk Zaharchik Zakarchyk Mi Rae Mirae Li".split()
)


@given(st.lists(WORDS, min_size=2, max_size=4), st.lists(WORDS, min_size=2, max_size=4), st.booleans())
def test_whoever_is_named_alike_is_found(one: list[str], other: list[str], is_initial: bool) -> None:
    wanted = [one[0][0], *one[1:2]] if is_initial else one
    a, b = " ".join(wanted), " ".join(other)
    assert len(set(other)) < len(other) or compare_names(parse_name(a), parse_name(b)) < POSSIBLE_NAME or _find(a, b)


@given(st.text(max_size=30))
def test_name_is_itself(text: str) -> None:
    name = parse_name(text)
    assert compare_names(name, name) == (1.0 if len(name.tokens) > 1 else 0.0)
