-- A conflict stands on the page of its event, whether it is about the event, a delegation or a member.
with subjects as (
    select 'event' as subject_type, event_id as subject_id, event_id, cast(null as varchar) as delegation_id,
        cast(null as varchar) as party, cast(null as varchar) as person_id
    from events
    union all
    select 'delegation', delegation_id, event_id, delegation_id, party, null
    from delegations
    union all
    select 'delegation_member', delegation_member_id, event_id, delegation_id, party, person_id
    from delegation_members
    inner join delegations using (delegation_id)
)

select subjects.event_id, conflicts.* replace (left(reported_values, 2000) as reported_values), subjects.delegation_id, subjects.party, subjects.person_id
from conflicts
inner join subjects using (subject_type, subject_id)
order by subjects.event_id, conflicts.kind = 'plan_vs_outcome', conflicts.property, conflicts.subject_id
