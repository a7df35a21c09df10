-- Grain: one person in one version of an article.
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='mention_id') }}
{% set told = {'person_id': 'identities.person_id'} %}
{% set joined %}left join {{ ref('stg_person_identities') }} as identities using (mention_id){% endset %}
with reports as (
    {{ reported_rows('stg_person_mentions', 'mention_id', told, joined) }}
),

versions as (
    select * from {{ ref('int_article_versions') }}
),

final as (
    select
        reports.mention_id,
        reports.article_id,
        identities.person_id,
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
    {{ joined }}
)

select * from final
order by mention_id
