"""Articles that name teams, missions, lists and leaders of other kinds: no delegation is sent in them."""

from __future__ import annotations

import pytest

from tests.tag.conftest import ReadText

_NO_DELEGATION = {
    "cabinet": "Norway's cabinet met in Oslo on Monday. Minister Kari Moe led the talks on taxes. The cabinet team, "
    "headed by Ole Lie, was accompanied by budget chief Nina Berg.",
    "mediators": "The Qatari mediation team is headed by Minister of State Hamad Jassim. Both sides spoke to him. "
    "Egypt's Samir Adel leads the mediators in Cairo, who asked for new talks.",
    "observers": "The European Union observation mission, led by Ana Pires, called the election in Zambia calm on "
    "Saturday. The mission includes Paul Moss.",
    "monitors": "The OSCE mission in Ukraine, headed by Halim Cetin, counted 20 explosions before the truce on Friday.",
    "un mission": "The agreement is two years old. The UN mission, headed by Sabine Moller, has a stand at the fair.",
    "inquiry": "A commission of inquiry headed by judge Ray Zulu met in Durban. Its legal team is led by Paul Pienaar.",
    "rescuers": "The German team, led by Stefan Bauer, pulled a woman from the rubble near Adana. Survivors met the "
    "rescuers at the hospital. A Mexican team headed by Captain Carlos Vela lost a dog.",
    "medics": "A Cuban brigade headed by Carlos Pino met nurses in Milan. Doctors said that the virus had slowed and "
    "patients went home. A Cuban team led by Roberto Arias works in the next ward.",
    "footballers": "The French side led by Didier Duval lost the final. Fans met the players at the stadium. "
    "The Moroccan team is headed by captain Rachid Saiss.",
    "athletes": "The Kenyan contingent for the games left Nairobi on Thursday. The team is headed by Bernard Ekiru and "
    "includes runner Faith Chebet.",
    "board": "Honda's side was headed by Toru Mibe when the board met in Tokyo. A team led by Kenji Fujita advised the "
    "company on the merger. Shares fell.",
    "court": "The Ukrainian team led by Anton Koval met the judges. The court heard witnesses before the trial. "
    "Russia was represented by lawyer Ivan Orlov.",
    "convention": "The Republicans met in Milwaukee on Monday. Jane Tims led the Ohio delegation in the roll call.",
    "party conference": "Delegates to the party's conference elected Sam Dube as leader on Monday. The Limpopo "
    "delegation is headed by Stan Maseko.",
    "candidacy": "Delegates of the Harbour League made Sam Dube their candidate in Durban on Monday. The Limpopo "
    "delegation, led by Stan Maseko, arrived first. They met until noon.",
    "people's congress": "China's National People's Congress opened on Tuesday. Li Wei joined the deliberations. "
    "The Hong Kong delegation is led by Ma Kwok-wai.",
    "state of a union": "Louisiana's congressional delegation, led by Steve Landry, asked for a meeting on Friday. "
    "The delegation includes Bill Cole.",
    "state of that name": "Georgia's congressional delegation met on Friday. The team is led by Pat Willis.",
    "credentials": "President Aibek Tulegen received the credentials of five ambassadors on Tuesday. Among them was "
    "the head of the Delegation of the European Union, Kestas Jonas. A Georgian mission is led by Levan Beridze.",
    "partnership mission": "A ceremony took place in Tbilisi on Monday. The partnership mission of the European Union, "
    "led by the Portuguese diplomat Ana Pires, met the mayor. Talks with the ministry go on.",
    "seminar": "Five speakers met for a seminar in Bergen on Monday. A Japanese team of three students, headed by Miho "
    "Abe, showed a model. The Icelandic side was represented by Professor Jon Palsson.",
    "diplomatic missions": "The heads of diplomatic missions, led by Salim Balla of Morocco, met in Oslo on Monday.",
    "climbers": "A Nepali team led by Mingma Tenzing climbed K2. It was received in Skardu.",
    "police": "Dutch police arrested four men. The Belgian side of the inquiry is headed by Frank De Smet.",
    "side of an operation": "Talks took place in Ghent. The Belgian side of the operation is headed by Frank De Smet.",
    "peacekeepers": "The Salvadoran contingent is led by Colonel Carlos Ramos. A Jamaican team guards the port.",
    "fair": "The forum opened in Galway on Tuesday. Iceland was represented by authors Jon Palsson and Anna Gisladottir.",
    "fact-finders": "The outbreak is over. A team of the World Health Organization led by Janet Dias works in Bula.",
}


@pytest.mark.parametrize("text", _NO_DELEGATION.values(), ids=_NO_DELEGATION.keys())
def test_nobody_is_sent(read: ReadText, text: str) -> None:
    assert [(d.party.name, d.head and d.head.name) for d in read(text).delegations] == []


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian team led by Kari Moe arrived for talks on the court. The judges heard the trial of two lawyers.",
        "A Norwegian delegation led by Kari Moe visited the survivors of the earthquake and met rescuers in the rubble.",
        "A Norwegian congressional delegation led by Kari Moe visited Galway on Wednesday.",
        "The Norwegian mission in the talks is headed by Kari Moe, who came to Galway on Wednesday.",
    ],
)
def test_somebody_is_sent(read: ReadText, text: str) -> None:
    assert [d.head.name for d in read(text).delegations if d.head] == ["Kari Moe"]


def test_whoever_quarrels_over_a_post_does_not_hold_it(read: ReadText) -> None:
    text = "Kari Moe and Ole Lie quarrelled over who should lead Norway's delegation to the summit in Galway on Monday."
    assert [d.members for d in read(text).delegations if d.members] == []
