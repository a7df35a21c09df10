-- Grain: one report and the event it is of.
with source as (
    select * from {{ source('lake', 'event_identities') }}
),

final as (
    select
        event_report_id,
        event_id
    from source
)

select * from final
