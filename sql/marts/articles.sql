-- Grain: one article, in its latest version.
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='article_id') }}
with versions as (
    select * from {{ ref('int_article_versions') }}
    where is_latest
),

texts as (
    select * from {{ ref('int_article_texts') }}
),

voices as (
    select * from {{ ref('int_article_voices') }}
),

stories as (
    select * from {{ ref('stg_story_identities') }}
),

told as (
    select
        versions.article_id,
        versions.source_id,
        versions.url,
        versions.title,
        versions.authors,
        coalesce(versions.agency, stories.agency) as agency,
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
    left join stories using (article_id)
),

changed as (
    {{ rows_not_in_place('told', but=['text']) }}
),

final as (
    select
        changed.article_id,
        changed.source_id,
        changed.url,
        changed.title,
        changed.authors,
        changed.agency,
        changed.language,
        changed.published_at,
        changed.published_at_basis,
        changed.retrieved_at,
        changed.first_seen_at,
        changed.last_seen_at,
        changed.version,
        changed.story_id,
        changed.duplicate_of,
        changed.content_sha256,
        texts.text,
        changed.word_count,
        changed.run_id,
        changed.source_name,
        changed.canonical_url,
        changed.published_on,
        changed.standfirst,
        changed.subheadings,
        changed.notes,
        changed.voice_id,
        changed.credited_source_id
    from changed
    inner join versions using (article_id)
    inner join texts
        on versions.article_id = texts.article_id
        and versions.content_sha256 = texts.content_sha256
        and versions.document_id = texts.document_id
)

select * from final
order by article_id
