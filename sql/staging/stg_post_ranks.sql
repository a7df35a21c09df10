-- Grain: one word or phrase that ends a post.
with source as (
    select * from {{ ref('post_ranks') }}
),

final as (
    select
        cast(term as varchar) as term,
        cast(rank as integer) as rank,
        cast(rank_in_body as integer) as rank_in_body
    from source
)

select * from final
