-- Grain: one version of an article after its first.
{{ config(materialized='ephemeral') }}
with versions as (
    select * from {{ ref('int_article_versions') }}
),

texts as (
    select
        article_id,
        content_sha256,
        version,
        concat_ws(chr(10), title, text) as new_text,
        lag(concat_ws(chr(10), title, text)) over (partition by article_id order by version) as old_text
    from versions
),

words as (
    select
        * exclude (old_text, new_text),
        regexp_extract_all(lower(old_text), '[\p{L}\p{N}]+') as old_words,
        regexp_extract_all(lower(new_text), '[\p{L}\p{N}]+') as new_words,
        {%- set notice %}'\b(correct(ion|ed)|clarification|an earlier version)\b'{% endset %}
        len(regexp_extract_all(lower(new_text), {{ notice }})) > len(regexp_extract_all(lower(old_text), {{ notice }}))
            as has_notice
    from texts
    where version > 1
),

differences as (
    select
        *,
        list_filter(new_words, lambda word: not list_contains(old_words, word)) as added,
        list_filter(old_words, lambda word: not list_contains(new_words, word)) as removed
    from words
),

final as (
    select
        article_id,
        content_sha256,
        version,
        case
            when has_notice then 'correction'
            -- Few words differ, they are spelt alike, none is a number or a negation, and nothing changed places.
            when abs(len(new_words) - len(old_words)) <= 1
                and len(added) <= 3
                and len(removed) <= 3
                and levenshtein(array_to_string(added, ' '), array_to_string(removed, ' '))
                    <= 2 * greatest(len(added), len(removed))
                and not regexp_matches(array_to_string(list_concat(added, removed), ' '), '\d|\b(no|not|never)\b')
                and (len(added) + len(removed) > 0 or len(new_words) <> len(old_words) or new_words = old_words)
                then 'typo'
            else 'substantive'
        end as change_kind
    from differences
)

select * from final
