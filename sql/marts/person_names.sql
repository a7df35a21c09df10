-- Grain: one spelling of one person's name.
{{ config(materialized='incremental', incremental_strategy='append', pre_hook='{{ forget_changed_persons() }}') }}
with evidence as (
    {{ evidence_of_changed_persons() }}
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
        evidence.decided_by,
        evidence.score,
        evidence.rule,
        evidence.decision_id
    from evidence
    qualify row_number() over (
        partition by evidence.person_id, evidence.name_text
        order by evidence.decided_by = 'human' desc, evidence.score desc, evidence.rule, evidence.decision_id
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
