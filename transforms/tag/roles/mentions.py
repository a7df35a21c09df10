"""The persons of a sentence as the learned reader sees them: with their titles, gathered into lists."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from transforms.tag.groups import GROUP_WORDS
from transforms.tag.names import NameSpan
from transforms.tag.people import TIES, People
from transforms.tag.roles.words import WORD_CLASSES
from transforms.tag.sentence import Reading

_SEPARATORS = frozenset({",", ";", "and", "&", "with", "as", "–", "—", "--", ":", "•", "plus"})
_LONGEST_GAP = 22
_OWNING = frozenset({"to", "of", "for", "from", "under"})
_OWNED, _FAR = 5, 9  # tokens behind a name in which what it owns stands; before it, one more
_OWNED_NOUNS = frozenset(
    "party government army movement forces faction camp wing bloc coalition administration cabinet presidency message "
    "letter letters invitation greetings order orders plan proposal".split()
)
_ANSWERING = frozenset({"answer", "answers", "answered", "report", "reports", "reported"})
_ENTERING = frozenset({"LEAD", "INCLUDE", "COMPLETE", "WITH", "REPRESENT", "SEND", "TRAVEL", "SIT"})
_ENDS = frozenset({"SAY", "LEAD", "HOST", "MEET", "SEND", "TRAVEL", "AWAY", "INCLUDE", "REPRESENT"})


@dataclass(slots=True)
class Mention:
    """A name with the title beside it: tokens ``first`` to ``last - 1``; ``position`` counts within its list."""

    name: NameSpan
    first: int
    last: int
    is_surname: bool
    chain: int = 0
    position: int = 0
    is_nested: bool = False  # inside what is said of another: 'adviser to President NAME', 'the sister of NAME'


def find_mentions(reading: Reading, people: People) -> list[Mention]:
    """The mentions of a sentence in order; those that only commas, 'and' and titles part make one chain.

    Who is named to say what another is belongs to no chain but his own.
    """
    mentions: list[Mention] = []
    for name in people.within(reading, 0, len(reading.tokens)):
        title = people.title_of(name)
        first, last = name.first, name.last
        while first > 0 and reading.kind(first - 1) in ("honorific", "rank"):
            first -= 1
        if title and title.first < name.first:
            first = min(first, title.first)
        elif title:
            last = max(last, title.last)
        while first > 0 and reading.word(first - 1) in ("the", "a", "an", "its", "his", "her", "their"):
            first -= 1
        is_nested = _is_nested(reading, mentions[-1].name.last if mentions else 0, first, name.last)
        mentions.append(Mention(name, first, last, len(name.words) == 1, is_nested=is_nested))
    outer = [mention for mention in mentions if not mention.is_nested]
    for before, after in pairwise(outer):
        joined = _is_joined(reading, before, after)
        after.chain = before.chain if joined else before.chain + 1
        after.position = before.position + 1 if joined else 0
    inner = (mention for mention in mentions if mention.is_nested)
    for number, mention in enumerate(inner, start=outer[-1].chain + 1 if outer else 0):
        mention.chain = number
    return mentions


def _is_nested(reading: Reading, floor: int, first: int, last: int) -> bool:
    """Whether the name, from its title at token ``first`` to ``last``, only says whose somebody or something else is:
    'NAME's former aide', 'ministers of President NAME', but not 'NAME's delegation', 'officers under NAME'.
    """
    if reading.tokens[last - 1].is_possessive:
        return GROUP_WORDS.isdisjoint(reading.words[last : last + _OWNED])
    link = reading.word(first - 1)
    if link not in _OWNING or reading.word(first - 2) in _ANSWERING:
        return False
    for k in range(first - 2, max(floor - 1, first - _FAR), -1):
        word = reading.word(k)
        if reading.kind(k) == "head" or word in TIES:
            return True
        if link != "under" and (reading.kind(k) in ("plural", "party") or word in _OWNED_NOUNS):
            return True
        if reading.tokens[k].text in ",;:" or word in GROUP_WORDS or WORD_CLASSES.get(word) in _ENTERING:
            return False
    return False


def _is_joined(reading: Reading, before: Mention, after: Mention) -> bool:
    gap = range(before.name.last, after.name.first)
    if len(gap) > _LONGEST_GAP or not any(reading.tokens[i].text.casefold() in _SEPARATORS for i in gap):
        return False
    return not any(
        reading.tokens[i].text in '"“”?!' or WORD_CLASSES.get(reading.word(i)) in _ENDS
        for i in gap
        if not reading.tokens[i].is_capitalised
    )
