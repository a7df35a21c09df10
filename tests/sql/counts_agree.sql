-- Voices are never more than articles, agreement is a share, sizes count the people who are listed.
with delegations as (
    select * from {{ ref('delegations') }}
),

members as (
    select * from {{ ref('delegation_members') }}
),

conflicts as (
    select * from {{ ref('conflicts') }}
),

present as (
    select
        delegation_id,
        count(*) as n_present
    from members
    where status not in ('absent', 'denied')
    group by delegation_id
),

final as (
    select delegation_id as subject_id
    from delegations
    left join present using (delegation_id)
    where n_independent > n_articles or n_sources > n_articles or size_named <> coalesce(n_present, 0)
    union all
    select subject_id
    from conflicts
    where agreement <= 0 or agreement > 1 or n_voices < 1
)

select * from final
