-- Grain: one report of an event, with its voice and the days that its date may mean.
with reports as (
    select * from {{ ref('event_reports') }}
    where not is_superseded
),

voices as (
    select * from {{ ref('int_article_voices') }}
),

first_sights as (
    {{ first_reported('event_reports', ['event_id']) }}
),

country_names as (
    select * from {{ ref('int_country_names') }}
    where kind = 'name'
),

final as (
    select
        reports.event_report_id,
        reports.event_id,
        reports.article_id,
        reports.event_type,
        reports.status,
        case
            when reports.status = 'held' then 'outcome'
            when reports.status in ('proposed', 'scheduled', 'postponed') then 'plan'
        end as tense,
        reports.host,
        reports.round_no,
        reports.quote,
        coalesce(reports.country, country_names.country) as country,
        case
            when country_names.country is not null then 'country'
            when regexp_matches(
                lower(reports.place),
                '\b(palace|hotel|house|hall|cent(re|er)|palais|castle|headquarters|ministry|residence|villa|airport|base)\b'
            ) then 'venue'
            when reports.place is not null then 'city'
        end as place_kind,
        reports.place,
        reports.start_date as first_day,
        {{ last_day_of('reports.start_date', 'reports.date_precision') }} as last_day,
        -- Where only the end is told, it stands for the day until another report gives the start.
        coalesce(reports.start_date = reports.end_date, false) as is_end,
        reports.end_date as end_day,
        reports.date_precision,
        voices.source_id,
        voices.voice_id,
        voices.reported_at,
        first_sights.first_seen_at,
        voices.last_seen_at
    from reports
    inner join voices using (article_id)
    inner join first_sights using (event_id, article_id)
    left join country_names on {{ fold('reports.place') }} = country_names.folded_name
)

select * from final
