-- Grain: one report of a person in a delegation, with its voice and whether it tells a plan or an outcome.
with verdicts as (
    select * from {{ ref('stg_member_decisions') }}
),

reports as (
    select * from {{ ref('member_reports') }}
    where not is_superseded and member_report_id not in (select member_report_id from verdicts where verdict = 'wrong')
),

delegations as (
    select * from {{ ref('int_delegation_evidence') }}
),

first_sights as (
    {{ first_reported('member_reports', ['delegation_id', 'person_id']) }}
),

title_ranks as (
    select * from {{ ref('int_title_ranks') }}
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
        {{ key_of('dlm', ['reports.delegation_id', 'reports.person_id']) }} as delegation_member_id,
        title_ranks.rank,
        title_ranks.field,
        case
            when reports.status in ('attended', 'absent') then 'outcome'
            when reports.status in ('announced', 'confirmed') then 'plan'
            else delegations.tense
        end as tense,
        delegations.source_id,
        delegations.voice_id,
        delegations.reported_at,
        first_sights.first_seen_at,
        delegations.last_seen_at
    from reports
    inner join delegations using (delegation_report_id)
    inner join first_sights
        on reports.delegation_id = first_sights.delegation_id
        and reports.person_id = first_sights.person_id
        and reports.article_id = first_sights.article_id
    left join title_ranks using (title_text)
)

select * from final
