-- Grain: one event that has a city, a venue, a country or a host.
{{ config(materialized='ephemeral') }}
with evidence as (
    select
        *,
        case when place_kind = 'city' then place end as city,
        case when place_kind = 'venue' then place end as venue
    from {{ ref('int_event_evidence') }}
),

cities as (
    {{ modal('evidence', 'event_id', 'city', prefer="status = 'held'") }}
),

venues as (
    {{ modal('evidence', 'event_id', 'venue', prefer="status = 'held'") }}
),

located as (
    select
        evidence.*,
        evidence.city = cities.city as is_in_city
    from evidence
    left join cities using (event_id)
),

countries as (
    {{ modal('located', 'event_id', 'country', prefer='is_in_city') }}
),

hosts as (
    {{ modal('evidence', 'event_id', 'host') }}
),

final as (
    select
        event_id,
        cities.city,
        venues.venue,
        countries.country,
        hosts.host
    from cities
    full join venues using (event_id)
    full join countries using (event_id)
    full join hosts using (event_id)
)

select * from final
