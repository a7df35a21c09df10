-- Grain: one person in one version of an article.
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='mention_id') }}
{% set retold = ['person_id', 'version', 'is_superseded'] %}
with reports as (
    {{ reported_rows('stg_person_mentions', 'mention_id', retold) }}
),

versions as (
    select * from {{ ref('int_article_versions') }}
),

person_identities as (
    select * from {{ ref('stg_person_identities') }}
),

final as (
    select
        reports.mention_id,
        reports.article_id,
        person_identities.person_id,
        reports.name_text,
        reports.title_text,
        reports.country,
        reports.start_char,
        reports.end_char,
        reports.extractor,
        reports.quote,
        reports.confidence,
        reports.content_sha256,
        versions.version,
        not versions.is_latest as is_superseded
    from reports
    inner join versions using (article_id, content_sha256)
    left join person_identities using (mention_id)
)

{{ retold_rows('mention_id', retold) }}
