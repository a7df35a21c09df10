-- Grain: one spelling of one person's name.
with evidence as (
    select * from {{ ref('int_person_evidence') }}
),

identities as (
    select * from {{ ref('stg_person_identities') }}
),

counts as (
    select
        evidence.person_id,
        evidence.name_text as name,
        count(distinct evidence.article_id) as n_articles
    from evidence
    group by evidence.person_id, evidence.name_text
),

-- A human decision before any rule; of several rules the one that is surest.
ties as (
    select
        evidence.person_id,
        evidence.name_text as name,
        identities.decided_by,
        identities.score,
        identities.rule,
        identities.decision_id
    from evidence
    inner join identities using (mention_id)
    qualify row_number() over (
        partition by evidence.person_id, evidence.name_text
        order by identities.decided_by = 'human' desc, identities.score desc, identities.rule, identities.decision_id
    ) = 1
),

final as (
    select
        counts.person_id,
        counts.name,
        counts.n_articles,
        ties.decided_by,
        ties.score,
        ties.rule,
        ties.decision_id
    from counts
    inner join ties using (person_id, name)
)

select * from final
order by person_id, name
