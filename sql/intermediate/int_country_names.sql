-- Grain: one way to write a country or to call its people, in folded form.
with countries as (
    select * from {{ ref('stg_countries') }}
),

demonyms as (
    select * from {{ ref('stg_demonyms') }}
),

names as (
    select
        country_id,
        unnest(list_concat([name, official_name], regexp_split_to_array(aliases, '\s*[;|]\s*'))) as printed,
        'name' as kind
    from countries
),

both_kinds as (
    select * from names
    union all
    select country_id, demonym, 'demonym' from demonyms
),

final as (
    select distinct on (folded_name)
        {{ fold('both_kinds.printed') }} as folded_name,
        both_kinds.kind,
        countries.name as country
    from both_kinds
    inner join countries using (country_id)
    where trim(both_kinds.printed) <> ''
    order by folded_name, both_kinds.kind desc, countries.country_id
)

select * from final
