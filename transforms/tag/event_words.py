"""The words by which news tells of events: nouns and verbs, and what says where and whether they are held."""

from __future__ import annotations

EVENT_NOUNS = (
    dict.fromkeys("talks negotiations negotiation renegotiation consultations dialogue discussions".split(), "talks")
    | dict.fromkeys(("round", "rounds"), "talks")
    | dict.fromkeys(("meeting", "meetings", "gathering", "conference", "forum"), "meeting")
    | dict.fromkeys(("summit",), "summit")
    | dict.fromkeys(("visit", "trip"), "visit")
    | dict.fromkeys(
        "ceremony funeral inauguration coronation signing unveiling swearing-in enthronement burial".split(), "ceremony"
    )
)
# Common words that are also parts of names: events only without a capital ('a congress', not 'the Congress').
COMMON_NOUNS = dict.fromkeys("congress assembly retreat lunch reunion reunions reception".split(), "meeting") | {
    "consultation": "talks",
    "commemoration": "ceremony",
}
EVENT_VERBS = dict.fromkeys(("met", "meet", "meets", "gathered", "convened", "convene"), "meeting")
VISITING = frozenset({"visited", "visiting", "toured"})
# Verbs that open an event only where they tell both where and when: 'flew to Oslo on Friday', 'was in Oslo on Friday'.
ARRIVING = frozenset("arrived arrives landed flew flies fly travelled traveled travel went came go continue".split())
RETURNING = frozenset({"returned", "returns"})
LEAVING = frozenset({"left", "leaves", "leave", "departed", "departs", "depart", "headed"})
# Between an event and its date these words start another matter, to which the date belongs.
BLOCKERS = frozenset(
    "said says told tells announced announcement proposal proposed proposes offer offered invitation invited "
    "follow follows followed statement stated reported called decree order reporters spokesman spokesperson "
    "published confirmed wrote added because who whose which when sent ordered signed agreed election war declared "
    "imposed reached passed finish finishes until suspended collapsed promised that".split()
)
PLACE_WORDS = frozenset({"in", "at", "near", "outside"})
JOURNEYS = frozenset({"visit", "trip"})
SCHEDULED = frozenset(
    "will scheduled set planned plans due upcoming ahead expected forthcoming next would shall preparations".split()
)
HELD = frozenset(
    "started start began opened open ended concluded closed held met took convened gathered sat wrapped hosted "
    "completed finished chaired continued resumed underway failed collapsed broke received".split()
)
# What a gathering is about is no event of its own: 'met in Oslo on Monday to hear what came of the talks'.
ABOUT = frozenset(
    "hear discuss review prepare prepares outcome result results after before following about ahead".split()
)
TRAVEL = frozenset(
    "left departed flew arrived landed travelled traveled boarded leaves arrives departs arriving leaving "
    "travelling traveling flying reached".split()
)
AHEAD = frozenset({"will", "shall", "would"})
FOR, FROM = frozenset({"for"}), frozenset({"from"})
SINCE = frozenset({"since"})
SERIES = frozenset({"rounds", "times", "sessions", "cycles"})  # told with the day since which they are held
