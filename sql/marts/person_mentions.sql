-- Grain: one person in the latest version of an article.
with reports as (
    select * from {{ ref('stg_person_mentions') }}
),

versions as (
    select * from {{ ref('int_article_versions') }}
    where is_latest
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
        reports.content_sha256
    from reports
    inner join versions using (article_id, content_sha256)
    left join person_identities using (mention_id)
)

select * from final
