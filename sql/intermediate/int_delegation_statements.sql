-- Grain: one value that one article gives of one property of a delegation.
{{ config(materialized='ephemeral') }}
with evidence as (
    select * from {{ ref('int_delegation_evidence') }}
),

members as (
    select * from {{ ref('int_member_evidence') }}
    where role = 'head' and status not in ('absent', 'denied')
),

people as (
    select * from {{ ref('people') }}
),

-- Two heads in one report lead together.
led as (
    select
        members.delegation_report_id,
        list(distinct members.person_id) as options,
        string_agg(distinct people.name, ' and ' order by people.name) as value
    from members
    inner join people using (person_id)
    group by members.delegation_report_id
),

heads as (
    select
        evidence.delegation_id as subject_id,
        'head' as property,
        evidence.tense,
        evidence.article_id,
        evidence.source_id,
        evidence.voice_id,
        led.value,
        led.options
    from evidence
    inner join led using (delegation_report_id)
),

sizes as (
    select
        delegation_id as subject_id,
        'size_stated' as property,
        tense,
        article_id,
        source_id,
        voice_id,
        cast(size_stated as varchar) as value,
        [cast(size_stated as varchar)] as options
    from evidence
    where size_stated is not null
),

final as (
    select * from heads
    union
    select * from sizes
)

select * from final
