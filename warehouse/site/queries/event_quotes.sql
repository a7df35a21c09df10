-- What the articles, as they now read, say of an event, its parties, delegations and members; and what former versions
-- of them said of the event.
with quotes as (
    select event_id, if(is_superseded, 'former', 'event') as kind, article_id, quote, start_char, status, place,
        case date_precision
            when 'month' then strftime(start_date, '%Y-%m')
            when 'year' then strftime(start_date, '%Y')
            else strftime(start_date, '%Y-%m-%d')
        end as day
    from event_reports
    union all by name
    select event_id, 'participant' as kind, article_id, quote, start_char, party, role
    from participant_reports
    where not is_superseded
    union all by name
    select event_id, 'claim' as kind, article_id, quote, start_char, value_text, earliest_date, latest_date
    from claim_reports
    where not is_superseded
    union all by name
    select event_id, 'delegation' as kind, article_id, quote, start_char, delegation_report_id, delegation_id, party, status,
        size_stated, list_status
    from delegation_reports
    where not is_superseded
    union all by name
    select delegations.event_id, 'member' as kind, reports.article_id, reports.quote, reports.start_char,
        reports.delegation_report_id, reports.delegation_id, reports.person_id, reports.role, reports.status,
        left(reports.title_text, 300) as title_text
    from member_reports as reports
    inner join delegations using (delegation_id)
    where not reports.is_superseded
        and reports.member_report_id not in (select member_report_id from member_verdicts where verdict = 'wrong')
)

select quotes.* replace (left(quote, 601) as quote)
from quotes
inner join articles using (article_id)
where event_id is not null
order by event_id, articles.published_at nulls last, article_id, start_char, kind, delegation_id, person_id
