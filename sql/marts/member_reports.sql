-- Grain: one person of a delegation in one version of an article.
with reports as (
    select * from {{ ref('stg_member_reports') }}
),

versions as (
    select * from {{ ref('int_article_versions') }}
),

delegation_keys as (
    select * from {{ ref('int_delegation_keys') }}
),

person_identities as (
    select * from {{ ref('stg_person_identities') }}
),

final as (
    -- Two documents with the same words give the same rows.
    select distinct
        reports.member_report_id,
        reports.delegation_report_id,
        reports.article_id,
        delegation_keys.delegation_id,
        person_identities.person_id,
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
    left join delegation_keys using (delegation_report_id, content_sha256)
    left join person_identities using (mention_id)
)

select * from final
