-- Grain: one mention of a person in one version of an article, with its voice and what ties it to the person. `told_in`
-- is the build that wrote the row: it writes all rows of each person of whom anything changed, and leaves the others.
{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='person_id',
    post_hook='delete from {{ this }} where mention_id is null'
) }}
with versions as (
    select * from {{ ref('int_article_versions') }}
),

voices as (
    select * from {{ ref('int_article_voices') }}
),

identities as (
    select * from {{ ref('stg_person_identities') }}
),

{%- if is_incremental() %}
-- Persons whom an article names or named that was told anew, and those who gained or lost mentions.
changed_persons as (
    select person_id from {{ ref('person_mentions') }}
    where article_id in (select article_id from voices where told_in = '{{ invocation_id }}')
    union
    select person_id from {{ this }}
    where article_id in (select article_id from voices where told_in = '{{ invocation_id }}')
    union
    select unnest([identities.person_id, held.person_id])
    from identities
    full join {{ this }} as held using (mention_id)
    where {{ differs({
        'person_id': 'identities.person_id',
        'decided_by': 'identities.decided_by',
        'score': 'identities.score',
        'rule': 'identities.rule',
        'decision_id': 'identities.decision_id',
    }, 'held') }}
),
{%- endif %}

mentions as (
    select * from {{ ref('person_mentions') }}
    {%- if is_incremental() %}
    where person_id in (select person_id from changed_persons)
    {%- endif %}
),

told as (
    select
        mentions.person_id,
        mentions.mention_id,
        mentions.article_id,
        mentions.name_text,
        mentions.title_text,
        mentions.country,
        mentions.is_superseded,
        versions.retrieved_at,
        voices.voice_id,
        voices.reported_at,
        coalesce(voices.published_on, cast(voices.reported_at as date)) as reported_on,
        voices.last_seen_at,
        identities.decided_by,
        identities.score,
        identities.rule,
        identities.decision_id
    from mentions
    inner join versions using (article_id, version)
    inner join voices using (article_id)
    inner join identities using (mention_id)
),

{%- if is_incremental() %}
-- A person whom no article names any more has one row without a mention: it takes the place of those that it had.
changed as (
    select * from changed_persons
    left join told using (person_id)
    where person_id is not null
),
{%- else %}
changed as (
    select * from told
),
{%- endif %}

final as (
    select
        *,
        regexp_matches(title_text, {{ former_post() }}, 'i') as is_former,
        -- The article may have named the person first in another version.
        min(retrieved_at) over (partition by person_id, article_id) as first_seen_at,
        '{{ invocation_id }}' as told_in
    from changed
)

select * from final
