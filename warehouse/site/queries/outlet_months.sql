select source_id, strftime(coalesce(published_on, cast(published_at as date)), '%Y-%m') as month, count(*) as n_articles
from articles
group by all
order by all
