select
    members.person_id,
    delegations.event_id,
    members.delegation_id,
    delegations.party,
    members.role,
    members.status,
    left(members.title_text, 300) as title_text,
    members.replaces_person_id,
    members.n_articles,
    members.n_independent
from delegation_members as members
inner join delegations using (delegation_id)
inner join events using (event_id)
order by members.person_id, events.start_date desc nulls last, delegations.event_id, members.delegation_id
