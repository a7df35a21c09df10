select
    event_id, series_id, round_no, left(name, 300) as name, event_type, status, start_date, date_precision, end_date,
    city, country, venue, host, n_articles, n_sources, first_seen_at, last_seen_at, previous_event_id, next_event_id
from events
order by event_id
