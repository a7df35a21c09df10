-- Grain: one person of one party in one round of a series, against the round before.
with changes as (
    select * from {{ ref('int_round_members') }}
),

replacements as (
    select * from {{ ref('int_replacements') }}
    where not is_within_event
),

final as (
    select
        changes.series_id,
        changes.party,
        changes.round_no,
        changes.previous_round_no,
        changes.person_id,
        changes.change,
        changes.role_before,
        changes.role_after,
        came.replaces_person_id,
        gone.person_id as replaced_by_person_id
    from changes
    left join replacements as came using (delegation_id, person_id)
    left join replacements as gone
        on changes.delegation_id = gone.delegation_id
        and changes.person_id = gone.replaces_person_id
)

select * from final
order by series_id, party, round_no, person_id
