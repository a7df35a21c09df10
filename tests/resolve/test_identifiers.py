from __future__ import annotations

from transforms.resolve.identifiers import Member, assign_ids


def _assign(groups: list[list[str]], previous: dict[str, str]) -> list[str]:
    members = [[Member(row, f"own-{row[0]}") for row in group] for group in groups]
    return assign_ids(members, previous, lambda founder: f"salted-{founder.row_id}")


def test_new_groups_are_named_by_their_founder() -> None:
    assert _assign([["a", "b"], ["c"]], {}) == ["own-a", "own-c"]


def test_merged_groups_keep_the_id_of_the_oldest() -> None:
    assert _assign([["a", "b", "c"]], {"b": "x", "c": "y"}) == ["x"]


def test_split_group_leaves_its_id_to_the_founders_part() -> None:
    assert _assign([["b"], ["a"]], {"a": "own-a", "b": "own-a"}) == ["own-b", "own-a"]


def test_split_group_without_founder_leaves_its_id_to_the_oldest_part() -> None:
    assert _assign([["b"], ["c"]], {"b": "x", "c": "x"}) == ["x", "own-c"]


def test_two_groups_with_founders_of_one_name_get_two_ids() -> None:
    assert _assign([["a1"], ["a2"]], {}) == ["own-a", "salted-a2"]


def test_retired_id_is_not_given_to_another_group() -> None:
    assert _assign([["b", "c1"], ["c2"]], {"b": "x", "c1": "own-c"}) == ["x", "salted-c2"]
