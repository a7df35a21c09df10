-- Grain: two persons who met at a table on different sides, the one with the lower id first.
with members as (
    select * from {{ ref('delegation_members') }}
    where status not in ('absent', 'denied')
),

delegations as (
    select * from {{ ref('delegations') }}
    where status not in ('cancelled', 'historic')
),

events as (
    select * from {{ ref('events') }}
    where status = 'held'
),

seated as (
    select
        members.person_id,
        delegations.party,
        events.event_id,
        events.start_date
    from members
    inner join delegations using (delegation_id)
    inner join events using (event_id)
),

meetings as (
    select
        one.person_id as person_a_id,
        other.person_id as person_b_id,
        one.party as party_a,
        other.party as party_b,
        event_id,
        one.start_date
    from seated as one
    inner join seated as other using (event_id)
    where one.person_id < other.person_id and one.party <> other.party
),

final as (
    select
        person_a_id,
        person_b_id,
        -- Who changed sides is shown on the side of the last meeting.
        arg_max(party_a, (coalesce(start_date, date '0001-01-01'), event_id, party_a)) as party_a,
        arg_max(party_b, (coalesce(start_date, date '0001-01-01'), event_id, party_b)) as party_b,
        count(distinct event_id) as n_meetings,
        min(start_date) as first_met_on,
        max(start_date) as last_met_on
    from meetings
    group by person_a_id, person_b_id
)

select * from final
order by person_a_id, person_b_id
