-- Grain: one delegation against one other at the same event.
with delegations as (
    select * from {{ ref('delegations') }}
    where status <> 'cancelled'
),

final as (
    select
        delegations.event_id,
        delegations.delegation_id,
        counterparts.delegation_id as counterpart_delegation_id,
        delegations.party,
        counterparts.party as counterpart_party,
        delegations.seniority_rank,
        counterparts.seniority_rank as counterpart_seniority_rank,
        counterparts.seniority_rank - delegations.seniority_rank as seniority_lead,
        delegations.head_rank,
        counterparts.head_rank as counterpart_head_rank,
        counterparts.head_rank - delegations.head_rank as head_lead,
        case sign(coalesce(head_lead, seniority_lead))
            when 1 then 'higher'
            when 0 then 'equal'
            when -1 then 'lower'
            else 'unknown'
        end as parity
    from delegations
    inner join delegations as counterparts using (event_id)
    where delegations.delegation_id <> counterparts.delegation_id
)

select * from final
order by delegation_id, counterpart_delegation_id
