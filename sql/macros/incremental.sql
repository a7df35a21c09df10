{# Of the versions of articles, those that this model has to look at: all of an article of which a new batch tells. #}
{% macro told_versions() -%}
    select * from {{ ref('int_article_versions') }}
    {%- if is_incremental() %}
    where told_in = '{{ invocation_id }}'
    {%- endif %}
{%- endmacro %}

{#
  Reported rows that this model has to write: those of new batches, and those that its table holds with other values in the
  columns that are told anew. `told` gives these as the tables say today that are joined by `joined`; the version of the
  article is always among them. Two documents with the same words give the same rows.
#}
{% macro reported_rows(relation, key, told={}, joined='') -%}
    {%- set of_version = {'version': 'versions.version', 'is_superseded': 'not versions.is_latest'} -%}
    select distinct * from {{ ref(relation) }}
    {%- if is_incremental() %}
    anti join {{ this }} using ({{ key }})
    union all by name
    select * exclude ({{ dict(told, **of_version) | join(', ') }}) from {{ this }}
    where {{ key }} in (
        select reports.{{ key }}
        from {{ this }} as reports
        inner join ({{ told_versions() }}) as versions using (article_id, content_sha256)
        where {{ differs(of_version, 'reports') }}
        {%- if told %}
        union all
        select reports.{{ key }}
        from {{ this }} as reports
        {{ joined }}
        where {{ differs(told, 'reports') }}
        {%- endif %}
    )
    {%- endif %}
{%- endmacro %}

{# Whether a row of `held` has another value in any of these columns than is told today. #}
{% macro differs(told, held) -%}
    {%- for column, value in told.items() %}
    {{ held }}.{{ column }} is distinct from ({{ value }}){% if not loop.last %} or{% endif %}
    {%- endfor %}
{%- endmacro %}
