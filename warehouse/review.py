"""What the system is least sure of, merges of persons and members of delegations, and people's verdicts on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from transforms.resolve.decisions import Decision, Subject
from warehouse.decisions import add_decision, load_decisions
from warehouse.errors import InputError
from warehouse.member_decisions import RIGHT, UNSURE, WRONG, MemberDecision, add_member_decisions, load_member_decisions
from warehouse.query import run_query
from warehouse.settings import Settings

VERDICTS = ("same", "different", "unsure")
MEMBER_VERDICTS = (RIGHT, WRONG, UNSURE)

# Two spellings that a rule tied together, or one name that articles place in two countries, the least alike first.
_MERGES = r"""
with mentions as (
    select m.person_id, m.name_text as name, m.country, m.title_text, s.name as source, a.published_at,
        -- the paragraph around the name, as far as 150 characters reach
        regexp_extract(substring(a.text, greatest(m.start_char - 149, 1), least(m.start_char, 150)), '[^\n]*$')
            || m.quote || regexp_extract(substring(a.text, m.end_char + 1, 150), '^[^\n]*') as quote
    from person_mentions as m
    join articles as a using (article_id)
    join sources as s using (source_id)
    where not m.is_superseded
),

-- A country narrows a verdict down only where no mention lacks it or has another.
spellings as (
    select person_id, name,
        if(count(distinct coalesce(country, '')) = 1, any_value(country), null) as country,
        arg_max(title_text, published_at) as title,
        arg_max(quote, (published_at, quote)) as quote,
        arg_max(source, (published_at, quote)) as source
    from mentions
    group by person_id, name
),

placed as (
    select m.person_id, m.name, m.country,
        arg_max(m.title_text, m.published_at) as title,
        arg_max(m.quote, (m.published_at, m.quote)) as quote,
        arg_max(m.source, (m.published_at, m.quote)) as source
    from mentions as m
    join people as p using (person_id)
    where m.name = p.name and m.country is not null
    group by m.person_id, m.name, m.country
),

pairs as (
    select p.person_id, main, other, null as rule
    from people as p
    join spellings as main on main.person_id = p.person_id and main.name = p.name
    join spellings as other on other.person_id = p.person_id and other.name <> p.name
    union all
    select p.person_id, main, other, 'other_country'
    from people as p
    join placed as main on main.person_id = p.person_id and main.country = p.country
    join placed as other on other.person_id = p.person_id and other.country <> p.country
)

select pairs.person_id, main.name, main.country, main.title, main.quote, main.source, other.name as other_name,
    other.country as other_country, other.title as other_title, other.quote as other_quote,
    other.source as other_source, coalesce(pairs.rule, n.rule) as rule, n.score
from pairs
join person_names as n on n.person_id = pairs.person_id and n.name = other.name
where n.decided_by = 'rule' and (pairs.rule is not null or n.rule not in ('single', 'exact_name'))
order by n.score, n.rule = 'spelling', pairs.person_id, other.name, other.country
"""
# By the report that is surest of each.
_MEMBERS = """
select m.delegation_member_id as review_id, p.person_id, p.name, p.country, m.title_text as title,
    arg_max(r.quote, r.confidence) as quote, arg_max(s.name, r.confidence) as source, d.party, e.name as event, m.role,
    max(r.confidence) as score, m.delegation_id, list_sort(list(r.member_report_id)) as report_ids
