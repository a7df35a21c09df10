-- Whom a person met across the table, both ways round; the ten met most often.
with pairs as (
    select person_a_id as person_id, person_b_id as other_id, party_b as party, n_meetings, first_met_on, last_met_on
    from counterparts
    union all
    select person_b_id, person_a_id, party_a, n_meetings, first_met_on, last_met_on
    from counterparts
)
select * from pairs
qualify row_number() over (partition by person_id order by n_meetings desc, last_met_on desc nulls last, other_id) <= 10
order by person_id, n_meetings desc, last_met_on desc nulls last, other_id
