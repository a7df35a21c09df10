-- Grain: one person of one delegation who came in place of another: of the round before, or of those announced.
with changes as (
    select * from {{ ref('int_round_members') }}
    union all by name
    select * from {{ ref('int_stand_ins') }}
),

evidence as (
    select * from {{ ref('int_member_evidence') }}
    where field is not null
),

-- Who is named as head says who is it no more; two heads leave open who follows whom.
heads as (
    select
        delegation_id,
        previous_delegation_id,
        any_value(person_id) filter (where role_after = 'head') as person_id,
        any_value(person_id) filter (where role_before = 'head') as replaces_person_id,
        'head' as replaces_as
    from changes
    group by delegation_id, previous_delegation_id
    having count_if(role_after = 'head') = 1 and count_if(role_before = 'head') = 1 and person_id <> replaces_person_id
),

posts as (
    select distinct
        delegation_id,
        person_id,
        field,
        rank
    from evidence
),

-- The rest needs complete lists: one came and one did not, and both held the same post.
holders as (
    select
        came.delegation_id,
        came.previous_delegation_id,
        came.person_id,
        gone.person_id as replaces_person_id,
        'post' as replaces_as
    from changes as came
    inner join changes as gone
        on came.delegation_id = gone.delegation_id
        and came.previous_delegation_id = gone.previous_delegation_id
        and gone.change = 'left'
    inner join posts as new_post on came.delegation_id = new_post.delegation_id and came.person_id = new_post.person_id
    inner join posts as old_post
        on gone.previous_delegation_id = old_post.delegation_id
        and gone.person_id = old_post.person_id
        and new_post.field = old_post.field
        and new_post.rank = old_post.rank
    where came.change = 'joined'
    group by all
),

-- The only one who came, for the only one who did not.
seats as (
    select
        delegation_id,
        previous_delegation_id,
        any_value(person_id) filter (where change = 'joined') as person_id,
        any_value(person_id) filter (where change = 'left') as replaces_person_id,
        'seat' as replaces_as
    from changes
    group by delegation_id, previous_delegation_id
    having count_if(change = 'joined') = 1 and count_if(change = 'left') = 1
),

candidates as (
    select * from heads
    union all
    -- Of two holders of one post, neither is known to have followed.
    select * from holders
    qualify count(*) over (partition by delegation_id, previous_delegation_id, person_id) = 1
        and count(*) over (partition by delegation_id, previous_delegation_id, replaces_person_id) = 1
    union all
    select * from seats
),

final as (
    -- Who was announced to this very table is the nearer of two.
    select
        *,
        previous_delegation_id = delegation_id as is_within_event
    from candidates
    qualify row_number() over (
        partition by delegation_id, person_id
        order by is_within_event desc, list_position(['head', 'post', 'seat'], replaces_as)
    ) = 1
    and row_number() over (
        partition by delegation_id, replaces_person_id
        order by is_within_event desc, list_position(['head', 'post', 'seat'], replaces_as)
    ) = 1
)

select * from final
