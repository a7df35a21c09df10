-- Grain: one article and the story it belongs to.
with source as (
    select * from {{ source('lake', 'story_identities') }}
),

final as (
    select
        article_id,
        story_id,
        duplicate_of,
        agency
    from source
)

select * from final
