-- Grain: one person of one delegation, before rounds are compared.
with evidence as (
    select * from {{ ref('int_member_evidence') }}
),

attendance as (
    select
        delegation_id,
        person_id,
        bool_or(status = 'attended') as was_seen
    from evidence
    group by delegation_id, person_id
),

-- The latest report counts, but one of a plan does not undo one of presence.
statuses as (
    select
        delegation_id,
        person_id,
        status
    from evidence
    inner join attendance using (delegation_id, person_id)
    qualify row_number() over (
        partition by delegation_id, person_id
        order by
            was_seen and status in ('announced', 'confirmed'),
            reported_at desc,
            case status when 'attended' then 1 when 'absent' then 2 when 'denied' then 3 when 'confirmed' then 4 else 5 end
    ) = 1
),

titles as (
    {{ latest_title('evidence', ['delegation_id', 'person_id']) }}
),

ranks as (
    {{ modal('evidence', 'delegation_member_id', 'rank') }}
),

members as (
    select
        delegation_id,
        person_id,
        delegation_member_id,
        arg_min(
            role,
            case role
                when 'head' then 1
                when 'deputy' then 2
                when 'member' then 3
                when 'expert' then 4
                when 'adviser' then 5
                else 6
            end
        ) as role,
        count(distinct article_id) as n_articles,
        count(distinct source_id) as n_sources,
        count(distinct voice_id) as n_independent,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from evidence
    group by all
),

final as (
    select
        members.delegation_id,
        members.person_id,
        members.role,
        statuses.status,
        titles.title_text,
        members.n_articles,
        members.n_sources,
        members.n_independent,
        members.first_seen_at,
        members.last_seen_at,
        members.delegation_member_id,
        ranks.rank as post_rank
    from members
    inner join statuses using (delegation_id, person_id)
    left join titles using (delegation_id, person_id)
    left join ranks using (delegation_member_id)
)

select * from final
