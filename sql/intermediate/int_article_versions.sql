-- Grain: one version of an article, that is one article with one content; its text is in int_article_texts. `told_in` is
-- the build that wrote the row: it writes all versions of each article that a new batch tells of, and leaves the others.
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='article_id') }}
with new_articles as (
    select * from {{ ref('stg_articles') }}
),

new_repeats as (
    select * from {{ ref('stg_rejects') }}
    where reason = 'duplicate_version'
),

readings as (
    select * from {{ ref('int_article_readings') }}
    {%- if is_incremental() %}
    where article_id in (
        select article_id from new_articles
        union all
        select articles.article_id
        from {{ ref('int_article_readings') }} as articles
        inner join new_repeats on articles.url = new_repeats.uri
    )
    {%- endif %}
),

repeats as (
    select * from {{ ref('int_rejects') }}
    where reason = 'duplicate_version'
),

documents as (
    select * from {{ ref('int_documents') }}
),

sights as (
    select
        article_id,
        content_sha256,
        retrieved_at as seen_at
    from readings
    union
    -- Other bytes around the words that were there the last time.
    select
        readings.article_id,
        readings.content_sha256,
        documents.retrieved_at
    from repeats
    inner join documents using (document_id)
    inner join readings on repeats.uri = readings.url and repeats.content_sha256 = readings.content_sha256
),

followed as (
    select
        *,
        lead(seen_at) over (partition by article_id order by seen_at, content_sha256) as next_seen_at
    from sights
),

-- A page may return to its former words: what was seen last is the latest version, whatever its number.
last_sights as (
    select
        article_id,
        content_sha256,
        seen_at as last_seen_at,
        next_seen_at
    from followed
    qualify row_number() over (partition by article_id, content_sha256 order by seen_at desc) = 1
),

first_readings as (
    select *
    from readings
    qualify row_number() over (partition by article_id, content_sha256 order by retrieved_at, document_id) = 1
),

numbered as (
    select
        first_readings.*,
        last_sights.last_seen_at,
        last_sights.next_seen_at,
        last_sights.next_seen_at is null as is_latest,
        row_number() over by_version as version,
        lag(content_sha256) over by_version as previous_sha256,
        lag(first_readings.document_id) over by_version as previous_document_id,
        min(first_readings.retrieved_at) over article as article_first_seen_at,
        max(last_sights.last_seen_at) over article as article_last_seen_at
    from first_readings
    inner join last_sights using (article_id, content_sha256)
    window
        article as (partition by first_readings.article_id),
        by_version as (partition by first_readings.article_id order by first_readings.retrieved_at, content_sha256)
),

final as (
    select
        * exclude (next_seen_at),
        -- What the first version says was known when it was published; a later one, when it was first retrieved.
        case
            when version = 1 then least(coalesce(published_at, retrieved_at), retrieved_at)
            else retrieved_at
        end as known_from,
        next_seen_at as known_until,
        '{{ invocation_id }}' as told_in
    from numbered
)

select * from final
