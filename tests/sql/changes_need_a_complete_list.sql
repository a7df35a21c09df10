-- That someone joined or left is said only against a complete list; who stayed or changed roles was there before and after;
-- who came for another is there now.
with changes as (
    select * from {{ ref('composition_changes') }}
),

rounds as (
    select * from {{ ref('int_rounds') }}
),

final as (
    select changes.*
    from changes
    inner join rounds using (series_id, party, round_no)
    where
        (changes.change = 'joined' and rounds.previous_list_status <> 'complete')
        or (changes.change = 'left' and rounds.list_status <> 'complete')
        or (changes.role_before is null) <> (changes.change in ('joined', 'newly_named'))
        or (changes.role_after is null) <> (changes.change in ('left', 'not_named'))
        or (changes.replaces_person_id is not null and changes.role_after is null)
        or (changes.replaced_by_person_id is not null and changes.role_before is null)
)

select * from final
