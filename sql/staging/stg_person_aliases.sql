-- Grain: one person_id that is in use no more.
with source as (
    select * from {{ source('lake', 'person_aliases') }}
),

final as (
    select
        former_person_id,
        person_id
    from source
)

select * from final
