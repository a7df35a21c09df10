-- Grain: one event in one version of an article.
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='event_report_id') }}
{% set told = {'event_id': 'identities.event_id'} %}
{% set joined %}left join {{ ref('stg_event_identities') }} as identities using (event_report_id){% endset %}
with reports as (
    {{ reported_rows('stg_event_reports', 'event_report_id', told, joined) }}
),

versions as (
    select * from {{ ref('int_article_versions') }}
),

final as (
    select
        reports.event_report_id,
        reports.article_id,
        identities.event_id,
        reports.event_type,
        reports.status,
        reports.place,
        reports.country,
        reports.start_date,
        reports.date_precision,
        reports.end_date,
        reports.host,
        reports.quote,
        reports.start_char,
        reports.end_char,
        reports.extractor,
        reports.round_no,
        reports.parties,
        reports.confidence,
        reports.content_sha256,
        versions.version,
        not versions.is_latest as is_superseded
    from reports
    inner join versions using (article_id, content_sha256)
    {{ joined }}
)

select * from final
order by event_report_id
