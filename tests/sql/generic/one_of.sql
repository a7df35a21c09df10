{# Each column holds only the values listed for it; it may be null only where null is listed. #}
{% test one_of(model, values) %}
    {%- for column, allowed in values.items() %}
    select
        '{{ column }}' as column_name,
        cast({{ column }} as varchar) as value
    from {{ model }}
    where
        {%- if none in allowed %} {{ column }} is not null and{% else %} {{ column }} is null or{% endif %}
        {{ column }} not in ('{{ allowed | reject('none') | join("', '") }}')
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}
{% endtest %}
