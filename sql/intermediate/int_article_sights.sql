-- Grain: one time at which one version of an article was seen.
{{ config(materialized='ephemeral') }}
with articles as (
    select * from {{ ref('int_article_readings') }}
),

documents as (
    select * from {{ ref('int_documents') }}
),

repeats as (
    select * from {{ ref('int_rejects') }}
    where reason = 'duplicate_version'
),

final as (
    select
        article_id,
        content_sha256,
        retrieved_at as seen_at
    from articles
    union
    -- Other bytes around the words that were there the last time.
    select
        articles.article_id,
        articles.content_sha256,
        documents.retrieved_at
    from repeats
    inner join documents using (document_id)
    inner join articles on repeats.uri = articles.url and repeats.content_sha256 = articles.content_sha256
)

select * from final
