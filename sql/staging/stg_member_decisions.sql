-- Grain: one human decision on one statement that a person was in a delegation.
with source as (
    select * from {{ source('new_batches', 'member_decisions') }}
),

final as (
    select
        member_report_id,
        name,
        party,
        verdict,
        decided_by,
        decided_on,
        note
    from source
)

select * from final
