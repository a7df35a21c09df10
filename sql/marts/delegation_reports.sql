-- Grain: one delegation in one version of an article.
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='delegation_report_id') }}
{% set delegation_id -%}
    case when identities.event_id is not null then {{ key_of('del', ['identities.event_id', 'reports.party']) }} end
{%- endset %}
{% set told = {'event_id': 'identities.event_id', 'delegation_id': delegation_id} %}
{% set joined %}left join {{ ref('stg_event_identities') }} as identities using (event_report_id){% endset %}
with reports as (
    {{ reported_rows('stg_delegation_reports', 'delegation_report_id', told, joined) }}
),

versions as (
    select * from {{ ref('int_article_versions') }}
),

final as (
    select
        reports.delegation_report_id,
        reports.article_id,
        {{ told.delegation_id }} as delegation_id,
        reports.event_report_id,
        reports.party,
        reports.party_type,
        reports.counterparts,
        reports.place,
        reports.date,
        reports.date_precision,
        reports.status,
        reports.list_status,
        reports.size_stated,
        reports.quote,
        reports.start_char,
        reports.end_char,
        reports.extractor,
        identities.event_id,
        reports.content_sha256,
        reports.confidence,
        versions.version,
        not versions.is_latest as is_superseded
    from reports
    inner join versions using (article_id, content_sha256)
    {{ joined }}
)

select * from final
order by delegation_report_id
