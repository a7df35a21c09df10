-- Grain: one delegation, that is one party at one event.
with evidence as (
    select * from {{ ref('int_delegation_evidence') }}
),

statuses as (
    select * from {{ ref('int_delegation_statuses') }}
),

heads as (
    select * from {{ ref('int_delegation_heads') }}
),

members as (
    select * from {{ ref('int_delegation_members') }}
    where status not in ('absent', 'denied')
),

party_types as (
    {{ modal('evidence', 'delegation_id', 'party_type') }}
),

sizes as (
    {{ modal('evidence', 'delegation_id', 'size_stated') }}
),

named as (
    select
        delegation_id,
        count(distinct person_id) as size_named,
        min(post_rank) as seniority_rank
    from members
    group by delegation_id
),

counts as (
    select
        delegation_id,
        event_id,
        party,
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
        counts.delegation_id,
        counts.event_id,
        counts.party,
        party_types.party_type,
        statuses.status,
        heads.head_person_id,
        statuses.list_status,
        coalesce(named.size_named, 0) as size_named,
        sizes.size_stated,
        counts.n_articles,
        counts.n_sources,
        counts.n_independent,
        counts.first_seen_at,
        counts.last_seen_at,
        named.seniority_rank,
        head_members.post_rank as head_rank
    from counts
    inner join statuses using (delegation_id)
    inner join party_types using (delegation_id)
    left join heads using (delegation_id)
    left join named using (delegation_id)
    left join sizes using (delegation_id)
    left join members as head_members
        on counts.delegation_id = head_members.delegation_id
        and heads.head_person_id = head_members.person_id
)

select * from final
order by delegation_id
