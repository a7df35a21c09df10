-- Grain: one event that has a date.
with evidence as (
    select * from {{ ref('int_event_evidence') }}
    where first_day is not null
),

-- What happened before what was planned, a start before an end, then the most exact date, then the one that most voices give.
chosen as (
    select
        event_id,
        first_day,
        date_precision,
        is_end,
        bool_or(status = 'held') as is_held
    from evidence
    group by event_id, first_day, date_precision, is_end
    qualify row_number() over (
        partition by event_id
        order by
            is_held desc,
            is_end,
            case date_precision when 'day' then 1 when 'month' then 2 else 3 end,
            count(distinct voice_id) desc,
            max(reported_at) desc,
            first_day
    ) = 1
),

-- An article that reports the same event on days in a row reports one event of several days.
spans as (
    select
        event_id,
        article_id,
        min(first_day) as first_day,
        max(first_day) as last_day
    from evidence
    where status = 'held' and date_precision = 'day' and not is_end
    group by event_id, article_id
    having count(distinct first_day) > 1 and count(distinct first_day) = max(first_day) - min(first_day) + 1
),

longest_spans as (
    select
        chosen.event_id,
        min(spans.first_day) as first_day,
        max(spans.last_day) as last_day
    from chosen
    inner join spans
        on chosen.event_id = spans.event_id
        and chosen.first_day between spans.first_day and spans.last_day
    where chosen.is_held and chosen.date_precision = 'day'
    group by chosen.event_id
),

ends as (
    select
        event_id,
        max(end_day) as last_day
    from evidence
    where status = 'held'
    group by event_id
),

final as (
    select
        chosen.event_id,
        coalesce(longest_spans.first_day, chosen.first_day) as start_date,
        chosen.date_precision,
        case
            when greatest(longest_spans.last_day, ends.last_day) > coalesce(longest_spans.first_day, chosen.first_day)
                then greatest(longest_spans.last_day, ends.last_day)
        end as end_date
    from chosen
    left join longest_spans using (event_id)
    left join ends using (event_id)
)

select * from final
