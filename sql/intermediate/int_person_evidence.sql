-- Grain: one mention of a person, with its voice.
with mentions as (
    select * from {{ ref('person_mentions') }}
    where not is_superseded
),

voices as (
    select * from {{ ref('int_article_voices') }}
),

first_sights as (
    {{ first_reported('person_mentions', ['person_id']) }}
),

final as (
    select
        mentions.mention_id,
        mentions.person_id,
        mentions.article_id,
        mentions.name_text,
        mentions.title_text,
        mentions.country,
        regexp_matches(mentions.title_text, {{ former_post() }}, 'i') as is_former,
        voices.voice_id,
        voices.reported_at,
        coalesce(voices.published_on, cast(voices.reported_at as date)) as reported_on,
        first_sights.first_seen_at,
        voices.last_seen_at
    from mentions
    inner join voices using (article_id)
    inner join first_sights using (person_id, article_id)
)

select * from final
