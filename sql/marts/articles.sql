-- Grain: one article, in its latest version.
with versions as (
    select * from {{ ref('int_article_versions') }}
    where is_latest
),

voices as (
    select * from {{ ref('int_article_voices') }}
),

stories as (
    select * from {{ ref('stg_story_identities') }}
),

final as (
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
        versions.text,
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
)

select * from final
