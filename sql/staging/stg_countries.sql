-- Grain: one country or territory.
with source as (
    select * from {{ ref('countries') }}
),

final as (
    select
        cast(country_id as varchar) as country_id,
        cast(name as varchar) as name,
        cast(official_name as varchar) as official_name,
        cast(aliases as varchar) as aliases
    from source
)

select * from final
