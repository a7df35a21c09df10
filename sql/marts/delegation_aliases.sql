-- Grain: one delegation_id that is in use no more, because its event was found to be one with another.
with aliases as (
    select * from {{ ref('event_aliases') }}
),

delegations as (
    select * from {{ ref('delegations') }}
),

final as (
    select
        {{ key_of('del', ['aliases.former_event_id', 'delegations.party']) }} as former_delegation_id,
        delegations.delegation_id
    from aliases
    inner join delegations using (event_id)
)

select * from final
order by former_delegation_id
