-- Grain: one organisation or place in one version of an article.
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='mention_id') }}
with reports as (
    {{ reported_rows('stg_entity_mentions', 'mention_id') }}
),

versions as (
    select * from {{ ref('int_article_versions') }}
),

final as (
    select
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
        reports.content_sha256,
        versions.version,
        not versions.is_latest as is_superseded
    from reports
    inner join versions using (article_id, content_sha256)
)

select * from final
order by mention_id
