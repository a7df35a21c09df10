"""Articles whose delegations, teams and missions are sent to nobody: of a congress, of athletes, of observers."""

from __future__ import annotations

from collections.abc import Set

from transforms.tag.lexicon import PARTY_LIKE
from transforms.tag.sentence import Reading

# Words of which an article has at least one where somebody acts for a party towards another.
_ENCOUNTERS = frozenset(
    "talks negotiations negotiation negotiating negotiators negotiator negotiate delegation delegations summit "
    "meeting meetings met meet meets consultations dialogue visit visits conference forum agreement treaty accord pact "
    "round ceremony signing session envoy envoys ceasefire truce mediation mediators trip memorandum contacts "
    "funeral inauguration discussions commemoration inspection inspectors".split()
)
SPORT = frozenset(
    "coach coaches coached striker goalkeeper midfielder midfield winger match matches championship championships "
    "tournament batsman physiotherapist medals sprint squad semi-final semifinal quarter-final playoff wicket innings "
    "footballer footballers stadium fixture friendlies kick-off hat-trick relegation cyclist sprinter".split()
)
_SPORTS_PAGE = 2  # more such words than this and the article is about sport
# Teams of another trade: who writes three words of one, and none of delegations and talks, writes of that trade.
_TRADES = tuple(
    frozenset(words.split())
    for words in (
        "goal goals cup final league players captain fans scored season squad coach stadium athletes olympics",
        "rescuers rescue survivors rubble earthquake quake aftershocks divers wreckage firemen firefighters flood",
        "court judge judges prosecution prosecutor prosecutors defendant defendants trial plaintiffs lawyer lawyers "
        "counsel verdict tribunal appeal testimony witnesses bench",
        "board shareholders shares company merger takeover chairman profit investors auditors executives",
        "expedition wreck scientists researchers spacecraft orbit astronauts rocket lander climbers crew telescope",
        "outbreak patients virus vaccine doctors nurses hospital epidemic cases ward",
        "suspects arrested police detectives raid smuggling gang murder",
        "peacekeepers patrol patrols battalion convoy contingent contingents ambush",
        "seminar symposium workshop lecture panel panellists speakers professor scholars institute students",
        "observers observer polling ballots voters voting turnout candidates campaign polls stations",
    )
)
_TRADE_PAGE = 3
_SENT = frozenset(
    "delegation delegations talks negotiations negotiating negotiators envoy envoys summit consultations dialogue "
    "visit visits ceasefire truce treaty accord mediation inspection inspectors".split()
)
_OBSERVING = frozenset({"observation", "observer", "observers", "monitors"})
_POLLS = frozenset({"election", "elections", "electoral", "vote", "polls", "run-off", "referendum"})
_CONGRESSES = frozenset({"congress", "convention", "Convention"})  # 'Congress' may be the name of a party
_CHOOSING = frozenset({"elect", "elected", "electing", "re-elected", "nominate", "nominated", "ballot"})
_CANDIDACY = frozenset({"candidate", "nominee", "nomination", "flagbearer", "flag-bearer", "standard-bearer"})
_PARTY = frozenset({"party", "conference", "candidate"})
_CONVENING = frozenset({"republicans", "democrats", "nominee", "nomination"})
_CREDENTIALS = frozenset({"credentials", "credence"})


def stays_at_home(readings: list[Reading]) -> bool:
    """Whether an article's delegations are not sent to anyone: those of a congress, of athletes, of observers."""
    vocabulary = frozenset[str]().union(*(reading.vocabulary for reading in readings))
    if vocabulary.isdisjoint(_ENCOUNTERS) or _is_of_a_trade(vocabulary):
        return True
    words = [(reading.word(i - 1), token) for reading in readings for i, token in enumerate(reading.tokens)]
    congress = sum(t.text in ("congress", "convention") and before != "people's" for before, t in words)
    permanent = sum(t.bare in ("delegation", "mission", "missions") and before == "permanent" for before, t in words)
    deliberates = "deliberations" in vocabulary and any(
        t.bare == "congress" and before in ("people", "people's") for before, t in words
    )
    return (
        permanent > 1
        or any(_is_of_a_state(reading) for reading in readings)
        or len(SPORT & vocabulary) > _SPORTS_PAGE
        or _opens_at_home(readings[0])
        or deliberates
        or ({"roll", "call"} <= vocabulary and not vocabulary.isdisjoint(_CONVENING))
        or (congress > 1 and "delegates" in vocabulary)
    )


def _is_of_a_trade(vocabulary: Set[str]) -> bool:
    """Whether an article is about rescuers, a court, a board: its teams are theirs."""
    return vocabulary.isdisjoint(_SENT) and any(len(trade & vocabulary) >= _TRADE_PAGE for trade in _TRADES)


def _opens_at_home(lead: Reading) -> bool:
    """Whether an article begins with observers of a vote, the delegates of a party or the letters of ambassadors."""

    def has(words: Set[str]) -> bool:
        return not lead.vocabulary.isdisjoint(words)

    chooses = has(_CANDIDACY) or (has(_CHOOSING) and has(_PARTY))
    meets = chooses or any(t.text in _CONGRESSES for t in lead.tokens)
    return (has(_OBSERVING) and has(_POLLS)) or ("delegates" in lead.vocabulary and meets) or has(_CREDENTIALS)


def _is_of_a_state(reading: Reading) -> bool:
    """Whether a sentence names the members of Congress of a state: "Ohio's congressional delegation"."""
    return any(is_of_a_state(reading, i) for i in reading.places({"congressional"}, 1))


def is_of_a_state(reading: Reading, i: int) -> bool:
    """Whether 'congressional' at token ``i`` stands behind a state's name, and not in 'a US congressional team'."""
    if reading.word(i - 1) == "state":
        return True
    is_country = reading.kind(i - 1) in PARTY_LIKE and reading.word(i - 1) != "georgia"  # a state of that name, too
    if reading.word(i + 1) not in ("delegation", "team") or is_country:
        return False
    before = reading.tokens[i - 1]
    return before.is_capitalised and (before.is_possessive or (i > 1 and not before.text.isupper()))


def stays_in_place(reading: Reading, i: int) -> bool:
    """'the R side of the border', 'the UN mission in R', 'the heads of diplomatic missions': no one is sent."""
    if reading.word(i) == "side":
        return reading.word(i + 1) == "of" and reading.word(i + 3) in _SIDED
    if reading.word(i) == "missions":
        return reading.word(i - 1) == "diplomatic" or reading.words[max(0, i - 2) : i] == ("heads", "of")
    if reading.kind(i - 1) != "party":
        return False
    is_known = reading.word(i - 1) in ("un", "nations") and "the" in reading.words[max(0, i - 3) : i]
    is_based = reading.word(i + 1) == "in" and reading.is_geographic(i + 2)
    return is_based or (is_known and reading.vocabulary.isdisjoint(_ON_THE_WAY))


_SIDED = frozenset(
    "border inquiry investigation river frontier line island station story debate argument strait lake mountain road "
    "operation case".split()
)
_ON_THE_WAY = frozenset(
    "arrived arrives left leaves flew travelled traveled landed departed visited visits visit returned came went sent "
    "met meets meet held holds opened began started talks negotiations received".split()
)
