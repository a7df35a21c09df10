-- Grain: one role of one party at one event.
with roles as (
    select * from {{ ref('int_event_roles') }}
),

final as (
    select
        event_id,
        party,
        role,
        count(distinct source_id) as n_sources
    from roles
    group by all
)

select * from final
order by event_id, party, role
