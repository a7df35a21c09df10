-- Grain: one post of one person, that is a title in an organisation.
{{ config(materialized='incremental', incremental_strategy='append', pre_hook='{{ forget_changed_persons() }}') }}
with evidence as (
    {{ evidence_of_changed_persons() }}
        and title_text is not null
),

titles as (
    select * from {{ ref('int_titles') }}
),

held as (
    select
        {{ key_of('pos', ['evidence.person_id', 'titles.post', fold('titles.organisation')]) }} as position_id,
        evidence.*,
        titles.post,
        titles.organisation,
        max(evidence.reported_at) over (partition by evidence.person_id) as person_reported_at
    from evidence
    inner join titles using (title_text)
    where titles.post <> ''
),

organisations as (
    {{ modal('held', 'position_id', 'organisation') }}
),

countries as (
    {{ modal('held', 'position_id', 'country') }}
),

-- What the latest report that gives the post says of it.
latest as (
    select
        position_id,
        case
            when bool_or(is_former) then 'former'
            when any_value(reported_at) = any_value(person_reported_at) then 'current'
            else 'unknown'
        end as status
    from held
    where reported_at = (select max(other.reported_at) from held as other where other.position_id = held.position_id)
    group by position_id
),

counts as (
    select
        position_id,
        person_id,
        post,
        min(reported_on) as first_reported_on,
        max(reported_on) as last_reported_on,
        count(distinct article_id) as n_articles
    from held
    group by all
),

final as (
    select
        counts.person_id,
        counts.post as title,
        organisations.organisation,
        countries.country,
        counts.first_reported_on,
        counts.last_reported_on,
        latest.status,
        counts.n_articles,
        counts.position_id
    from counts
    inner join latest using (position_id)
    left join organisations using (position_id)
    left join countries using (position_id)
)

select * from final
order by position_id
