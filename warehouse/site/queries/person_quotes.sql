-- For each seat the member reports; for each spelling and title the first mentions that have it, with the words around
-- the name, as far as the paragraph goes and at most 150 characters to each side.
with mentions as (
    select
        reports.person_id,
        'mention' as kind,
        cast(null as varchar) as delegation_id,
        reports.name_text,
        reports.title_text,
        coalesce(articles.published_on, cast(articles.published_at as date)) as published_on,
        reports.article_id,
        reports.start_char,
        reports.quote,
        regexp_extract(
            substr(articles.text, greatest(reports.start_char - 149, 1), least(reports.start_char, 150)), '[^\n]*$'
        ) as words_before,
        regexp_extract(substr(articles.text, reports.end_char + 1, 150), '^[^\n]*') as words_after
    from person_mentions as reports
    inner join articles using (article_id)
    where not reports.is_superseded and reports.person_id is not null
    qualify
        row_number() over (partition by reports.person_id, reports.title_text order by articles.published_at, reports.mention_id) <= 3
        or row_number() over (partition by reports.person_id, reports.name_text order by articles.published_at, reports.mention_id) = 1
        or row_number() over (
            partition by reports.person_id, reports.title_text order by articles.published_at desc nulls last, reports.mention_id
        ) = 1
),

framed as (
    select * exclude (words_before, words_after) replace (
        concat(
            case when length(words_before) = 150 then regexp_replace(words_before, '^\S*', '…') else words_before end,
            quote,
            case when length(words_after) = 150 then regexp_replace(words_after, '\S*$', '…') else words_after end
        ) as quote
    )
    from mentions
),

seats as (
    select
        reports.person_id,
        'member' as kind,
        reports.delegation_id,
        reports.name_text,
        reports.title_text,
        coalesce(articles.published_on, cast(articles.published_at as date)) as published_on,
        reports.article_id,
        reports.quote,
        reports.start_char
    from member_reports as reports
    inner join articles using (article_id)
    where not reports.is_superseded
        and reports.member_report_id not in (select member_report_id from member_verdicts where verdict = 'wrong')
        and reports.person_id is not null
),

quotes as (
    from framed
    union all by name
    from seats
)

select * replace (left(quote, 601) as quote)
from quotes
order by person_id, published_on nulls last, article_id, start_char, kind, delegation_id
