{# The last day of a date that is exact to the day, the month or the year. #}
{% macro last_day_of(day, precision) -%}
    case {{ precision }}
        when 'month' then last_day({{ day }})
        when 'year' then make_date(year({{ day }}), 12, 31)
        else {{ day }}
    end
{%- endmacro %}
