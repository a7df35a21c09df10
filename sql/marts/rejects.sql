-- Grain: one document refused at one stage.
with rejects as (
    select * from {{ ref('stg_rejects') }}
),

final as (
    select * from rejects
)

select * from final
