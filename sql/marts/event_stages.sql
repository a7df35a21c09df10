-- Grain: one status that was reported of one event, with the day that it was reported for.
with reports as (
    select * from {{ ref('event_reports') }}
),

events as (
    select * from {{ ref('events') }}
),

versions as (
    select * from {{ ref('int_article_versions') }}
),

voices as (
    select * from {{ ref('int_article_voices') }}
),

-- Former versions of articles count here: what was planned once is the history of what came of it.
final as (
    select
        events.event_id,
        reports.status,
        reports.start_date,
        reports.date_precision,
        min(versions.known_from) as first_reported_at,
        max(versions.known_from) as last_reported_at,
        count(distinct reports.article_id) as n_articles,
        count(distinct voices.voice_id) as n_independent,
        bool_and(reports.is_superseded) as is_superseded,
        {{ key_of('stg', [
            'events.event_id', 'reports.status', 'cast(reports.start_date as varchar)', 'reports.date_precision'
        ]) }} as event_stage_id
    from reports
    inner join events using (event_id)
    inner join versions using (article_id, version)
    inner join voices using (article_id)
    group by all
)

select * from final
order by event_stage_id
