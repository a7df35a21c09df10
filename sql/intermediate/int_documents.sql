-- Grain: one document as it was fetched. What was read before stays.
{{ config(materialized='incremental', incremental_strategy='append') }}
select * from {{ ref('stg_documents') }}
