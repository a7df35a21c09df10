-- Grain: one refusal of a document at one stage. What was read before stays.
{{ config(materialized='incremental', incremental_strategy='append') }}
select * from {{ ref('stg_rejects') }}
