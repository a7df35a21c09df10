-- Grain: one value of one property of one subject that cannot hold together with another value reported of it.
with all_statements as (
    select * from {{ ref('int_statements') }}
),

-- An outcome that a voice repeats in many articles is compared once.
statements as (
    select distinct
        * exclude (article_id),
        case when tense = 'plan' then article_id end as article_id
    from all_statements
),

pairs as (
    select
        subject_type,
        subject_id,
        property,
        one.value as one_value,
        other.value as other_value,
        case
            when 'denied' in (one.value, other.value) then 'denied'
            when one.tense <> other.tense then 'plan_vs_outcome'
            -- Copies of one story are one voice, whoever prints them.
            when one.voice_id <> other.voice_id and one.source_id <> other.source_id then 'contradiction'
            else 'self_contradiction'
        end as kind
    from statements as one
    inner join statements as other using (subject_type, subject_id, property)
    where
        one.value < other.value
        -- A person may hold posts in several fields.
        and one.scope is not distinct from other.scope
        and case
            when one.options is not null then not list_has_any(one.options, other.options)
            else one.latest_date < other.earliest_date or other.latest_date < one.earliest_date
        end
        -- A plan may change: a date, a place and a list of members until the day, anything from one article to the next.
        and not (
            one.tense = 'plan'
            and other.tense = 'plan'
            and 'denied' not in (one.value, other.value)
            and (
                property in ('start_date', 'place', 'membership')
                or (one.voice_id = other.voice_id and one.article_id <> other.article_id)
            )
        )
),

ranked as (
    select
        *,
        -- The gravest kind is what the property is filed under.
        list_position(['contradiction', 'self_contradiction', 'denied', 'plan_vs_outcome'], kind) as kind_rank
    from pairs
),

final as (
    select distinct
        subject_type,
        subject_id,
        property,
        unnest([one_value, other_value]) as value,
        arg_min(kind, kind_rank) over (partition by subject_type, subject_id, property) as kind
    from ranked
)

select * from final
