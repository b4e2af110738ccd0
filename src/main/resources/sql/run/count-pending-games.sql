-- The games of the run in progress, whether this process can load all of them, and the minutes since the last progress. Games
-- of the same dates that an earlier run stored count too, and for a load all that it can claim. All runs share one queue: while games of another running run are
-- ahead in it, their progress counts as progress of this run. A cancelled run waits for no game in the queue, and for the others as
-- long as a process that stops.
with mine as (
    select
        count(*) filter (where g.state <> 'queued' or r.cancel_requested_at is null) as games,
        bool_or(r.cancel_requested_at < now() - make_interval(secs => :#${properties:nhl.routes.stop-seconds}::int)) as is_cancelled,
        count(*) filter (where g.state in ('queued', 'fetching') or (g.run_id is distinct from r.run_id and r.kind <> 'load')) as unstored,
        -- a load has just begun with what others left
        greatest(max(g.updated_at), max(r.started_at) filter (where r.kind = 'load')) as moved_at,
        min(g.updated_at) filter (where g.state = 'queued' and g.run_id = r.run_id) as queued_at
    from etl.run as r
    inner join etl.game as g
        on (g.run_id = r.run_id and g.state in ('queued', 'fetching', 'stored', 'loading'))
        or (g.game_date between r.from_date and r.to_date and g.state in ('stored', 'loading'))
        or (r.kind = 'load' and (g.state = 'stored' or (g.state = 'loading' and (g.loader = r.owner or g.updated_at < now() - interval '14 minutes'))))
    where r.run_id = :#${variable.runId}
)
select
    games,
    coalesce(is_cancelled, false) as is_cancelled,
    unstored = 0 and 'true' in (:#${properties:nhl.role.load.active}, (:#${variable.run.kind} = 'load')::text) as is_load_due,
    floor(coalesce(
        extract(epoch from now() - greatest(
            moved_at,
            -- evaluated only after a minute without progress, because it reads all games
            case when moved_at < now() - interval '1 minute' and queued_at is not null then (
                select max(moved.updated_at)
                from etl.run as other
                inner join etl.game as moved on other.run_id = moved.run_id
                where
                    other.status = 'running'
                    and other.run_id <> :#${variable.runId}
                    and exists (
                        select from etl.game as g
                        where g.run_id = other.run_id and (g.state = 'fetching' or (g.state = 'queued' and g.updated_at <= mine.queued_at))
                    )
            ) end
        )) / 60,
        0
    ))::int as idle_minutes
from mine
