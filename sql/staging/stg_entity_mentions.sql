-- Grain: one organisation or place in one version of an article.
with source as (
    select * from {{ source('new_batches', 'entity_mentions') }}
),

final as (
    select
        mention_id,
        article_id,
        content_sha256,
        entity_type,
        name_text,
        canonical_name,
        quote,
        start_char,
        end_char,
        extractor,
        country
    from source
)

select * from final
