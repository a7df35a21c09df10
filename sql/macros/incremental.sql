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
  Reported rows that this model has to write: those of new batches, and those that its table holds with other values in the
  columns that are told anew. `told` gives these as the tables say today that are joined by `joined`; the version of the
  article is always among them. Two documents with the same words give the same rows.
#}
{% macro reported_rows(relation, key, told={}, joined='') -%}
    {%- set told = dict(told, version='versions.version', is_superseded='not versions.is_latest') -%}
    select distinct * from {{ ref(relation) }}
    {%- if is_incremental() %}
    anti join {{ this }} using ({{ key }})
    union all by name
    select * exclude ({{ told | join(', ') }}) from {{ this }}
    where {{ key }} in (
        select reports.{{ key }}
        from {{ this }} as reports
        inner join {{ ref('int_article_versions') }} as versions using (article_id, content_sha256)
        {{ joined }}
        where
            {%- for column, value in told.items() %}
            reports.{{ column }} is distinct from ({{ value }}){% if not loop.last %} or{% endif %}
            {%- endfor %}
    )
    {%- endif %}
{%- endmacro %}
