-- Grain: one report of a person in a delegation, with its voice and whether it tells a plan or an outcome.
with reports as (
    select * from {{ ref('member_reports') }}
    where not is_superseded
),

delegations as (
    select * from {{ ref('int_delegation_evidence') }}
),

final as (
    select
        reports.member_report_id,
        reports.delegation_report_id,
        reports.delegation_id,
        reports.person_id,
        reports.article_id,
        reports.role,
        reports.status,
        reports.title_text,
        case
            when reports.status in ('attended', 'absent') then 'outcome'
            when reports.status in ('announced', 'confirmed') then 'plan'
            else delegations.tense
        end as tense,
        delegations.source_id,
        delegations.voice_id,
        delegations.reported_at,
        delegations.first_seen_at,
        delegations.last_seen_at
    from reports
    inner join delegations using (delegation_report_id)
)

select * from final
