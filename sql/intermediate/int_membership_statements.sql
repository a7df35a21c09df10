-- Grain: one thing that one article says, or says by a complete list, of whether a person was in a delegation.
{{ config(materialized='ephemeral') }}
with members as (
    select * from {{ ref('int_member_evidence') }}
),

lists as (
    select * from {{ ref('int_delegation_evidence') }}
    where list_status = 'complete'
),

said as (
    select
        delegation_id,
        person_id,
        tense,
        article_id,
        source_id,
        voice_id,
        status as value
    from members
),

named as (
    select distinct
        delegation_id,
        person_id
    from members
    where status not in ('absent', 'denied')
),

left_out as (
    select
        lists.delegation_id,
        named.person_id,
        lists.tense,
        lists.article_id,
        lists.source_id,
        lists.voice_id,
        case lists.tense when 'plan' then 'not announced' else 'not listed' end as value
    from lists
    inner join named using (delegation_id)
    anti join members
        on lists.delegation_id = members.delegation_id
        and lists.article_id = members.article_id
        and named.person_id = members.person_id
),

statements as (
    select * from said
    union
    select * from left_out
),

final as (
    select
        {{ key_of('dlm', ['delegation_id', 'person_id']) }} as subject_id,
        'membership' as property,
        tense,
        article_id,
        source_id,
        voice_id,
        value,
        [case when value in ('announced', 'confirmed', 'attended') then 'in' else 'out' end] as options
    from statements
)

select * from final
