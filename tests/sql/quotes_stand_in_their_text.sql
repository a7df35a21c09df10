-- Every reported row: the characters from start_char up to end_char of its version of the article are its quote. Rows that
-- no new batch can have changed were looked at before. By `rowid`, DuckDB passes over the long columns of the others.
with reports as (
    {%- for name in [
        'person_mentions', 'entity_mentions', 'event_reports', 'participant_reports', 'delegation_reports',
        'member_reports', 'claim_reports'
    ] %}
    select '{{ name }}' as table_name, article_id, version, quote, start_char, end_char from {{ ref(name) }}
    where rowid in (
        select rowid from {{ ref(name) }}
        where article_id in (
            select article_id from {{ ref('stg_articles') }} union all select article_id from {{ ref('stg_' ~ name) }}
        )
    )
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}
),

versions as (
    select * from {{ ref('article_versions') }}
    where rowid in (select rowid from {{ ref('article_versions') }} where article_id in (select article_id from reports))
),

final as (
    select
        reports.table_name,
        reports.article_id,
        reports.quote
    from reports
    left join versions using (article_id, version)
    where
        substring(versions.text, reports.start_char + 1, reports.end_char - reports.start_char)
        is distinct from reports.quote
)

select * from final
