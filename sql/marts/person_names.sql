-- Grain: one spelling of one person's name.
with evidence as (
    select * from {{ ref('int_person_evidence') }}
),

identities as (
    select * from {{ ref('stg_person_identities') }}
),

final as (
    select
        evidence.person_id,
        evidence.name_text as name,
        count(distinct evidence.article_id) as n_articles,
        case when bool_or(identities.decided_by = 'human') then 'human' else 'rule' end as decided_by,
        max(identities.score) as score
    from evidence
    inner join identities using (mention_id)
    group by all
)

select * from final
