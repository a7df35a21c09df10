select event_id, party, role, n_sources
from event_participants
order by event_id, role <> 'party', role, party
