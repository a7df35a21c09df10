-- Grain: one event in the world.
with evidence as (
    select * from {{ ref('int_event_evidence') }}
),

statuses as (
    select * from {{ ref('int_event_statuses') }}
),

series as (
    select * from {{ ref('int_event_series') }}
),

dates as (
    select * from {{ ref('int_event_dates') }}
),

places as (
    select * from {{ ref('int_event_places') }}
),

roles as (
    select * from {{ ref('int_event_roles') }}
    where role = 'party'
),

parties as (
    select
        event_id,
        list(distinct party order by party) as names
    from roles
    group by event_id
),

counts as (
    select
        event_id,
        count(distinct article_id) as n_articles,
        count(distinct source_id) as n_sources,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from evidence
    group by event_id
),

final as (
    select
        statuses.event_id,
        series.series_id,
        series.round_no,
        -- 'Norway–Iceland talks, Galway, 11 March 2026'
        concat_ws(
            ', ',
            case
                when parties.names is null then upper(left(statuses.event_type, 1)) || substr(statuses.event_type, 2)
                else array_to_string(parties.names[1:3], '–')
                    || case when len(parties.names) > 3 then ' and ' || len(parties.names) - 3 || ' others' else '' end
                    || ' ' || statuses.event_type
            end,
            coalesce(places.city, places.country),
            {{ date_text('dates.start_date', 'dates.date_precision') }}
        ) as name,
        statuses.event_type,
        statuses.plover_type,
        statuses.status,
        dates.start_date,
        dates.date_precision,
        dates.end_date,
        places.city,
        places.country,
        places.venue,
        places.host,
        counts.n_articles,
        counts.n_sources,
        counts.first_seen_at,
        counts.last_seen_at,
        series.previous_event_id,
        series.next_event_id
    from statuses
    inner join series using (event_id)
    inner join counts using (event_id)
    left join dates using (event_id)
    left join places using (event_id)
    left join parties using (event_id)
)

select * from final
order by event_id
