-- Grain: one mention and the person it is of.
with source as (
    select * from {{ source('lake', 'person_identities') }}
),

final as (
    select
        mention_id,
        person_id,
        decided_by,
        rule,
        score,
        decision_id
    from source
)

select * from final
