-- Grain: one document refused at one stage.
with rejects as (
    select * from {{ ref('int_rejects') }}
),

final as (
    -- A page may return to bytes that were refused before.
    select *
    from rejects
    qualify row_number() over (partition by reject_id order by rejected_at desc) = 1
)

select * from final
order by reject_id
