-- Grain: one mention of a person, with its voice.
with mentions as (
    select * from {{ ref('person_mentions') }}
    where not is_superseded
),

voices as (
    select * from {{ ref('int_article_voices') }}
),

final as (
    select
        mentions.mention_id,
        mentions.person_id,
        mentions.article_id,
        mentions.name_text,
        mentions.title_text,
        mentions.country,
        -- 'former envoy', 'then-envoy', 'Ruritania's former envoy'
        regexp_matches(mentions.title_text, '^([^ ]+ ){0,2}(former|ex|then|late)\b', 'i') as is_former,
        voices.voice_id,
        voices.reported_at,
        coalesce(voices.published_on, cast(voices.reported_at as date)) as reported_on,
        voices.first_seen_at,
        voices.last_seen_at
    from mentions
    inner join voices using (article_id)
)

select * from final
