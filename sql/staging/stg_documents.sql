-- Grain: one document as it was fetched: one URI with bytes other than it had the time before.
with source as (
    select * from {{ source('new_batches', 'documents') }}
),

final as (
    select
        document_id,
        uri,
        raw_sha256,
        n_bytes,
        media_type,
        retrieved_at at time zone 'UTC' as retrieved_at,
        run_id,
        modified_at at time zone 'UTC' as modified_at,
        duplicate_of
    from source
)

select * from final
