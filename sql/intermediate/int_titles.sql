-- Grain: one title as printed, taken apart into a post and the organisation it is held in. What was taken apart before stays.
{{ config(materialized='incremental', incremental_strategy='append') }}
with mentions as (
    select distinct title_text from {{ ref('person_mentions') }}
    {%- if is_incremental() %}
    anti join {{ this }} using (title_text)
    {%- endif %}
    where not is_superseded and title_text is not null
),

country_names as (
    select * from {{ ref('int_country_names') }}
),

{%- set body -%}
    \b(?:service|staff|forces|council|directorate|agency|committee|parliament|office|bank|party|army|navy|administration
    |organi[sz]ation|assembly|union|institute|commission|department|bureau|corps|guard|court|secretariat|ministry)\b
{%- endset %}
{%- set body = body | replace('\n', '') | replace(' ', '') %}
{%- set head -%}
    (?:(?:first|deputy|vice|acting)\s)*(?:head|chief|chair\w*|director|secretary|president|speaker|spokes\w+)
{%- endset %}
{%- set qualifier = '^(?:(?:former|ex|then|late|outgoing|incoming|newly[ -](?:appointed|elected))[ -]+)+' %}

plain as (
    select
        title_text,
        regexp_replace(trim(title_text), '{{ qualifier }}', '', 'i') as title
    from mentions
),

parted as (
    select
        title_text,
        title,
        -- 'Director of the Harbour Service'
        regexp_extract(title, '^(.+?) of (?:the )?(.*{{ body }}.*)$', ['post', 'organisation'], 'i') as after_of,
        -- 'Harbour Service (HS) director'
        regexp_extract(
            title,
            '^(.*{{ body }}(?: \([^)]*\))?) ({{ head }})$',
            ['organisation', 'post'],
            'i'
        ) as before_post
    from plain
),

posts as (
    select
        title_text,
        coalesce(nullif(after_of.organisation, ''), nullif(before_post.organisation, '')) as organisation,
        replace(
            {{ fold("coalesce(nullif(after_of.post, ''), nullif(before_post.post, ''), title)") }}, 'defence', 'defense'
        ) as post
    from parted
),

-- 'Ruritanian foreign minister' and 'Ruritania's foreign minister' hold the same post.
without_country as (
    select
        posts.title_text,
        posts.organisation,
        case
            when country_names.folded_name is null then posts.post
            else regexp_replace(substr(posts.post, length(country_names.folded_name) + 1), '^(''s)? ', '')
        end as post
    from posts
    left join country_names
        on starts_with(posts.post, country_names.folded_name || ' ')
        or starts_with(posts.post, country_names.folded_name || '''s ')
    qualify row_number() over (partition by posts.title_text order by length(country_names.folded_name) desc nulls last) = 1
),

final as (
    select
        title_text,
        organisation,
        regexp_replace(post, '{{ qualifier }}', '') as post
    from without_country
)

select * from final