from delegation_members as m
join people as p using (person_id)
join delegations as d using (delegation_id)
join events as e using (event_id)
join member_reports as r on r.delegation_id = m.delegation_id and r.person_id = m.person_id
join articles as a using (article_id)
join sources as s using (source_id)
where not r.is_superseded
group by all
-- One of whom an article tells anew since is open again.
having not list_has_all(?, report_ids)
order by score, m.delegation_member_id
"""


@dataclass(frozen=True, slots=True)
class Merge:
    """Two names that a rule took for one person, each with the words of one article."""

    review_id: str
    person_id: str
    name: str
    country: str | None
    title: str | None
    quote: str
    source: str
    other_name: str
    other_country: str | None
    other_title: str | None
    other_quote: str
    other_source: str
    rule: str
    score: float  # how alike the names are, from 0 to 1

    @property
    def sides(self) -> tuple[Subject, Subject]:
        """What a verdict on the merge speaks of."""
        return _sides(self.name, self.country, self.other_name, self.other_country)


@dataclass(frozen=True, slots=True)
class Member:
    """A person whom the text ties to a delegation with little confidence."""

    review_id: str
    person_id: str
    name: str
    country: str | None
    title: str | None
    quote: str
    source: str
    delegation_id: str
    party: str
    event: str
    role: str
    score: float  # how probable the surest report makes it, from 0 to 1
    report_ids: list[str]  # the rows of member_reports that say so


@dataclass(frozen=True, slots=True)
class Doubts:
    """What to look at, the least sure first, and how many wait for a verdict in all."""

    merges: list[Merge]
    members: list[Member]
    n_merges: int
    n_members: int


def read_doubts(settings: Settings, project: Path, limit: int) -> Doubts:
    """The merges and the members that nobody decided on, ``limit`` of each.

    Raises ``QueryError`` where nothing is published, ``SeedError`` where a file of decisions is wrong.
    """
    merges, members = _read_merges(settings, project), _read_members(settings, project)
    return Doubts(merges[:limit], members[:limit], len(merges), len(members))


def decide(
    settings: Settings, project: Path, review_id: str, verdict: str, decided_by: str, decided_on: date, note: str
) -> Path:
    """Write a verdict on a merge or a member to its file of decisions; the path of that file.

    It holds from the next run on. Raises ``InputError`` for a word that is no verdict, for an id that no open merge or
    member has and where the verdict does not go with the others in the file.
    """
    if not decided_by.strip():
        raise InputError("Nobody is named as who decides. Name yourself with --by.")
    merges = {merge.review_id: merge for merge in _read_merges(settings, project)}
    if review_id in merges:
        _check_verdict(verdict, VERDICTS)
        decision = Decision(*merges[review_id].sides, verdict, decided_by.strip(), decided_on, note or None)
        return add_decision(project, settings, decision)
    members = {member.review_id: member for member in _read_members(settings, project)}
    if review_id not in members:
        raise InputError(f"{review_id} is no open merge or member. See those that are with: dragoman review --list")
    _check_verdict(verdict, MEMBER_VERDICTS)
    member = members[review_id]
    said = (member.name, member.party, verdict, decided_by.strip(), decided_on, note or None)
    known = {one.member_report_id for one in load_member_decisions(project, settings)}
    decisions = [MemberDecision(key, *said) for key in member.report_ids if key not in known]
    return add_member_decisions(project, settings, decisions)


def _check_verdict(verdict: str, verdicts: tuple[str, ...]) -> None:
    if verdict not in verdicts:
        raise InputError(f"{verdict!r} is no verdict here. Say one of {', '.join(verdicts)}.")


def _read_members(settings: Settings, project: Path) -> list[Member]:
    decided = [one.member_report_id for one in load_member_decisions(project, settings)]
    return [Member(**row) for row in run_query(settings, _MEMBERS, [decided]).records()]


def _read_merges(settings: Settings, project: Path) -> list[Merge]:
    decided = {frozenset({one.first.key, one.second.key}) for one in load_decisions(project, settings)}
    merges = []
    for row in run_query(settings, _MERGES).records():
        sides = _sides(row["name"], row["country"], row["other_name"], row["other_country"])
        pair = frozenset(side.key for side in sides)
        if len(pair) == 2 and pair not in decided:
            merges.append(Merge(_review_id(sides), **row))
    return merges


def _sides(name: str, country: str | None, other_name: str, other_country: str | None) -> tuple[Subject, Subject]:
    return Subject(name, country), Subject(other_name, other_country)


def _review_id(sides: tuple[Subject, Subject]) -> str:
    """The id that a decision on both would have."""
    return Decision(*sides, verdict="unsure", decided_by="", decided_on=date.min).decision_id
