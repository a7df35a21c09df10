-- Grain: one event_id that is in use no more.
with aliases as (
    select * from {{ ref('stg_event_aliases') }}
),

final as (
    select * from aliases
)

select * from final
order by former_event_id
