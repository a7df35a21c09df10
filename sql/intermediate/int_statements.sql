-- Grain: one value that one article gives of one property of an event, a delegation or a member.
with events as (
    select * from {{ ref('int_event_statements') }}
),

delegations as (
    select * from {{ ref('int_delegation_statements') }}
),

memberships as (
    select * from {{ ref('int_membership_statements') }}
),

titles as (
    select * from {{ ref('int_title_statements') }}
),

final as (
    select 'event' as subject_type, * from events
    union all by name
    select 'delegation' as subject_type, * from delegations
    union all by name
    select 'delegation_member' as subject_type, * from memberships
    union all by name
    select 'delegation_member' as subject_type, * from titles
)

select * from final
