-- The head of a delegation is a member of it in the role of head.
with delegations as (
    select * from {{ ref('delegations') }}
    where head_person_id is not null
),

heads as (
    select * from {{ ref('delegation_members') }}
    where role = 'head'
),

final as (
    select delegations.delegation_id
    from delegations
    anti join heads
        on delegations.delegation_id = heads.delegation_id
        and delegations.head_person_id = heads.person_id
)

select * from final
