-- Grain: one human decision on one statement that a person was in a delegation.
with decisions as (
    select * from {{ ref('stg_member_decisions') }}
),

reports as (
    select * from {{ ref('member_reports') }}
),

final as (
    select
        decisions.member_report_id,
        decisions.verdict,
        decisions.name,
        decisions.party,
        decisions.decided_by,
        decisions.decided_on,
        decisions.note,
        reports.article_id,
        reports.version,
        reports.delegation_id,
        reports.person_id,
        reports.is_superseded
    from decisions
    left join reports using (member_report_id)
)

select * from final
order by member_report_id
