"""The ways in which English news says who heads a delegation, and what only sounds like it."""

from __future__ import annotations

import pytest

from tests.tag.conftest import ReadText

TALKS = "The fish talks between Norway and Iceland opened in Galway on Wednesday. "
CAME = TALKS + "The Norwegian delegation arrived on Tuesday. "


def heads(read: ReadText, text: str) -> dict[str, str]:
    """The name of the head by party."""
    return {d.party.name: d.head.name for d in read(text).delegations if d.head}


@pytest.mark.parametrize(
    "sentence",
    [
        # passive, with what may stand between verb and 'by'
        "The Norwegian delegation is being led by Fisheries Minister Ingrid Solberg.",
        "The Norwegian team will again be headed by Fisheries Minister Ingrid Solberg.",
        "The Norwegian delegation, to be led by Fisheries Minister Ingrid Solberg, arrives today.",
        "The Norwegian delegation, led this time by Fisheries Minister Ingrid Solberg, arrived.",
        "The Norwegian delegation was headed, at the ministers' meeting, by Ingrid Solberg.",
        "Norway's delegation was headed at the talks by the state secretary in the fisheries ministry, Ingrid Solberg.",
        "The Norwegian delegation is presided over by Ingrid Solberg.",
        "The Norwegian delegation, led until last year by Erik Lund, is now headed by Ingrid Solberg.",
        "Led by Ingrid Solberg, the Norwegian delegation arrived.",
        # what is led: a side, a people, a share, officials on a trip
        "The Norwegians were headed by Ingrid Solberg.",
        "Norway's six were headed by Ingrid Solberg.",
        "The Norwegian part of the commission was headed by Ingrid Solberg.",
        "Norway's team of negotiators, led by Ingrid Solberg, left on Friday.",
        "Five Norwegian lawmakers, led by Ingrid Solberg, flew to Galway on Monday.",
        "For Norway, the talks were led by Ingrid Solberg.",
        "On the Norwegian side the talks were led by Ingrid Solberg.",
        # active
        "Ingrid Solberg presided over the Norwegian delegation.",
        "Ingrid Solberg was picked to lead the Norwegian team.",
        "Fisheries Minister Ingrid Solberg, charged with leading the Norwegian delegation, arrived.",
        "Heading up the Norwegian team at the talks in Galway was Ingrid Solberg.",
        "The Norwegian delegation that Ingrid Solberg leads arrived.",
        "The Norwegian delegation, which Ingrid Solberg, a former ambassador, is leading, arrived.",
        "Ingrid Solberg signed for Norway, whose delegation she leads.",
        "Ingrid Solberg leads for Norway.",
        "On the Norwegian side, Ingrid Solberg leads and Erik Lund takes part.",
        '"I lead the Norwegian team with pleasure," Ingrid Solberg said.',
        # nouns
        "Ingrid Solberg took over from Erik Lund as head of the Norwegian delegation.",
        "Norway's chief negotiator, Ingrid Solberg, said it was late.",
        "Ingrid Solberg, the chief negotiator for Norway, said it was late.",
        "Ingrid Solberg negotiates for Norway as its chief delegate.",
        "Norwegian delegation leader Ingrid Solberg said it was late.",
        "Ingrid Solberg is the Norwegian delegation's head.",
        "The Norwegian delegation, of which Ingrid Solberg is the head, arrived.",
        "The Norwegian delegation, at whose head is Ingrid Solberg, arrived.",
        "A group of Norwegian elders, at the head of which stood Ingrid Solberg, arrived.",
        "The Norwegian delegation consists of Ingrid Solberg, its leader, Erik Lund and Nils Berg.",
        "The Norwegian delegation consists of Erik Lund, Nils Berg and, as its leader, Ingrid Solberg.",
        "The Norwegian delegation: Ingrid Solberg, head; Erik Lund; Nils Berg.",
        "Norway sent Fisheries Minister Ingrid Solberg at the head of a six-member team.",
        # in passing
        "The Norwegian delegation had Ingrid Solberg as its leader.",
        "The Norwegian delegation came with Ingrid Solberg in the lead.",
        "The Norwegian delegation, Ingrid Solberg at its head, arrived.",
        "Oslo had its fisheries minister, Ingrid Solberg, in the chair.",
        "The Norwegian delegation travelled once more under Ingrid Solberg.",
        "The Norwegian delegation, all in uniform, works under Admiral Ingrid Solberg.",
        "The Norwegian delegation is in the hands of Ingrid Solberg.",
        "Those who had come from Norway answered to Ingrid Solberg.",
        "The Norwegian delegation crossed the border at 8.35 a.m. under the leadership of Ingrid Solberg.",
        "The Norwegian delegation sailed for Galway from Bergen under the command of Admiral Ingrid Solberg.",
        # a post held for a party, a place in front
        "Ingrid Solberg, the fisheries minister, acted as head of delegation for Norway.",
        "Ingrid Solberg served as leader of the delegation for Norway.",
        "Ingrid Solberg is the chief of the Norwegian dialogue panel.",
        "At the front of the Norwegian group was Ingrid Solberg, vice-president of the union.",
        "At the top of the Norwegian delegation stood Ingrid Solberg.",
        "Norway had sent Ingrid Solberg as leader of its negotiators; Nils Berg was one of them.",
        # whose group it is: its sender, those who came in it
        "A technical group sent by Norway, under its head of fisheries Ingrid Solberg, arrived in Galway.",
        "Five Norwegian senators came to Galway in a delegation that Ingrid Solberg had put together and heads.",
        # a clause or a phrase in between
        "The Norwegian mission, which Ingrid Solberg (PSD), chairman of the fisheries board, coordinates, arrived.",
        "Norway's representatives at the meetings on Monday and Tuesday were headed by its envoy, Ingrid Solberg.",
        "Last week it was the envoy, Ingrid Solberg, who took a five-member mission of Norway to Galway.",
        # by post
        "Minister Ingrid Solberg of Norway is on a trip to Galway. The minister heads a delegation of 36 firms.",
    ],
)
def test_ways_of_saying_head(read: ReadText, sentence: str) -> None:
    assert heads(read, TALKS + sentence) == {"Norway": "Ingrid Solberg"}


