select
    event_id, delegation_id, party, party_type, status, head_person_id, list_status, size_named, size_stated, n_articles,
    n_sources, n_independent
from delegations
order by event_id, party, delegation_id
