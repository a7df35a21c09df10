-- Grain: one value that one article gives of one property of an event.
{{ config(materialized='ephemeral') }}
with evidence as (
    select * from {{ ref('int_event_evidence') }}
    where tense is not null
),

dates as (
    select * from {{ ref('int_event_dates') }}
),

claims as (
    select * from {{ ref('claim_reports') }}
    where not is_superseded and coalesce(earliest_date, latest_date) is not null
),

voices as (
    select * from {{ ref('int_article_voices') }}
),

start_dates as (
    select
        evidence.event_id as subject_id,
        'start_date' as property,
        evidence.tense,
        evidence.article_id,
        evidence.source_id,
        evidence.voice_id,
        case evidence.date_precision
            when 'month' then strftime(evidence.first_day, '%Y-%m')
            when 'year' then strftime(evidence.first_day, '%Y')
            else strftime(evidence.first_day, '%Y-%m-%d')
        end as value,
        cast(null as varchar[]) as options,
        -- Each day of an event of several days is a day on which it was held.
        case when evidence.first_day between dates.start_date and dates.end_date then dates.start_date
            else evidence.first_day end as earliest_date,
        case when evidence.first_day between dates.start_date and dates.end_date then dates.end_date
            else evidence.last_day end as latest_date
    from evidence
    inner join dates using (event_id)
    where evidence.first_day is not null and not evidence.is_end
),

places as (
    select
        event_id as subject_id,
        'place' as property,
        tense,
        article_id,
        source_id,
        voice_id,
        place as value,
        [{{ fold_spelling('place') }}] as options,
        cast(null as date) as earliest_date,
        cast(null as date) as latest_date
    from evidence
    where place_kind = 'city'
),

claimed as (
    select
        claims.event_id as subject_id,
        claims.property,
        'outcome' as tense,
        claims.article_id,
        voices.source_id,
        voices.voice_id,
        -- One wording for all claims of the same days.
        first_value(claims.value_text) over (
            partition by claims.event_id, claims.property, claims.earliest_date, claims.latest_date
            order by length(claims.value_text), claims.value_text
        ) as value,
        cast(null as varchar[]) as options,
        coalesce(claims.earliest_date, date '-infinity') as earliest_date,
        coalesce(claims.latest_date, date 'infinity') as latest_date
    from claims
    inner join voices using (article_id)
),

final as (
    select * from start_dates
    union
    select * from places
    union
    select * from claimed
)

select * from final
