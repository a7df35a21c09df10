select event_id, status, start_date, date_precision, first_reported_at, last_reported_at, n_articles, n_independent, is_superseded,
    case date_precision
        when 'month' then strftime(start_date, '%Y-%m')
        when 'year' then strftime(start_date, '%Y')
        else strftime(start_date, '%Y-%m-%d')
    end as day
from event_stages
order by event_id, first_reported_at, start_date nulls last, status
