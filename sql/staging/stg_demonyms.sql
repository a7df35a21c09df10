-- Grain: one demonym.
with source as (
    select * from {{ ref('demonyms') }}
),

final as (
    select
        cast(demonym as varchar) as demonym,
        cast(country_id as varchar) as country_id
    from source
)

select * from final
