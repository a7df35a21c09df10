-- Grain: one article, in its latest version.
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='article_id') }}
with versions as (
    select * from {{ ref('int_article_versions') }}
    where is_latest
),

voices as (
    select * from {{ ref('int_article_voices') }}
    {%- if is_incremental() %}
    where told_in = '{{ invocation_id }}'
    {%- endif %}
),

-- By `rowid`, DuckDB passes over the texts of the others.
texts as (
    select * from {{ ref('int_article_texts') }}
    {%- if is_incremental() %}
    where rowid in (
        select rowid from {{ ref('int_article_texts') }}
        where article_id in (select article_id from voices)
    )
    {%- endif %}
),

final as (
    select
        versions.article_id,
        versions.source_id,
        versions.url,
        versions.title,
        versions.authors,
        coalesce(versions.agency, voices.story_credit) as agency,
        versions.language,
        versions.published_at,
        versions.published_at_basis,
        versions.retrieved_at,
        versions.article_first_seen_at as first_seen_at,
        versions.article_last_seen_at as last_seen_at,
        versions.version,
        voices.story_id,
        voices.duplicate_of,
        versions.content_sha256,
        texts.text,
        versions.word_count,
        versions.run_id,
        versions.source_name,
        versions.canonical_url,
        versions.published_on,
        versions.standfirst,
        versions.subheadings,
        versions.notes,
        voices.voice_id,
        voices.credited_source_id
    from versions
    inner join voices using (article_id)
    inner join texts using (article_id, content_sha256, document_id)
)

select * from final
order by article_id
