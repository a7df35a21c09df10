-- Grain: one title as printed that tells a rank, with the field that the post is held in.
with titles as (
    select * from {{ ref('int_titles') }}
    where not regexp_matches(title_text, {{ former_post() }}, 'i')
),

ranks as (
    select * from {{ ref('stg_post_ranks') }}
),

posts as (
    select
        title_text,
        {{ fold_spelling('organisation') }} as body,
        replace(strip_accents(post), '-', ' ') as post
    from titles
),

-- 'adviser to the president' is an adviser and 'chief scientist' no chief: what ranks stands last before a preposition.
ranked as (
    select
        posts.*,
        ranks.term,
        case when posts.body is null then ranks.rank else coalesce(ranks.rank_in_body, ranks.rank) end as rank,
        ' ' || left(posts.post, strpos(' ' || posts.post || ' ', ' ' || ranks.term || ' ') - 1) as before,
        substr(posts.post, strpos(' ' || posts.post || ' ', ' ' || ranks.term || ' ') + length(ranks.term)) as after
    from posts
    inner join ranks on contains(' ' || posts.post || ' ', ' ' || ranks.term || ' ')
    where not regexp_matches(before, ', | (of|to|for|in|at|on|and|from|with) ')
        and regexp_matches(after, '^($|,| \(| (of|to|for|in|at|on|and|from|with) )')
    qualify row_number() over (
        partition by posts.title_text order by length(before) + length(ranks.term) desc, length(ranks.term) desc
    ) = 1
),

fields as (
    select
        *,
        -- 'first deputy minister of foreign affairs' and 'foreign minister' both deal with 'foreign'.
        trim(regexp_replace(
            regexp_replace(before, '\b(first|deputy|vice|assistant|acting|interim|senior|chief)\b', '', 'g')
                || regexp_replace(after, '^ (of|for)( the)?\b|,.*| (and|to|in|at|from) .*', '', 'g'),
            '\b(affairs|of state)\b', '', 'g'
        )) as field
    from ranked
),

final as (
    select
        title_text,
        -- Two titles of one field and two ranks cannot both be right; a bare 'minister' names no field.
        coalesce(body, nullif(regexp_replace(field, '\s+', ' ', 'g'), ''), case when rank <= 2 then term end) as field,
        least(6, rank + case
            when regexp_matches(before, '\bassistant\b') then 2
            when regexp_matches(before, '\b(deputy|vice)\b') then 1
            else 0
        end) as rank
    from fields
)

select * from final
