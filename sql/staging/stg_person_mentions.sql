-- Grain: one person in one version of an article.
with source as (
    select * from {{ source('new_batches', 'person_mentions') }}
),

final as (
    select
        mention_id,
        article_id,
        content_sha256,
        name_text,
        quote,
        start_char,
        end_char,
        extractor,
        title_text,
        country,
        confidence
    from source
)

select * from final
