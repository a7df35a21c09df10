select source_id, coalesce(name, source_id) as name, country, kind, state_affiliation, n_articles, first_seen_at, last_seen_at
from sources
order by n_articles desc, name, source_id
