-- Grain: one person of one delegation.
with members as (
    select * from {{ ref('int_delegation_members') }}
),

replacements as (
    select * from {{ ref('int_replacements') }}
),

final as (
    select
        members.delegation_id,
        members.person_id,
        members.role,
        members.status,
        members.title_text,
        replacements.replaces_person_id,
        members.n_articles,
        members.n_sources,
        members.n_independent,
        members.first_seen_at,
        members.last_seen_at,
        members.delegation_member_id,
        replacements.replaces_as,
        members.post_rank
    from members
    left join replacements using (delegation_id, person_id)
)

select * from final
order by delegation_id, person_id
