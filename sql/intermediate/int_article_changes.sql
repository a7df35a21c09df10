-- Grain: one version of an article and the one before it. What was compared before stays.
{{ config(materialized='incremental', incremental_strategy='append') }}
{%- set pair = 'article_id, content_sha256, document_id, previous_sha256, previous_document_id' %}
{#- A change beyond these is no matter of spelling. #}
{%- set most_changed_words, most_changed_chars = 6, 40 %}
with versions as (
    {{ told_versions() }}
),

texts as (
    select * from {{ ref('int_article_texts') }}
),

compared as (
    select
        {{ pair }},
        version
    from versions
    {%- if is_incremental() %}
    anti join {{ this }} using ({{ pair }})
    {%- endif %}
    where previous_document_id is not null
),

contents as (
    select
        versions.article_id,
        versions.version,
        nfc_normalize(concat_ws(chr(10), title, text)) as content,
        list_filter(
            string_split(concat_ws(chr(10), title, standfirst, notes, text), chr(10)),
            lambda line: regexp_matches(line, {{ correction_notice() }}, 'i')
        ) as notices
    from versions
    inner join texts using (article_id, content_sha256, document_id)
    where versions.article_id in (select article_id from compared)
),

pairs as (
    select
        compared.*,
        older.content as old_content,
        newer.content as new_content,
        not list_has_all(older.notices, newer.notices) as has_notice
    from compared
    inner join contents as newer using (article_id, version)
    inner join contents as older on newer.article_id = older.article_id and newer.version = older.version + 1
),

near as (
    select
        article_id,
        version,
        {{ words_of('old_content') }} as old_words,
        {{ words_of('new_content') }} as new_words
    from pairs
    where not has_notice
        and abs(length(old_content) - length(new_content)) <= {{ most_changed_chars }}
        and {{ figures_of('old_content') }} = {{ figures_of('new_content') }}
),

printed as (
    select article_id, version, unnest(new_words) as word, 1 as step from near
    union all
    select article_id, version, unnest(old_words), -1 from near
),

-- Words of which one of the two versions has more. One that never stands in small letters may be a name, and so may all
-- words of a script that has none.
changed as (
    select
        article_id,
        version,
        lower(word) as word,
        sum(step) as gain,
        bool_and(word <> lower(word) or word = upper(word)) as is_name
    from printed
    group by article_id, version, lower(word)
    having gain <> 0
    qualify sum(abs(gain)) over (partition by article_id, version) <= {{ most_changed_words }}
),

-- A word and what stands in its place, spelt alike but for a letter (of long words two); no names, numbers or negations.
slips as (
    select distinct
        removed.article_id,
        removed.version,
        unnest([removed.word, added.word]) as word
    from changed as removed
    inner join changed as added
        on removed.article_id = added.article_id
        and removed.version = added.version
        and removed.gain = -added.gain
        and removed.gain < 0
    where not (removed.is_name and added.is_name)
        and not regexp_matches(removed.word, {{ word_of_substance() }})
        and not regexp_matches(added.word, {{ word_of_substance() }})
        -- Who misspells a word seldom misses its first letter: 'likely' is no slip for 'unlikely'.
        and (left(removed.word, 1) = left(added.word, 1)
            or list_sort(string_split(removed.word, '')) = list_sort(string_split(added.word, '')))
        and damerau_levenshtein(strip_accents(removed.word), strip_accents(added.word))
            -- in bytes, of which the letters of other scripts have several
            <= case when length(added.word) < 8 then 1 else 2 end * ceil(strlen(added.word) / length(added.word))
),

misspelt as (
    select
        changed.article_id,
        changed.version,
        list(changed.word) as words
    from changed
    left join slips using (article_id, version, word)
    group by changed.article_id, changed.version
    having bool_and(slips.word is not null or regexp_matches(changed.word, {{ grammatical_article() }}))
),

typos as (
    select
        near.article_id,
        near.version
    from near
    left join misspelt using (article_id, version)
    -- Other blanks, hyphens, capitals or punctuation; or slips, and all other words where they were.
    where {{ joined('old_words') }} = {{ joined('new_words') }}
        or {{ joined('old_words', but='misspelt.words') }} = {{ joined('new_words', but='misspelt.words') }}
),

final as (
    select
        {{ pair }},
        case
            when pairs.has_notice then 'correction'
            when typos.version is not null then 'typo'
            else 'substantive'
        end as change_kind
    from pairs
    left join typos using (article_id, version)
)

select * from final
