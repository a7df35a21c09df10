-- Grain: one human decision on who is who.
with decisions as (
    select * from {{ ref('stg_person_decisions') }}
),

final as (
    select * from decisions
)

select * from final
order by decision_id
