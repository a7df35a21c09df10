-- Grain: one delegation.
{{ config(materialized='ephemeral') }}
with evidence as (
    select * from {{ ref('int_delegation_evidence') }}
),

reported as (
    select
        delegation_id,
        bool_or(status = 'attended') as is_attended,
        bool_or(status = 'travelling') as is_travelling,
        bool_or(status = 'announced') as is_announced,
        bool_and(status = 'historic') as is_only_historic,
        bool_or(list_status = 'complete') as is_complete,
        bool_or(list_status = 'partial') as is_partial,
        max(case when status = 'cancelled' then reported_at end) as cancelled_at,
        max(case when status in ('announced', 'travelling', 'attended') then reported_at end) as affirmed_at
    from evidence
    group by delegation_id
),

final as (
    select
        delegation_id,
        case
            when cancelled_at > affirmed_at or (cancelled_at is not null and affirmed_at is null) then 'cancelled'
            when is_attended then 'attended'
            when is_travelling then 'travelling'
            when is_announced then 'announced'
            when is_only_historic then 'historic'
            else 'unknown'
        end as status,
        case when is_complete then 'complete' when is_partial then 'partial' else 'unknown' end as list_status
    from reported
)

select * from final
