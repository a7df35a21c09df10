-- Grain: one event in one version of an article.
with source as (
    select * from {{ source('new_batches', 'event_reports') }}
),

final as (
    select
        event_report_id,
        article_id,
        content_sha256,
        event_type,
        status,
        quote,
        start_char,
        end_char,
        extractor,
        place,
        country,
        start_date,
        date_precision,
        end_date,
        host,
        round_no,
        parties,
        confidence
    from source
)

select * from final
