-- Grain: one party in one round of a series, with the round before in which it named anyone.
with series as (
    select * from {{ ref('int_event_series') }}
    where is_round
),

delegations as (
    select * from {{ ref('delegations') }}
    where status <> 'cancelled' and size_named > 0
),

final as (
    select
        series.series_id,
        delegations.party,
        series.round_no,
        delegations.delegation_id,
        delegations.list_status,
        lag(series.round_no) over by_round as previous_round_no,
        lag(delegations.delegation_id) over by_round as previous_delegation_id,
        lag(delegations.list_status) over by_round as previous_list_status
    from series
    inner join delegations using (event_id)
    window by_round as (partition by series.series_id, delegations.party order by series.round_no)
)

select * from final
