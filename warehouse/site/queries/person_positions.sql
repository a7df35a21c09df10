select person_id, left(title, 300) as title, organisation, country, first_reported_on, last_reported_on, status, n_articles
from positions_held
order by person_id, status = 'former', last_reported_on desc nulls last, title
