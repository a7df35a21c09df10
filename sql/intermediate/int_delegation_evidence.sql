-- Grain: one report of a delegation, with its voice and whether it tells a plan or an outcome.
with reports as (
    select * from {{ ref('delegation_reports') }}
    where not is_superseded
),

voices as (
    select * from {{ ref('int_article_voices') }}
),

first_sights as (
    {{ first_reported('delegation_reports', ['delegation_id']) }}
),

dates as (
    select * from {{ ref('int_event_dates') }}
),

final as (
    select
        reports.delegation_report_id,
        reports.delegation_id,
        reports.event_id,
        reports.article_id,
        reports.party,
        reports.party_type,
        reports.status,
        reports.list_status,
        reports.size_stated,
        -- A report that does not say so tells a plan while its event has not begun.
        case
            when reports.status in ('attended', 'historic') then 'outcome'
            when reports.status in ('announced', 'travelling') then 'plan'
            when coalesce(voices.published_on, cast(voices.reported_at as date)) < dates.start_date then 'plan'
            else 'outcome'
        end as tense,
        voices.source_id,
        voices.voice_id,
        voices.reported_at,
        first_sights.first_seen_at,
        voices.last_seen_at
    from reports
    inner join voices using (article_id)
    inner join first_sights using (delegation_id, article_id)
    left join dates using (event_id)
)

select * from final
