-- Grain: one rank that one article gives the post of a person of a delegation, in one field.
{{ config(materialized='ephemeral') }}
with members as (
    select * from {{ ref('int_member_evidence') }}
    where field is not null
),

final as (
    select distinct
        delegation_member_id as subject_id,
        'title' as property,
        field as scope,
        tense,
        article_id,
        source_id,
        voice_id,
        -- One wording for all titles of one rank: 'deputy foreign minister' and 'first deputy foreign minister'.
        first_value(title_text) over (
            partition by delegation_member_id, field, rank order by length(title_text), title_text
        ) as value,
        [cast(rank as varchar)] as options
    from members
)

select * from final
