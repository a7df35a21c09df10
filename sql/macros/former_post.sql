{# Titles of posts that are held no more, to be matched without regard to case: 'former envoy', 'Ruritania's ex-envoy'. #}
{% macro former_post() -%}
    '^([^ ]+ ){0,2}(former|ex|then|late)\b'
{%- endmacro %}
