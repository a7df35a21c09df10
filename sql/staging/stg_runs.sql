-- Grain: one run of a flow.
with source as (
    select * from {{ source('lake', 'runs') }}
),

final as (
    select
        run_id,
        flow_name,
        started_at at time zone 'UTC' as started_at,
        status,
        n_documents,
        n_unchanged,
        n_duplicates,
        n_articles,
        n_rejects,
        duration_ms,
        ended_at at time zone 'UTC' as ended_at,
        message
    from source
)

select * from final
