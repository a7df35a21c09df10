-- Grain: one delegation of which some report names the head.
{{ config(materialized='ephemeral') }}
with members as (
    select
        *,
        person_id as head_person_id
    from {{ ref('int_member_evidence') }}
    where role = 'head' and status not in ('absent', 'denied')
),

final as (
    {{ modal('members', 'delegation_id', 'head_person_id') }}
)

select * from final
