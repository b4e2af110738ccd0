-- The games of a run with their state in it, and the seconds in each state: those that are not loaded first, then the slowest. A run
-- of a version without etl.game_history has its games without their times.
with step as (
    select
        h.game_id,
        min(h.at) filter (where h.state = 'queued') as queued_at,
        max(h.at) filter (where h.state = 'fetching') as fetching_at,
        max(h.at) filter (where h.state = 'stored') as stored_at,
        max(h.at) filter (where h.state = 'loading') as loading_at,
        max(h.at) filter (where h.state not in ('queued', 'fetching', 'stored', 'loading')) as rested_at,
        (array_agg(h.state order by h.at desc))[1] as state
    from etl.game_history as h
    where h.run_id = ?::text
    group by h.game_id
),
dead_letter as (
    select distinct on (d.game_id) d.game_id, d.stage, d.reason_class, d.reason, d.attempts
    from etl.dead_letter as d
    where d.run_id = ?::text and d.game_id is not null
    order by d.game_id, d.dead_letter_id desc
),
game as (
    select
        g.game_id,
        g.game_date,
        g.away_team || ' at ' || g.home_team as teams,
        case
            when d.game_id is not null then 'dead'
            when s.state is null then g.state
            -- it left the run as it was before: deferred, cancelled, or of a run that ended
            when s.state in ('final', 'dead', 'discarded') then 'released'
            else s.state
        end as state,
        d.attempts,
        d.stage,
        d.reason_class,
        d.reason,
        extract(epoch from s.fetching_at - s.queued_at) as queued_seconds,
        extract(epoch from coalesce(s.stored_at, s.rested_at) - s.fetching_at) as fetching_seconds,
        extract(epoch from coalesce(s.loading_at, s.rested_at) - s.stored_at) as stored_seconds,
        extract(epoch from s.rested_at - s.loading_at) as loading_seconds
    from etl.game as g
    left join step as s on g.game_id = s.game_id
    left join dead_letter as d on g.game_id = d.game_id
    where s.game_id is not null or g.run_id = ?::text or d.game_id is not null
)
select
    game_id,
    game_date::text as date,
    teams,
    state,
    attempts,
    round(queued_seconds, 3) as queued_seconds,
    round(fetching_seconds, 3) as fetching_seconds,
    round(stored_seconds, 3) as stored_seconds,
    round(loading_seconds, 3) as loading_seconds,
    stage,
    reason_class as class,
    reason
from game
order by state = 'loaded', coalesce(fetching_seconds, 0) + coalesce(loading_seconds, 0) desc, game_id
