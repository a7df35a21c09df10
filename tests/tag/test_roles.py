"""The learned reader of roles: what it adds to the frames, how sure it is, and that nothing depends on chance."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial

import pytest

from tests.tag.conftest import PUBLISHED
from transforms.tag.lexicon import Lexicon
from transforms.tag.people import People
from transforms.tag.recogniser import recogniser_of
from transforms.tag.report import Report, read_report
from transforms.tag.roles import RoleModel, RoleReader
from transforms.tag.roles.mentions import find_mentions
from transforms.tag.roles.model import BELONGS, OF_PARTY
from transforms.tag.roles.named import UNLISTED, named_parties
from transforms.tag.roles.words import symbol
from transforms.tag.sentence import read_sentences
from warehouse.model import load_model
from warehouse.roles import load_roles

TALKS = "The Norwegian delegation and the Icelandic delegation met for talks in Galway on Wednesday. "


def read_with(model: RoleModel, lexicon: Lexicon, text: str) -> Report:
    entities = recogniser_of(load_model()).entities([text])[0]
    return read_report(text, entities, lexicon, PUBLISHED, None, partial(RoleReader.of, model))


def members(report: Report) -> dict[str, set[tuple[str, str]]]:
    return {d.party.name: {(m.person.name, m.role) for m in d.members} for d in report.delegations}


def test_probabilities_follow_the_weights() -> None:
    model = RoleModel({"led by": 2.0, "said": -2.0}, {"led by": 3.0}, {"near": 1.5})

    assert model.probability_to_belong([["led by", "unknown"]]) > 0.5 > model.probability_to_belong([["said"]])
    assert model.probability_to_belong([["led by"], ["said"]]) == pytest.approx(0.5)  # a list stands or falls as one
    assert model.probability_to_lead(["led by"]) > 0.5 == model.probability_to_lead([])

    parties = model.party_probabilities({"Norway": ["near"], "Iceland": []})
    assert sum(parties.values()) == pytest.approx(1)
    assert max(parties, key=parties.__getitem__) == "Norway"


def test_what_supports_a_decision_makes_it_surer() -> None:
    model = RoleModel({}, {}, {}, {BELONGS: 0.5, OF_PARTY: 0.5, "agreed": 1.0})
    assert 0.5 == model.probability_to_be_right(0.5, 0.5, []) < model.probability_to_be_right(0.5, 0.5, ["agreed"])
    assert 0.5 < model.probability_to_be_right(0.9, 0.5, []) < model.probability_to_be_right(0.9, 0.9, [])


def test_a_model_survives_being_stored() -> None:
    model = RoleModel({"a": 0.5}, {"a": -1.0}, {"near": 1.5}, {"score": 0.5}, 0.7)
    assert RoleModel.from_json(json.loads(json.dumps(asdict(model)))) == model


def test_the_shipped_model_is_small_and_read_once() -> None:
    model = load_roles()
    assert 0 < model.threshold < 1
    assert sum(map(len, (model.belongs, model.leads, model.parties))) < 40_000
    assert model is load_roles()


def test_names_of_one_list_make_a_chain(lexicon: Lexicon) -> None:
    text = "It includes Minister Anna Berg, Ambassador Carl Dahl and Eva Falk, and was received by Jon Haug."
    entities = recogniser_of(load_model()).entities([text])[0]
    reading = read_sentences(text, entities, lexicon)[0]
    mentions = find_mentions(reading, People([reading]))
    assert [(m.name.text, m.chain, m.position) for m in mentions] == [
        ("Anna Berg", 0, 0), ("Carl Dahl", 0, 1), ("Eva Falk", 0, 2), ("Jon Haug", 1, 0),
    ]  # fmt: skip


def test_words_are_seen_by_their_class(lexicon: Lexicon) -> None:
    reading = read_sentences("The Norwegian delegation, headed by Anna Berg, arrived.", [], lexicon)[0]
    symbols = [symbol(reading, i) for i in range(-1, len(reading.tokens))]
    assert symbols[:7] == ["#", "the", "GEO", "DELEGATION", ",", "LEAD", "by"]


def test_members_of_frames_stay(lexicon: Lexicon) -> None:
    text = TALKS + "The Norwegian delegation is led by State Secretary Anna Berg and includes Ambassador Carl Dahl."
    found = members(read_with(load_roles(), lexicon, text))
    assert found["Norway"] == {("Anna Berg", "head"), ("Carl Dahl", "member")}


def test_wordings_without_a_frame_are_read(lexicon: Lexicon) -> None:
    text = TALKS + "Norway's team is captained by Fisheries Minister Anna Berg, flanked by Ambassador Carl Dahl."
    found = members(read_with(load_roles(), lexicon, text))
    assert ("Anna Berg", "head") in found["Norway"]


def test_hosts_and_speakers_are_no_members(lexicon: Lexicon) -> None:
    text = TALKS + "They were received by Mayor Jon Haug. Eva Falk told reporters that she was satisfied."
    named = {name for people in members(read_with(load_roles(), lexicon, text)).values() for name, _ in people}
    assert not named & {"Jon Haug", "Eva Falk"}


def test_confidence_is_a_probability(lexicon: Lexicon) -> None:
    text = TALKS + "The Norwegian delegation is led by State Secretary Anna Berg."
    report = read_with(load_roles(), lexicon, text)
    found = [member for delegation in report.delegations for member in delegation.members]
    assert found
    assert all(0 < member.confidence <= 1 for member in found)


def test_a_model_that_believes_in_nothing_adds_and_leaves_nothing(lexicon: Lexicon) -> None:
    text = TALKS + "The Norwegian delegation is led by State Secretary Anna Berg."
    sceptic = RoleModel({"bias": -9.0}, {}, {})
    assert not any(members(read_with(sceptic, lexicon, text)).values())


def test_what_a_frame_says_is_believed_sooner_than_what_the_model_finds_alone(lexicon: Lexicon) -> None:
    text = TALKS + "The Norwegian delegation is led by State Secretary Anna Berg. Mayor Jon Haug of Norway was there."
    doubting = RoleModel({"bias": 3.0}, {}, {}, {BELONGS: 0.0, OF_PARTY: 0.0, "bias": -0.4}, 0.55)
    believing = RoleModel({"bias": 3.0}, {}, {}, {BELONGS: 0.0, OF_PARTY: 0.0, "bias": 0.4}, 0.55)
    assert members(read_with(doubting, lexicon, text))["Norway"] == {("Anna Berg", "head")}
    assert ("Jon Haug", "member") in members(read_with(believing, lexicon, text))["Norway"]


def test_who_is_not_on_the_team_is_no_member(lexicon: Lexicon) -> None:
    text = TALKS + "The Norwegian delegation is led by Anna Berg. Jon Haug, a deputy minister of Norway, is not on it."
    believing = RoleModel({"bias": 3.0}, {}, {}, {BELONGS: 0.0, OF_PARTY: 0.0, "bias": 3.0}, 0.55)
    assert members(read_with(believing, lexicon, text))["Norway"] == {("Anna Berg", "head")}


def test_a_pronoun_is_no_name_of_a_body(lexicon: Lexicon) -> None:
    reading = read_sentences("Its delegation and the Zintan team met.", [], lexicon)[0]
    assert [f.term.value for f in named_parties(reading, set()) if f.term.kind == UNLISTED] == ["Zintan"]


def test_a_long_list_is_as_sure_as_its_first_name(lexicon: Lexicon) -> None:
    names = "Carl Dahl, Eva Falk, Jon Haug, Mia Lund, Odd Nes, Per Rud and Siv Tveit"
    report = read_with(load_roles(), lexicon, TALKS + f"The Norwegian delegation includes {names}.")
    assert {name for name, _ in members(report)["Norway"]} >= {"Carl Dahl", "Per Rud", "Siv Tveit"}
