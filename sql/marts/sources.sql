-- Grain: one outlet that published an article of ours.
with articles as (
    select * from {{ ref('articles') }}
),

outlets as (
    select * from {{ ref('stg_outlets') }}
),

countries as (
    select * from {{ ref('stg_countries') }}
),

counts as (
    select
        source_id,
        arg_max(source_name, (last_seen_at, article_id)) as printed_name,
        count(*) as n_articles,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from articles
    group by source_id
),

final as (
    select
        counts.source_id,
        coalesce(outlets.name, counts.printed_name) as name,
        countries.name as country,
        outlets.kind,
        outlets.state_affiliation,
        counts.n_articles,
        counts.first_seen_at,
        counts.last_seen_at
    from counts
    left join outlets using (source_id)
    left join countries using (country_id)
)

select * from final
order by source_id
