{# The form under which names are looked up, as transforms.reference.fold gives it. #}
{% macro fold(value) -%}
    trim(regexp_replace(replace(replace(lower({{ value }}), '’', ''''), '.', ''), '\s+', ' ', 'g'))
{%- endmacro %}
