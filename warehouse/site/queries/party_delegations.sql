select delegations.party, delegations.event_id, delegations.delegation_id, delegations.status, delegations.head_person_id,
    delegations.list_status, delegations.size_named, delegations.size_stated, delegations.n_independent
from delegations
inner join events using (event_id)
order by delegations.party, events.start_date desc nulls last, delegations.event_id
