-- Grain: one person_id that is in use no more.
with aliases as (
    select * from {{ ref('stg_person_aliases') }}
),

final as (
    select * from aliases
)

select * from final
order by former_person_id
