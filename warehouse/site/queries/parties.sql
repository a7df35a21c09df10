select party, any_value(party_type) as party_type, count(*) as n_delegations, count(distinct event_id) as n_events
from delegations
group by party
order by n_delegations desc, party
