-- Grain: one person of one delegation who was announced and did not come, or who came and was never announced.
with members as (
    select * from {{ ref('int_delegation_members') }}
),

evidence as (
    select * from {{ ref('int_member_evidence') }}
),

planned as (
    select distinct
        delegation_id,
        person_id
    from evidence
    where tense = 'plan'
),

-- Only a complete list of those who came says that someone did not.
complete as (
    select distinct delegation_id
    from {{ ref('int_delegation_evidence') }}
    where tense = 'outcome' and list_status = 'complete'
),

final as (
    select
        members.delegation_id,
        members.person_id,
        case when planned.person_id is not null then members.role end as role_before,
        case when planned.person_id is null then members.role end as role_after,
        members.delegation_id as previous_delegation_id,
        case when planned.person_id is null then 'joined' else 'left' end as change
    from members
    left join planned using (delegation_id, person_id)
    left join complete using (delegation_id)
    where
        case
            when planned.person_id is null then members.status = 'attended'
            when members.status = 'absent' then true
            else members.status in ('announced', 'confirmed') and complete.delegation_id is not null
        end
)

select * from final
