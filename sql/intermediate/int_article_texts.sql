-- Grain: one text of one document, apart from all that can be told anew of it. What was read before stays.
{{ config(materialized='incremental', incremental_strategy='append') }}
with articles as (
    select * from {{ ref('stg_articles') }}
),

final as (
    select distinct on (article_id, content_sha256, document_id)
        article_id,
        content_sha256,
        document_id,
        text
    from articles
    {%- if is_incremental() %}
    anti join {{ this }} using (article_id, content_sha256, document_id)
    {%- endif %}
)

select * from final
