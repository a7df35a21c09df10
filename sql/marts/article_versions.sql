-- Grain: one version of an article.
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key=['article_id', 'content_sha256']) }}
with versions as (
    select * from {{ ref('int_article_versions') }}
),

texts as (
    select * from {{ ref('int_article_texts') }}
),

changes as (
    select * from {{ ref('int_article_changes') }}
),

told as (
    select
        versions.article_id,
        versions.version,
        versions.content_sha256,
        versions.retrieved_at as seen_at,
        versions.title,
        changes.change_kind,
        versions.run_id,
        versions.known_from,
        versions.known_until,
        versions.last_seen_at,
        not versions.is_latest as is_superseded
    from versions
    left join changes
        using (article_id, content_sha256, document_id, previous_sha256, previous_document_id)
),

changed as (
    {{ rows_not_in_place('told', but=['text']) }}
),

final as (
    select
        changed.article_id,
        changed.version,
        changed.content_sha256,
        changed.seen_at,
        changed.title,
        texts.text,
        changed.change_kind,
        changed.run_id,
        changed.known_from,
        changed.known_until,
        changed.last_seen_at,
        changed.is_superseded
    from changed
    inner join versions using (article_id, content_sha256)
    inner join texts using (article_id, content_sha256, document_id)
)

select * from final
order by article_id, version
