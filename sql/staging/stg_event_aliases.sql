-- Grain: one event_id that is in use no more.
with source as (
    select * from {{ source('lake', 'event_aliases') }}
),

final as (
    select
        former_event_id,
        event_id
    from source
)

select * from final