@pytest.mark.parametrize(
    "sentence",
    [
        "It will be led by Ingrid Solberg.",
        "Its head is Ingrid Solberg.",
        "The team's head is Ingrid Solberg.",
        "At its head is Ingrid Solberg.",
        "Leading it is Ingrid Solberg.",
        "Ingrid Solberg was named to head it.",
        "Ingrid Solberg directs its work.",
    ],
)
def test_head_of_the_delegation_spoken_of_last(read: ReadText, sentence: str) -> None:
    assert heads(read, CAME + sentence) == {"Norway": "Ingrid Solberg"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The delegations were headed by Norway's Ingrid Solberg and Iceland's Birna Jonsdottir.",
        "Norway's Ingrid Solberg and Iceland's Birna Jonsdottir led the two delegations.",
        "Ingrid Solberg and Birna Jonsdottir led the Norwegian and Icelandic delegations respectively.",
        "Ingrid Solberg and Birna Jonsdottir head the Norwegian and Icelandic delegations.",
        "The heads of the two delegations, Norway's Ingrid Solberg and Iceland's Birna Jonsdottir, shook hands.",
        "The chief negotiators of Norway and Iceland, Ingrid Solberg and Birna Jonsdottir, shook hands.",
        "Ingrid Solberg headed the Norwegian side and Birna Jonsdottir the Icelandic side.",
        "Ingrid Solberg led the Norwegian side and Birna Jonsdottir the Icelandic at the talks.",
        "Norway's delegation was led by Ingrid Solberg; that of Iceland by Birna Jonsdottir.",
        "Norway's delegation was under Ingrid Solberg and Iceland's under Birna Jonsdottir.",
        "The Norwegian delegation was led by Ingrid Solberg. Birna Jonsdottir led Iceland's.",
        "The Norwegian delegation was led by Ingrid Solberg. Birna Jonsdottir is leading the other.",
        "The Norwegian delegation was led by Ingrid Solberg. Birna Jonsdottir did the same for Iceland.",
        "Ingrid Solberg leads the team from Oslo; Birna Jonsdottir, a director, does the same for Reykjavik.",
        "Ingrid Solberg leads the Norwegian team, and Birna Jonsdottir does so for Iceland.",
        "Ingrid Solberg heads the Norwegian delegation; Birna Jonsdottir has the same role for Iceland.",
    ],
)
def test_two_heads(read: ReadText, sentence: str) -> None:
    assert heads(read, TALKS + sentence) == {"Norway": "Ingrid Solberg", "Iceland": "Birna Jonsdottir"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Ingrid Solberg, who leads the Labour Party, spoke in Oslo about the talks.",
        "The board of the company is chaired by Ingrid Solberg.",
        "The investigation led by Ingrid Solberg ended, Norwegian police said.",
        "The Norwegian government, headed by Prime Minister Ingrid Solberg, welcomed the talks.",
        "The Labour Party and its leader, Ingrid Solberg, oppose the deal.",
        "Officials met members of the Norwegian parliament's fisheries committee, chaired by Ingrid Solberg.",
        "The Norwegian delegation was directed by Ingrid Solberg to stay.",
        "The Norwegian delegation asked for a role for Iceland, said Ingrid Solberg.",
        "The Norwegian delegation includes Ingrid Solberg, who chairs the parliament's fisheries committee.",
    ],
)
def test_what_only_sounds_like_a_head(read: ReadText, sentence: str) -> None:
    assert heads(read, TALKS + sentence) == {}
