-- Grain: one story_id that is in use no more.
with source as (
    select * from {{ source('lake', 'story_aliases') }}
),

final as (
    select
        former_story_id,
        story_id
    from source
)

select * from final
