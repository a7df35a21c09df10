{#
  When the words of each article on each key were first retrieved: an article may have gained them in a later version. The
  relation holds reported rows of all versions, the superseded ones too.
#}
{% macro first_reported(relation, keys) %}
    select
        {{ keys | join(', ') }},
        article_id,
        min(versions.retrieved_at) as first_seen_at
    from {{ ref(relation) }}
    inner join {{ ref('int_article_versions') }} as versions using (article_id, version)
    group by {{ keys | join(', ') }}, article_id
{% endmacro %}
