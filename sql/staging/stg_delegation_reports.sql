-- Grain: one delegation in one version of an article.
with source as (
    select * from {{ source('new_batches', 'delegation_reports') }}
),

final as (
    select
        delegation_report_id,
        article_id,
        content_sha256,
        event_report_id,
        party,
        party_type,
        status,
        list_status,
        quote,
        start_char,
        end_char,
        extractor,
        counterparts,
        place,
        date,
        date_precision,
        size_stated,
        confidence
    from source
)

select * from final
