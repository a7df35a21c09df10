-- Grain: one article that gives one party one role at one event.
with participants as (
    select * from {{ ref('participant_reports') }}
    where not is_superseded
),

delegations as (
    select * from {{ ref('delegation_reports') }}
    where not is_superseded
),

voices as (
    select * from {{ ref('int_article_voices') }}
),

-- Who sent a delegation and is given no other role there, took part.
senders as (
    select
        delegations.event_id,
        delegations.party,
        'party' as role,
        delegations.article_id
    from delegations
    anti join participants
        on delegations.event_id = participants.event_id
        and delegations.party = participants.party
),

roles as (
    select event_id, party, role, article_id from participants
    union
    select event_id, party, role, article_id from senders
),

final as (
    select
        roles.*,
        voices.source_id,
        voices.voice_id
    from roles
    inner join voices using (article_id)
)

select * from final
