-- Grain: one delegation in one version of an article.
with reports as (
    select * from {{ ref('stg_delegation_reports') }}
),

versions as (
    select * from {{ ref('int_article_versions') }}
),

delegation_keys as (
    select * from {{ ref('int_delegation_keys') }}
),

final as (
    -- Two documents with the same words give the same rows.
    select distinct
        reports.delegation_report_id,
        reports.article_id,
        delegation_keys.delegation_id,
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
        delegation_keys.event_id,
        reports.content_sha256,
        reports.confidence,
        versions.version,
        not versions.is_latest as is_superseded
    from reports
    inner join versions using (article_id, content_sha256)
    left join delegation_keys using (delegation_report_id, content_sha256)
)

select * from final
