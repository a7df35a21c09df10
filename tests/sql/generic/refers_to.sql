{#
  Each key is found in the table that it refers to, in the column of the same name unless `field` says otherwise.
  A key may be absent only where `optional` is set; `where` keeps to the rows that meet a condition.
#}
{% test refers_to(model, keys) %}
    {%- for key in keys %}
    select
        '{{ key.column }}' as column_name,
        referring.{{ key.column }} as key_value
    from {% if key.where %}(select * from {{ model }} where {{ key.where }}){% else %}{{ model }}{% endif %} as referring
    left join {{ key.to }} as referred on referring.{{ key.column }} = referred.{{ key.field | default(key.column) }}
    where referred.{{ key.field | default(key.column) }} is null
    {%- if key.optional | default(false) %} and referring.{{ key.column }} is not null{% endif %}
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}
{% endtest %}
