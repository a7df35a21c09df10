-- The words behind each change between rounds: who was named, and the lists that were said to be complete.
with changed as (
    select distinct series_id, party, round_no, previous_round_no, person_id
    from composition_changes
    where change <> 'stayed'
),

rounds as (
    select series_id, party, person_id, round_no from changed
    union
    select series_id, party, person_id, previous_round_no from changed
),

quotes as (
    select rounds.series_id, rounds.party, rounds.round_no, rounds.person_id, 'member' as kind, reports.article_id,
        reports.quote, reports.start_char
    from rounds
    inner join events using (series_id, round_no)
    inner join delegations on events.event_id = delegations.event_id and rounds.party = delegations.party
    inner join member_reports as reports
        on delegations.delegation_id = reports.delegation_id and rounds.person_id = reports.person_id
    where not reports.is_superseded
        and reports.member_report_id not in (select member_report_id from member_verdicts where verdict = 'wrong')
    union all by name
    select distinct rounds.series_id, rounds.party, rounds.round_no, 'list' as kind, reports.article_id, reports.quote, reports.start_char,
        reports.list_status = 'complete' as is_complete
    from rounds
    inner join events using (series_id, round_no)
    inner join delegations on events.event_id = delegations.event_id and rounds.party = delegations.party
    inner join delegation_reports as reports on delegations.delegation_id = reports.delegation_id
    where not reports.is_superseded
)

select quotes.* replace (left(quote, 601) as quote)
from quotes
inner join articles using (article_id)
order by quotes.series_id, quotes.round_no, articles.published_at nulls last, quotes.article_id, quotes.start_char, quotes.kind, quotes.person_id
