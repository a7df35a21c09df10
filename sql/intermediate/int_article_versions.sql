-- Grain: one version of an article, that is one article with one content.
with readings as (
    select * from {{ ref('stg_articles') }}
),

sightings as (
    select
        article_id,
        content_sha256,
        max(retrieved_at) as last_retrieved_at
    from readings
    group by all
),

first_readings as (
    select *
    from readings
    qualify row_number() over (partition by article_id, content_sha256 order by retrieved_at, document_id) = 1
),

numbered as (
    select
        first_readings.*,
        sightings.last_retrieved_at,
        row_number() over by_first_sight as version,
        row_number() over by_last_sight = 1 as is_latest,
        lead(first_readings.retrieved_at) over by_first_sight as next_retrieved_at,
        max(sightings.last_retrieved_at) over (partition by first_readings.article_id) as article_last_seen_at,
        min(first_readings.retrieved_at) over (partition by first_readings.article_id) as article_first_seen_at
    from first_readings
    inner join sightings using (article_id, content_sha256)
    window
        by_first_sight as (
            partition by first_readings.article_id order by first_readings.retrieved_at, content_sha256
        ),
        by_last_sight as (
            partition by first_readings.article_id order by sightings.last_retrieved_at desc, content_sha256 desc
        )
),

final as (
    select
        *,
        -- What the first version says was known when it was published; a later one, when it was first retrieved.
        case
            when version = 1 then least(coalesce(published_at, retrieved_at), retrieved_at)
            else retrieved_at
        end as known_from,
        case when not is_latest then coalesce(next_retrieved_at, article_last_seen_at) end as known_until
    from numbered
)

select * from final
