{#
  The value of a column that most independent voices give, one row per key; keys for which no row has a value are left out.
  The relation has voice_id and reported_at. Ties: the value reported last, then the lowest. `prefer` is a condition: values
  of rows that meet it come before all others.
#}
{% macro modal(relation, key, column, prefer='false') %}
    select
        {{ key }},
        {{ column }}
    from {{ relation }}
    where {{ column }} is not null
    group by {{ key }}, {{ column }}
    qualify row_number() over (
        partition by {{ key }}
        order by
            bool_or(coalesce({{ prefer }}, false)) desc,
            count(distinct voice_id) desc,
            max(reported_at) desc,
            {{ column }}
    ) = 1
{% endmacro %}
