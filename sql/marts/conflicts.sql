-- Grain: one property of one subject on which the reports disagree.
with disagreements as (
    select * from {{ ref('int_disagreements') }}
),

statements as (
    select * from {{ ref('int_statements') }}
),

given as (
    select
        disagreements.*,
        statements.tense,
        statements.voice_id
    from disagreements
    inner join statements using (subject_type, subject_id, property, value)
),

totals as (
    select
        subject_type,
        subject_id,
        property,
        kind,
        count(distinct voice_id) as n_voices
    from given
    group by all
),

-- The value of most voices first; of two with as many, what happened before what was planned.
counted as (
    select
        subject_type,
        subject_id,
        property,
        value,
        count(distinct voice_id) as n_value_voices,
        row_number() over (
            partition by subject_type, subject_id, property
            order by count(distinct voice_id) desc, bool_or(tense = 'outcome') desc, value
        ) as value_rank
    from given
    group by subject_type, subject_id, property, value
),

reported as (
    select
        subject_type,
        subject_id,
        property,
        string_agg(value, '; ' order by value_rank) as reported_values,
        arg_min(value, value_rank) as modal_value,
        arg_min(n_value_voices, value_rank) as n_modal_voices
    from counted
    group by subject_type, subject_id, property
),

final as (
    select
        subject_type,
        subject_id,
        totals.property,
        totals.kind,
        reported.reported_values,
        totals.n_voices,
        reported.modal_value,
        reported.n_modal_voices / totals.n_voices as agreement
    from totals
    inner join reported using (subject_type, subject_id, property)
)

select * from final
order by subject_type, subject_id, property
