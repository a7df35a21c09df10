-- Grain: one outlet.
with source as (
    select * from {{ ref('outlets') }}
),

final as (
    select
        cast(source_id as varchar) as source_id,
        cast(name as varchar) as name,
        cast(aliases as varchar) as aliases,
        cast(domain as varchar) as domain,
        cast(country_id as varchar) as country_id,
        cast(kind as varchar) as kind,
        cast(state_affiliation as varchar) as state_affiliation
    from source
)

select * from final
