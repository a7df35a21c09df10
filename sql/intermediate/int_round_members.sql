-- Grain: one person of one party in one round of a series or in the round before.
with rounds as (
    select * from {{ ref('int_rounds') }}
    where previous_round_no is not null
),

members as (
    select * from {{ ref('int_delegation_members') }}
    where status not in ('absent', 'denied')
),

sides as (
    select
        rounds.delegation_id as round_delegation_id,
        members.person_id,
        cast(null as varchar) as role_before,
        members.role as role_after
    from rounds
    inner join members using (delegation_id)
    union all
    select
        rounds.delegation_id,
        members.person_id,
        members.role,
        null
    from rounds
    inner join members on rounds.previous_delegation_id = members.delegation_id
),

pairs as (
    select
        round_delegation_id as delegation_id,
        person_id,
        max(role_before) as role_before,
        max(role_after) as role_after
    from sides
    group by all
),

final as (
    select
        pairs.*,
        rounds.series_id,
        rounds.party,
        rounds.round_no,
        rounds.previous_round_no,
        rounds.previous_delegation_id,
        -- Only a complete list says that someone was not on it.
        case
            when pairs.role_before is null and rounds.previous_list_status = 'complete' then 'joined'
            when pairs.role_before is null then 'newly_named'
            when pairs.role_after is null and rounds.list_status = 'complete' then 'left'
            when pairs.role_after is null then 'not_named'
            when pairs.role_before <> pairs.role_after then 'role_changed'
            else 'stayed'
        end as change
    from pairs
    inner join rounds using (delegation_id)
)

select * from final
