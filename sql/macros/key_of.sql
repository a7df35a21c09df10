{# The key that transforms.keys.key_of gives for the same parts; all parts are text and a null one counts as absent. #}
{% macro key_of(kind, parts) -%}
    '{{ kind }}-' || left(sha256(
        {%- for part in parts %}
        coalesce(octet_length(encode(nfc_normalize({{ part }}))) || ':' || nfc_normalize({{ part }}), '-:')
        {%- if not loop.last %} || {% endif %}
        {%- endfor %}
    ), 16)
{%- endmacro %}
