{#
  The rows of a relation that the table of this model does not hold just so; all of them where it is built anew. Columns in
  `but` are not compared: what they say follows from the others. The other columns stand in the order of the table.
#}
{% macro rows_not_in_place(relation, but) -%}
    select * from {{ relation }}
    {%- if is_incremental() %}
    except
    select * exclude ({{ but | join(', ') }}) from {{ this }}
    {%- endif %}
{%- endmacro %}

{#
  Reported rows of new batches, and those that the table of this model holds, less the columns that are told anew. Two
  documents with the same words give the same rows.
#}
{% macro reported_rows(relation, key, retold) -%}
    select distinct * from {{ ref(relation) }}
    {%- if is_incremental() %}
    anti join {{ this }} using ({{ key }})
    union all by name
    select * exclude ({{ retold | join(', ') }}) from {{ this }}
    {%- endif %}
{%- endmacro %}

{# Of `final`, the rows that the table of this model does not hold with the same values in the columns that are told anew. #}
{% macro retold_rows(key, retold) -%}
    select final.*
    from final
    {%- if is_incremental() %}
    anti join {{ this }} as built
        on final.{{ key }} = built.{{ key }}
        {%- for column in retold %}
        and final.{{ column }} is not distinct from built.{{ column }}
        {%- endfor %}
    {%- endif %}
{%- endmacro %}
