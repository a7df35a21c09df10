{#
  The title that each key is given last, one row per key; keys without a title are left out. The relation has title_text and
  reported_at. Ties: the longest, then the lowest.
#}
{% macro latest_title(relation, keys) %}
    select
        {{ keys | join(', ') }},
        title_text
    from {{ relation }}
    where title_text is not null
    qualify row_number() over (
        partition by {{ keys | join(', ') }}
        order by reported_at desc, length(title_text) desc, title_text
    ) = 1
{% endmacro %}
