-- Grain: one claim about an event in one version of an article.
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='claim_report_id') }}
{% set told = {'event_id': 'identities.event_id'} %}
{% set joined %}left join {{ ref('stg_event_identities') }} as identities using (event_report_id){% endset %}
with reports as (
    {{ reported_rows('stg_claim_reports', 'claim_report_id', told, joined) }}
),

versions as (
    select * from {{ ref('int_article_versions') }}
),

final as (
    select
        reports.claim_report_id,
        reports.event_report_id,
        reports.article_id,
        identities.event_id,
        reports.property,
        reports.value_text,
        reports.earliest_date,
        reports.latest_date,
        reports.quote,
        reports.start_char,
        reports.end_char,
        reports.extractor,
        reports.content_sha256,
        versions.version,
        not versions.is_latest as is_superseded
    from reports
    inner join versions using (article_id, content_sha256)
    {{ joined }}
)

select * from final
order by claim_report_id
