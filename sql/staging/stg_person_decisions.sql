-- Grain: one human decision on who is who.
with source as (
    select * from {{ source('lake', 'person_decisions') }}
),

final as (
    select
        decision_id,
        verdict,
        person_a,
        country_a,
        person_b,
        country_b,
        decided_by,
        decided_on,
        note,
        person_a_ids,
        person_b_ids,
        are_one
    from source
)

select * from final
