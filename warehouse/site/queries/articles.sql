-- Where a quote comes from. Texts stay in the warehouse: the site holds headlines and short quotes.
select
    article_id,
    left(title, 300) as title,
    url,
    canonical_url,
    source_id,
    coalesce(sources.name, source_id) as source_name,
    published_at,
    coalesce(published_on, cast(published_at as date)) as published_on,
    articles.last_seen_at
from articles
left join sources using (source_id)
order by source_id, published_on desc nulls last, article_id
