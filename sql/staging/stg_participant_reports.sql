-- Grain: one party of one event in one version of an article.
with source as (
    select * from {{ source('new_batches', 'participant_reports') }}
),

final as (
    select
        participant_report_id,
        event_report_id,
        article_id,
        content_sha256,
        party,
        role,
        quote,
        start_char,
        end_char,
        extractor
    from source
)

select * from final
