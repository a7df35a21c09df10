-- Table macros that are published with the tables. A name without a table before it is the macro's parameter.

-- Every delegation that a person was named in, oldest event first. A former person_id finds who that is now.
create macro attendance(person_id) as table
    with former as (
        select
            aliases.former_person_id as former_key,
            aliases.person_id as key
        from person_aliases as aliases
    )
    select
        events.event_id,
        events.name as event_name,
        events.status as event_status,
        events.start_date,
        events.city,
        delegations.delegation_id,
        delegations.party,
        members.role,
        members.status,
        members.title_text,
        delegations.head_person_id = members.person_id as is_head,
        members.n_articles,
        members.n_independent
    from delegation_members as members
    inner join delegations using (delegation_id)
    inner join events using (event_id)
    where members.person_id = coalesce(
        (select any_value(former.key) from former where former.former_key = person_id), person_id
    )
    order by events.start_date nulls last, events.event_id;

-- The sentences that a row rests on, as the articles now read: subject_type is event, delegation, delegation_member or
-- person, subject_id its key, or a former one of an event, a delegation or a person.
create macro evidence(subject_type, subject_id) as table
    with former as (
        select 'event' as kind, aliases.former_event_id as former_key, aliases.event_id as key
        from event_aliases as aliases
        union all
        select 'delegation', aliases.former_delegation_id, aliases.delegation_id
        from delegation_aliases as aliases
        union all
        select 'person', aliases.former_person_id, aliases.person_id
        from person_aliases as aliases
    ),
    wrong as (
        select verdicts.member_report_id
        from member_verdicts as verdicts
        where verdicts.verdict = 'wrong'
    ),
    reports as (
        select 'event' as kind, reports.event_id as key, 'event_reports' as report_type, reports.event_report_id as report_id,
            reports.status as statement, reports.article_id, reports.quote, reports.start_char, reports.end_char,
            reports.extractor
        from event_reports as reports
        where not reports.is_superseded
        union all
        select 'event', reports.event_id, 'participant_reports', reports.participant_report_id,
            concat_ws(': ', reports.role, reports.party), reports.article_id, reports.quote, reports.start_char,
            reports.end_char, reports.extractor
        from participant_reports as reports
        where not reports.is_superseded
        union all
        select 'event', reports.event_id, 'claim_reports', reports.claim_report_id,
            concat_ws(': ', reports.property, reports.value_text), reports.article_id, reports.quote, reports.start_char,
            reports.end_char, reports.extractor
        from claim_reports as reports
        where not reports.is_superseded
        union all
        select 'delegation', reports.delegation_id, 'delegation_reports', reports.delegation_report_id,
            reports.status, reports.article_id, reports.quote, reports.start_char, reports.end_char, reports.extractor
        from delegation_reports as reports
        where not reports.is_superseded
        union all
        select 'delegation', reports.delegation_id, 'member_reports', reports.member_report_id,
            concat_ws(': ', reports.role, reports.name_text), reports.article_id, reports.quote, reports.start_char,
            reports.end_char, reports.extractor
        from member_reports as reports
        anti join wrong using (member_report_id)
        where not reports.is_superseded
        union all
        select 'delegation_member', members.delegation_member_id, 'member_reports', reports.member_report_id,
            concat_ws(', ', reports.role, reports.status, reports.title_text), reports.article_id, reports.quote, reports.start_char,
            reports.end_char, reports.extractor
        from member_reports as reports
        inner join delegation_members as members using (delegation_id, person_id)
        anti join wrong using (member_report_id)
        where not reports.is_superseded
        union all
        select 'person', reports.person_id, 'person_mentions', reports.mention_id,
            concat_ws(', ', reports.name_text, reports.title_text), reports.article_id, reports.quote, reports.start_char,
            reports.end_char, reports.extractor
        from person_mentions as reports
        where not reports.is_superseded
    )
    select
        reports.report_type,
        reports.report_id,
        reports.statement,
        reports.article_id,
        articles.url,
        sources.name as source_name,
        articles.voice_id,
        articles.published_at,
        reports.quote,
        reports.start_char,
        reports.end_char,
        reports.extractor
    from reports
    inner join articles using (article_id)
    inner join sources using (source_id)
    where reports.kind = subject_type and reports.key = coalesce(
        (select any_value(former.key) from former where former.kind = subject_type and former.former_key = subject_id),
        subject_id
    )
    order by articles.published_at, reports.article_id, reports.start_char, reports.report_id;

-- Members of delegations as the outlets' readers could know them at a time (UTC), by the versions of articles of that time.
-- Persons and events are told apart as they are today, and statements that were found to be wrong since are left out.
create macro as_of(known_at) as table
    -- Where a page later returned to former words, two versions span the time: the later one stood.
    with standing as (
        select
            versions.article_id,
            versions.version,
            versions.known_from
        from article_versions as versions
        where versions.known_from <= cast(known_at as timestamp)
            and (versions.known_until is null or versions.known_until > cast(known_at as timestamp))
        qualify row_number() over (
            partition by versions.article_id order by versions.known_from desc, versions.version desc
        ) = 1
    ),
    known as (
        select
            reports.*,
            standing.known_from,
            bool_or(reports.status = 'attended') over (
                partition by reports.delegation_id, reports.person_id
            ) as has_attended
        from member_reports as reports
        inner join standing using (article_id, version)
        anti join member_verdicts as verdicts
            on reports.member_report_id = verdicts.member_report_id and verdicts.verdict = 'wrong'
    )
    select
        known.delegation_id,
        known.person_id,
        arg_min(
            known.role, list_position(['head', 'deputy', 'member', 'expert', 'adviser', 'interpreter'], known.role)
        ) as role,
        arg_min(
            known.status,
            (
                known.status in ('announced', 'confirmed') and known.has_attended,
                -epoch_us(known.known_from),
                list_position(['attended', 'absent', 'denied', 'confirmed', 'announced'], known.status)
            )
        ) as status,
        arg_max(known.title_text, (known.known_from, length(known.title_text), known.title_text)) as title_text,
        count(distinct known.article_id) as n_articles
    from known
    group by known.delegation_id, known.person_id
    order by known.delegation_id, known.person_id;
