-- What articles no longer say is no more in the tables of what they say together.
{%- set bases = {
    'people': ('person_mentions', ['person_id']),
    'events': ('event_reports', ['event_id']),
    'delegations': ('delegation_reports', ['delegation_id']),
    'delegation_members': ('member_reports', ['delegation_id', 'person_id']),
} %}
with final as (
    {%- for table, (reports, keys) in bases.items() %}
    select
        '{{ table }}' as table_name,
        {{ keys[0] }} as key_value
    from {{ ref(table) }}
    anti join (select * from {{ ref(reports) }} where not is_superseded) as reports using ({{ keys | join(', ') }})
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}
)

select * from final
