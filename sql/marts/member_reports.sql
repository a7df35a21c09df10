-- Grain: one person of a delegation in one version of an article.
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='member_report_id') }}
{% set told = {'delegation_id': 'delegations.delegation_id', 'person_id': 'identities.person_id'} %}
{% set joined -%}
    left join {{ ref('delegation_reports') }} as delegations using (delegation_report_id)
    left join {{ ref('stg_person_identities') }} as identities using (mention_id)
{%- endset %}
with reports as (
    {{ reported_rows('stg_member_reports', 'member_report_id', told, joined) }}
),

versions as (
    select * from {{ ref('int_article_versions') }}
),

final as (
    select
        reports.member_report_id,
        reports.delegation_report_id,
        reports.article_id,
        delegations.delegation_id,
        identities.person_id,
        reports.name_text,
        reports.title_text,
        reports.role,
        reports.status,
        reports.quote,
        reports.start_char,
        reports.end_char,
        reports.extractor,
        reports.mention_id,
        reports.content_sha256,
        reports.confidence,
        versions.version,
        not versions.is_latest as is_superseded
    from reports
    inner join versions using (article_id, content_sha256)
    {{ joined }}
)

select * from final
order by member_report_id
