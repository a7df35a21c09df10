-- Grain: one version of an article.
with versions as (
    select * from {{ ref('int_article_versions') }}
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
        versions.text,
        changes.change_kind,
        versions.run_id,
        versions.known_from,
        versions.known_until,
        versions.last_seen_at,
        not versions.is_latest as is_superseded
    from versions
    left join changes using (article_id, content_sha256)
)

select * from final
