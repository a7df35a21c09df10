-- Grain: one article, latest version, with the voice that it counts as. `told_in` is the build that wrote the row: it writes
-- all articles of each story of which anything changed, and leaves the others.
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='article_id') }}
with versions as (
    select * from {{ ref('int_article_versions') }}
    where is_latest
),

stories as (
    select * from {{ ref('stg_story_identities') }}
),

{%- if is_incremental() %}
changed_stories as (
    select unnest([held.story_id, coalesce(stories.story_id, versions.article_id)]) as story_id
    from versions
    left join stories using (article_id)
    left join {{ this }} as held using (article_id)
    where versions.told_in = '{{ invocation_id }}' or {{ differs({
        'story_id': 'coalesce(stories.story_id, versions.article_id)',
        'duplicate_of': 'stories.duplicate_of',
        'story_credit': 'stories.agency',
    }, 'held') }}
),
{%- endif %}

articles as (
    select
        versions.*,
        coalesce(stories.story_id, versions.article_id) as story_id,
        stories.duplicate_of,
        stories.agency as story_credit
    from versions
    left join stories using (article_id)
    {%- if is_incremental() %}
    where coalesce(stories.story_id, versions.article_id) in (select story_id from changed_stories)
    {%- endif %}
),

outlets as (
    select * from {{ ref('stg_outlets') }}
),

outlet_names as (
    select distinct on (folded_name)
        {{ fold('printed.name') }} as folded_name,
        outlets.source_id
    from outlets
    cross join unnest(list_concat([outlets.name], regexp_split_to_array(outlets.aliases, '\s*[;|]\s*'))) as printed (name)
    where trim(printed.name) <> ''
    order by folded_name, outlets.source_id
),

credits as (
    select
        article_id,
        -- 'Wire A, Wire B' and 'Wire A and agencies' count as their first wire; 'Agencies' alone names none.
        nullif(
            regexp_replace({{ fold("regexp_split_to_array(agency, '\\s*(;|,|/|\\band\\b)\\s*')[1]") }},
                '^(news )?(agencies|agency|wires?|wire services|staff)$', ''),
            ''
        ) as folded_name
    from articles
),

credited as (
    select
        credits.article_id,
        outlet_names.source_id as credited_source_id,
        coalesce(outlet_names.source_id, credits.folded_name) as agency_id
    from credits
    left join outlet_names using (folded_name)
),

told as (
    select
        articles.article_id,
        articles.source_id,
        articles.story_id,
        articles.duplicate_of,
        articles.story_credit,
        credited.credited_source_id,
        credited.agency_id,
        articles.agency = articles.story_credit as is_storys_credit,
        coalesce(articles.published_at, articles.retrieved_at) as reported_at,
        articles.published_on,
        articles.article_first_seen_at as first_seen_at,
        articles.article_last_seen_at as last_seen_at
    from articles
    left join credited using (article_id)
),

final as (
    select
        * exclude (agency_id, credited_source_id, is_storys_credit),
        -- A copy without a credit has that of most others.
        coalesce(
            credited_source_id,
            min(case when is_storys_credit then credited_source_id end) over story
        ) as credited_source_id,
        -- All copies of a story are one voice: the wire that wrote it, else the outlet that had it first.
        coalesce(
            min(case when is_storys_credit then agency_id end) over story,
            min(agency_id) over story,
            min(case when duplicate_of is null then source_id end) over story,
            min(source_id) over story
        ) as voice_id,
        '{{ invocation_id }}' as told_in
    from told
    window story as (partition by story_id)
)

select * from final
