-- Grain: one version of an article.
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key=['article_id', 'content_sha256']) }}
with versions as (
    {{ told_versions() }}
),

-- By `rowid`, DuckDB passes over the texts of the others.
texts as (
    select * from {{ ref('int_article_texts') }}
    {%- if is_incremental() %}
    where rowid in (
        select rowid from {{ ref('int_article_texts') }}
        where article_id in (select article_id from versions)
    )
    {%- endif %}
),

changes as (
    select * from {{ ref('int_article_changes') }}
),

final as (
    select
        versions.article_id,
        versions.version,
        versions.content_sha256,
        versions.retrieved_at as seen_at,
        versions.title,
        texts.text,
        changes.change_kind,
        versions.run_id,
        versions.known_from,
        versions.known_until,
        versions.last_seen_at,
        not versions.is_latest as is_superseded
    from versions
    inner join texts using (article_id, content_sha256, document_id)
    left join changes
        using (article_id, content_sha256, document_id, previous_sha256, previous_document_id)
)

select * from final
order by article_id, version
