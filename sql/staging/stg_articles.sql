-- Grain: one article as read from one document; versions with the same words may come from several documents.
with source as (
    select * from {{ source('new_batches', 'articles') }}
),

final as (
    select
        article_id,
        content_sha256,
        document_id,
        uri as url,
        source_id,
        source_name,
        language,
        text,
        word_count,
        retrieved_at at time zone 'UTC' as retrieved_at,
        run_id,
        canonical_url,
        title,
        authors,
        agency,
        standfirst,
        subheadings,
        notes,
        published_at at time zone 'UTC' as published_at,
        published_on,
        published_at_basis
    from source
)

select * from final
