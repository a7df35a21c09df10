select started_at, status, n_documents, n_articles, n_rejects, duration_ms, left(message, 300) as message
from runs
order by started_at desc
limit 10
