-- Grain: one person in one version of an article.
with reports as (
    select * from {{ ref('stg_person_mentions') }}
),

versions as (
    select * from {{ ref('int_article_versions') }}
),

person_identities as (
    select * from {{ ref('stg_person_identities') }}
),

final as (
    -- Two documents with the same words give the same rows.
    select distinct
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

select * from final
