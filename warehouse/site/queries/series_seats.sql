-- Who sat for whom in which round.
select events.series_id, events.event_id, events.round_no, delegations.delegation_id, delegations.party,
    delegations.list_status, members.person_id, members.role, members.status
from events
inner join delegations using (event_id)
left join delegation_members as members using (delegation_id)
where events.series_id is not null and events.round_no is not null
order by events.series_id, delegations.party, events.round_no, events.start_date, events.event_id, members.person_id
