-- Grain: one report of a delegation in one version of an article.
with reports as (
    select * from {{ ref('stg_delegation_reports') }}
),

event_identities as (
    select * from {{ ref('stg_event_identities') }}
),

final as (
    select distinct
        reports.delegation_report_id,
        reports.content_sha256,
        reports.article_id,
        event_identities.event_id,
        reports.party,
        {{ key_of('del', ['event_identities.event_id', 'reports.party']) }} as delegation_id
    from reports
    inner join event_identities using (event_report_id)
)

select * from final
