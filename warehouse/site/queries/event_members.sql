select
    delegations.event_id,
    members.delegation_id,
    members.person_id,
    members.role,
    members.status,
    left(members.title_text, 300) as title_text,
    members.replaces_person_id,
    members.n_articles,
    members.n_independent,
    changes.change,
    changes.role_before,
    changes.previous_round_no
from delegation_members as members
inner join delegations using (delegation_id)
inner join events using (event_id)
left join composition_changes as changes
    on events.series_id = changes.series_id
    and events.round_no = changes.round_no
    and delegations.party = changes.party
    and members.person_id = changes.person_id
order by
    delegations.event_id, members.delegation_id,
    list_position(['head', 'deputy', 'member', 'expert', 'adviser', 'interpreter'], members.role),
    members.post_rank nulls last, members.person_id
