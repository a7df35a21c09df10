-- Grain: one event.
with evidence as (
    select * from {{ ref('int_event_evidence') }}
),

types as (
    {{ modal('evidence', 'event_id', 'event_type') }}
),

-- What was held was held; else the latest report counts, and a proposal only where nothing else is reported.
statuses as (
    select
        event_id,
        status
    from evidence
    qualify row_number() over (
        partition by event_id
        order by
            status = 'held' desc,
            status = 'proposed',
            reported_at desc,
            case status when 'cancelled' then 1 when 'postponed' then 2 else 3 end
    ) = 1
),

-- PLOVER has no type for a statement or a ceremony as such: only a signing is an agreement.
signings as (
    select
        event_id,
        bool_or(regexp_matches(lower(quote), '\b(sign(s|ed|ing)?|treaty|accord|agreement)\b')) as is_signing
    from evidence
    group by event_id
),

final as (
    select
        statuses.event_id,
        statuses.status,
        types.event_type,
        case
            when types.event_type in ('talks', 'visit', 'summit', 'meeting') then 'CONSULT'
            when types.event_type = 'ceremony' and signings.is_signing then 'AGREE'
            when types.event_type = 'ceremony' then 'CONSULT'
        end as plover_type
    from statuses
    inner join types using (event_id)
    inner join signings using (event_id)
)

select * from final
