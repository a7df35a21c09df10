select person_id, left(name, 200) as name, n_articles, decided_by, rule
from person_names
order by person_id, n_articles desc, name
