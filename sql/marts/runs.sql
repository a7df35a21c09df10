-- Grain: one run of a flow.
with runs as (
    select * from {{ ref('stg_runs') }}
),

final as (
    select * from runs
)

select * from final
order by run_id
