-- Grain: one person.
{{ config(materialized='incremental', incremental_strategy='append', pre_hook='{{ forget_changed_persons() }}') }}
with evidence as (
    {{ evidence_of_changed_persons() }}
),

spellings as (
    select * from {{ ref('person_names') }}
    where person_id in (select person_id from evidence)
),

-- A full name before one with initials, that before a lone surname; then what most articles print.
names as (
    select
        person_id,
        name
    from spellings
    qualify row_number() over (
        partition by person_id
        order by
            contains(trim(name), ' ') desc,
            regexp_matches(name, '\b\p{L}\.'),
            n_articles desc,
            length(name) desc,
            name
    ) = 1
),

countries as (
    {{ modal('evidence', 'person_id', 'country') }}
),

posts as (
    select * from evidence
    where not is_former
),

titles as (
    {{ latest_title('posts', ['person_id']) }}
),

counts as (
    select
        person_id,
        count(distinct article_id) as n_articles,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from evidence
    group by person_id
),

final as (
    select
        counts.person_id,
        names.name,
        countries.country,
        titles.title_text as current_title,
        counts.n_articles,
        counts.first_seen_at,
        counts.last_seen_at
    from counts
    inner join names using (person_id)
    left join countries using (person_id)
    left join titles using (person_id)
)

select * from final
order by person_id
