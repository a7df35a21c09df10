-- Grain: one person of one party in one round of a series, against the round before.
with rounds as (
    select * from {{ ref('int_rounds') }}
    where previous_round_no is not null
),

members as (
    select * from {{ ref('delegation_members') }}
    where status not in ('absent', 'denied')
),

before as (
    select
        rounds.series_id,
        rounds.party,
        rounds.round_no,
        members.person_id,
        members.role
    from rounds
    inner join members on rounds.previous_delegation_id = members.delegation_id
),

after as (
    select
        rounds.series_id,
        rounds.party,
        rounds.round_no,
        members.person_id,
        members.role
    from rounds
    inner join members on rounds.delegation_id = members.delegation_id
),

pairs as (
    select
        series_id,
        party,
        round_no,
        person_id,
        before.role as role_before,
        after.role as role_after
    from before
    full join after using (series_id, party, round_no, person_id)
),

final as (
    select
        pairs.series_id,
        pairs.party,
        pairs.round_no,
        rounds.previous_round_no,
        pairs.person_id,
        -- Only a complete list says that someone was not on it.
        case
            when pairs.role_before is null and rounds.previous_list_status = 'complete' then 'joined'
            when pairs.role_before is null then 'newly_named'
            when pairs.role_after is null and rounds.list_status = 'complete' then 'left'
            when pairs.role_after is null then 'not_named'
            when pairs.role_before <> pairs.role_after then 'role_changed'
            else 'stayed'
        end as change,
        pairs.role_before,
        pairs.role_after
    from pairs
    inner join rounds using (series_id, party, round_no)
)

select * from final
