{# A date in words, as exact as it is known: '11 March 2026', 'March 2026', '2026'. #}
{% macro date_text(day, precision) -%}
    case {{ precision }}
        when 'month' then strftime({{ day }}, '%B %Y')
        when 'year' then strftime({{ day }}, '%Y')
        else strftime({{ day }}, '%-d %B %Y')
    end
{%- endmacro %}
