-- Grain: one person of one delegation in one version of an article.
with source as (
    select * from {{ source('new_batches', 'member_reports') }}
),

final as (
    select
        member_report_id,
        delegation_report_id,
        article_id,
        content_sha256,
        mention_id,
        name_text,
        role,
        status,
        quote,
        start_char,
        end_char,
        extractor,
        title_text,
        confidence
    from source
)

select * from final
