-- Grain: one refusal of a document at one stage.
with source as (
    select * from {{ source('new_batches', 'rejects') }}
),

final as (
    select
        reject_id,
        document_id,
        uri,
        stage,
        reason,
        detail,
        rejected_at at time zone 'UTC' as rejected_at,
        run_id,
        content_sha256
    from source
)

select * from final
