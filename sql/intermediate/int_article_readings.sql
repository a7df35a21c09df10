-- Grain: one article as read from one document at one time. What was read before stays.
{{ config(materialized='incremental', incremental_strategy='append') }}
with articles as (
    select * from {{ ref('stg_articles') }}
),

final as (
    select * exclude (text)
    from articles
)

select * from final
