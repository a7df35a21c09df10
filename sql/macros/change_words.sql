{# The words of a text: 'it's' and 'its' are one, and a word that stands twice in a row counts once. #}
{% macro words_of(content) -%}
    {%- set words -%}
        regexp_extract_all(regexp_replace({{ content }}, '[''’ʼ]', '', 'g'), '[\p{L}\p{M}\p{N}]+')
    {%- endset -%}
    list_transform(
        list_filter(
            list_zip({{ words }}, list_concat([''], {{ words }}), true),
            lambda two: lower(two[1]) <> lower(two[2])
        ),
        lambda two: two[1]
    )
{%- endmacro %}

{# The numbers of a text, with the signs of currency or of share beside them. #}
{% macro figures_of(content) -%}
    list_transform(
        regexp_extract_all({{ content }}, '\p{Sc}?\p{N}+(?:[.,:/]\p{N}+)*\s?[%‰\p{Sc}]?'),
        lambda figure: trim(figure)
    )
{%- endmacro %}

{# The words of a list in small letters, without blanks between them, less those of another list; null where that is. #}
{% macro joined(words, but=none) -%}
    {%- set kept -%}
        {%- if but -%}
            case when {{ but }} is not null
                then list_filter({{ words }}, lambda word: not list_contains({{ but }}, lower(word))) end
        {%- else -%}
            {{ words }}
        {%- endif -%}
    {%- endset -%}
    lower(array_to_string({{ kept }}, ''))
{%- endmacro %}
