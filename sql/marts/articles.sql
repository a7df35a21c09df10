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
        versions.told_in,
        voices.story_id,
        voices.duplicate_of,
        voices.voice_id,
        voices.credited_source_id,
        coalesce(versions.agency, stories.agency) as credit
    from versions
    inner join voices using (article_id)
    left join stories using (article_id)
),

changed as (
    select told.* from told
    {%- if is_incremental() %}
    left join {{ this }} as held using (article_id)
    where told.told_in = '{{ invocation_id }}' or {{ differs({
        'story_id': 'told.story_id',
        'duplicate_of': 'told.duplicate_of',
        'voice_id': 'told.voice_id',
        'credited_source_id': 'told.credited_source_id',
        'agency': 'told.credit',
    }, 'held') }}
    {%- endif %}
),

final as (
    select
        versions.article_id,
        versions.source_id,
        versions.url,
        versions.title,
        versions.authors,
        changed.credit as agency,
        versions.language,
        versions.published_at,
        versions.published_at_basis,
        versions.retrieved_at,
        versions.article_first_seen_at as first_seen_at,
        versions.article_last_seen_at as last_seen_at,
        versions.version,
        changed.story_id,
        changed.duplicate_of,
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
        changed.voice_id,
        changed.credited_source_id
    from versions
    inner join changed using (article_id)
    inner join texts using (article_id, content_sha256, document_id)
)

select * from final
order by article_id
