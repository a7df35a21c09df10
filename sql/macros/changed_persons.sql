{# Of the evidence about persons, the rows that this model has to tell of: all of a person of whom anything changed. #}
{% macro evidence_of_changed_persons() -%}
    select * from {{ ref('int_person_evidence') }}
    where not is_superseded
    {%- if is_incremental() %} and told_in = '{{ invocation_id }}'{% endif %}
{%- endmacro %}

{# To run before such a model: its table keeps nothing of these persons, nor of those whom no article names any more. #}
{% macro forget_changed_persons() -%}
    {%- if is_incremental() %}
    delete from {{ this }}
    where person_id not in (
        select person_id from {{ ref('int_person_evidence') }}
        where not is_superseded and told_in <> '{{ invocation_id }}'
    )
    {%- endif %}
{%- endmacro %}
