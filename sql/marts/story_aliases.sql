-- Grain: one story_id that is in use no more.
with aliases as (
    select * from {{ ref('stg_story_aliases') }}
),

final as (
    select * from aliases
)

select * from final
order by former_story_id
