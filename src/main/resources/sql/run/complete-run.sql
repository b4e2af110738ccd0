-- Completes a run with the current counts of its range. The run succeeds only if all games of the range are loaded. A cancelled one
-- is cancelled however much of it was done: which dates it did not reach, it does not know.
with range as (
    select
        count(*) as found,
        count(*) filter (where g.loaded_at is not null) as loaded,
        count(*) filter (where d.game_id is not null) as dead,
        -- a daily run also retries games of other dates, and the next one retries documents without a final result
        count(*) filter (
            where
            d.game_id is not null
            and not (r.scope is not distinct from 'due' and (d.reason_class = 'document' or g.game_date not between r.from_date and r.to_date))
        ) as failed,
        count(*) filter (
            where (g.state in ('stored', 'loading') and other.run_id is null) or (g.state in ('queued', 'fetching') and g.run_id = r.run_id)
        ) as in_progress,
        count(*) filter (
            where
            g.loaded_at is null
            and ((g.state in ('queued', 'fetching') and g.run_id <> r.run_id) or (g.state in ('stored', 'loading') and other.run_id is not null))
        ) as elsewhere,
        coalesce(sum(g.row_count) filter (where g.loaded_at is not null), 0) as row_count
    from etl.run as r
    inner join etl.game as g on g.game_date between r.from_date and r.to_date or g.run_id = r.run_id
    left join etl.dead_letter as d on g.game_id = d.game_id and d.state = 'open'
    -- games stored by another running run are loaded by that run
    left join etl.run as other on g.run_id = other.run_id and other.run_id <> r.run_id and other.status = 'running'
    where
        r.run_id = :#${variable.runId}
        and g.state not in ('scheduled', 'live', 'postponed', 'cancelled', 'ignored', 'discarded')
),
schedules as (
    select
        count(*) as dead,
        count(*) filter (where d.stage = 'schedule' and coalesce(d.game_date between r.from_date and r.to_date, true)) as unread,
        count(*) filter (where d.stage = 'calendar') as short
    from etl.dead_letter as d
    inner join etl.run as r on d.run_id = r.run_id
    where d.run_id = :#${variable.runId} and d.game_id is null and d.state = 'open'
)
update etl.run as r
set
    status = case
        when r.cancel_requested_at is not null then 'cancelled'
        when schedules.unread > 0 and range.found = 0 then 'failed'
        when range.in_progress > 0 then 'failed'
        when range.failed + r.games_deferred > 0 and range.loaded = 0 then 'failed'
        when range.dead + r.games_deferred + range.elsewhere > 0 or schedules.dead > 0 then 'partial'
        when range.found = 0 then 'empty'
        else 'succeeded'
    end,
    ended_at = now(),
    heartbeat_at = now(),
    stopped = :#${bean:runs?method=isStopping} and r.cancel_requested_at is null and range.in_progress + r.games_deferred > 0,
    games_found = range.found,
    games_loaded = range.loaded,
    games_dead = range.dead,
    rows_in_range = range.row_count,
    message = case
        when r.cancel_requested_at is not null
            then 'cancelled ' || r.cancel_reason || '; ' || range.loaded || ' of ' || range.found || ' known games are loaded, no data is lost, to continue run: ' || r.command
        when range.in_progress > 0 then range.in_progress || ' games were still in progress when it ended; no data is lost, run: ' || r.command
        when r.games_deferred > 0 then 'NHL API unavailable: ' || r.games_deferred || ' games deferred to the next run; to fetch them now, run: ' || r.command
        when range.elsewhere > 0 then range.elsewhere || ' games are being fetched by another run, which loads them'
        when range.dead = 0 and schedules.unread = 0 and schedules.short > 0
            then 'the schedule lists fewer games than expected (run: nhldata status); the next daily run retries; to retry now, run: nhldata dlq replay'
        when range.dead > 0 or schedules.dead > 0 then range.dead + schedules.dead || ' dead-lettered; for the reasons, run: nhldata dlq list'
    end
from range
cross join schedules
where r.run_id = :#${variable.runId} and r.status = 'running'
