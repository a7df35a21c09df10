select
    people.person_id,
    left(people.name, 200) as name,
    people.country,
    left(people.current_title, 300) as current_title,
    people.n_articles,
    people.first_seen_at,
    people.last_seen_at,
    coalesce(seats.n_events, 0) as n_events
from people
left join (
    select person_id, count(distinct event_id) as n_events
    from delegation_members
    inner join delegations using (delegation_id)
    where delegation_members.status not in ('absent', 'denied')
    group by person_id
) as seats using (person_id)
order by people.person_id
