-- Grain: one event, with its series and its number in it.
with event_statuses as (
    select * from {{ ref('int_event_statuses') }}
),

dates as (
    select * from {{ ref('int_event_dates') }}
),

roles as (
    select * from {{ ref('int_event_roles') }}
    where role = 'party'
),

evidence as (
    select * from {{ ref('int_event_evidence') }}
),

reported_rounds as (
    {{ modal('evidence', 'event_id', 'round_no') }}
),

-- A meeting that is counted as a round is one of the talks that it is a round of.
statuses as (
    select
        event_statuses.* replace (
            case
                when event_statuses.event_type = 'meeting' and reported_rounds.round_no is not null then 'talks'
                else event_statuses.event_type
            end as event_type
        )
    from event_statuses
    left join reported_rounds using (event_id)
),

party_sets as (
    select
        event_id,
        list(distinct party order by party) as party_names
    from roles
    group by event_id
    having count(distinct party) >= 2
),

distinct_sets as (
    select distinct
        statuses.event_type,
        party_sets.party_names
    from party_sets
    inner join statuses using (event_id)
),

-- A party that joins or stays away for a round does not open a series: the smallest table within a larger one names it.
tables as (
    select
        larger.event_type,
        larger.party_names,
        arg_min(smaller.party_names, (len(smaller.party_names), smaller.party_names)) as parties
    from distinct_sets as larger
    cross join unnest(larger.party_names) as members (party)
    inner join distinct_sets as smaller
        on larger.event_type = smaller.event_type
        and members.party = smaller.party_names[1]
        and list_has_all(larger.party_names, smaller.party_names)
    group by larger.event_type, larger.party_names
),

events as (
    select
        statuses.event_id,
        statuses.event_type,
        tables.parties,
        dates.start_date,
        reported_rounds.round_no as reported_round_no,
        tables.parties is not null and dates.start_date is not null as is_in_series,
        -- What was only proposed, put off or called off was no round.
        statuses.status in ('scheduled', 'held') as is_round
    from statuses
    left join dates using (event_id)
    left join party_sets using (event_id)
    left join tables using (event_type, party_names)
    left join reported_rounds using (event_id)
),

-- A pause of more than a year opens a new series, and so does a count that starts again.
paused as (
    select
        *,
        coalesce(start_date - lag(start_date) over same_table > 365, false) as is_after_pause
    from events
    where is_in_series
    window same_table as (partition by event_type, parties order by start_date, event_id)
),

phases as (
    select
        *,
        count_if(is_after_pause) over (partition by event_type, parties order by start_date, event_id) as phase
    from paused
),

recounted as (
    select
        *,
        coalesce(
            reported_round_no <= last_value(reported_round_no ignore nulls) over (
                partition by event_type, parties, phase
                order by start_date, event_id
                rows between unbounded preceding and 1 preceding
            ),
            false
        ) as is_recount
    from phases
),

grouped as (
    select
        *,
        count_if(is_recount) over (partition by event_type, parties, phase order by start_date, event_id) as recount
    from recounted
),

ordered as (
    select
        *,
        first_value(event_id) over series as first_event_id,
        count_if(is_round) over series as n_rounds
    from grouped
    window series as (partition by event_type, parties, phase, recount order by start_date, event_id)
),

-- The text's own count leads; rounds of which no text gives the count go on from the last one that has it.
numbered as (
    select
        event_id,
        first_event_id,
        case
            when is_round
                then n_rounds + greatest(0, coalesce(max(case when is_round then reported_round_no - n_rounds end) over (
                    partition by first_event_id order by start_date, event_id
                ), 0))
            else reported_round_no
        end as round_no,
        last_value(case when is_round then event_id end ignore nulls) over earlier as previous_event_id,
        first_value(case when is_round then event_id end ignore nulls) over later as next_event_id
    from ordered
    window
        earlier as (
            partition by first_event_id order by start_date, event_id rows between unbounded preceding and 1 preceding
        ),
        later as (
            partition by first_event_id order by start_date, event_id rows between 1 following and unbounded following
        )
),

final as (
    select
        events.event_id,
        {{ key_of('ser', ['coalesce(numbered.first_event_id, events.event_id)']) }} as series_id,
        cast(case when events.is_in_series then numbered.round_no else coalesce(events.reported_round_no, 1) end as integer)
            as round_no,
        events.is_round,
        numbered.previous_event_id,
        numbered.next_event_id
    from events
    left join numbered using (event_id)
)

select * from final
