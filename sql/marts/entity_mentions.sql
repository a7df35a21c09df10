-- Grain: one organisation or place in the latest version of an article.
with reports as (
    select * from {{ ref('stg_entity_mentions') }}
),

versions as (
    select * from {{ ref('int_article_versions') }}
    where is_latest
),

final as (
    -- Two documents with the same words give the same rows.
    select distinct
        reports.mention_id,
        reports.article_id,
        reports.entity_type,
        reports.name_text,
        reports.canonical_name,
        reports.country,
        reports.start_char,
        reports.end_char,
        reports.extractor,
        reports.quote,
        reports.content_sha256
    from reports
    inner join versions using (article_id, content_sha256)
)

select * from final
