select series_id, party, round_no, previous_round_no, person_id, change, role_before, role_after, replaces_person_id, replaced_by_person_id
from composition_changes
order by series_id, party, round_no,
    list_position(['joined', 'newly_named', 'role_changed', 'left', 'not_named', 'stayed'], change), person_id
