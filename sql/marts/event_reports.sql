-- Grain: one event in one version of an article.
with reports as (
    select * from {{ ref('stg_event_reports') }}
),

versions as (
    select * from {{ ref('int_article_versions') }}
),

event_identities as (
    select * from {{ ref('stg_event_identities') }}
),

final as (
    -- Two documents with the same words give the same rows.
    select distinct
        reports.event_report_id,
        reports.article_id,
        event_identities.event_id,
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
    left join event_identities using (event_report_id)
)

select * from final
