-- Grain: one claim about one event in one version of an article.
with source as (
    select * from {{ source('new_batches', 'claim_reports') }}
),

final as (
    select
        claim_report_id,
        event_report_id,
        article_id,
        content_sha256,
        property,
        value_text,
        quote,
        start_char,
        end_char,
        extractor,
        earliest_date,
        latest_date
    from source
)

select * from final
