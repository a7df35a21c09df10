{# The form under which names are looked up, as transforms.reference.fold gives it. #}
{% macro fold(value) -%}
    trim(regexp_replace(replace(replace(lower({{ value }}), '’', ''''), '.', ''), '\s+', ' ', 'g'))
{%- endmacro %}

{# The form under which spellings of a place are one: folded, and without diacritics. #}
{% macro fold_spelling(value) -%}
    strip_accents({{ fold(value) }})
{%- endmacro %}
