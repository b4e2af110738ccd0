-- The row of the run. A load has no range of dates: its new games are those it loaded from the bucket.
select
    run_id as "runId", kind, status, source, from_date::text as "from", to_date::text as "to",
    games_found as "gamesFound", games_loaded as "gamesLoaded", games_dead as "gamesDead",
    case
        when kind = 'load' then (
            select count(*)::int from etl.game as g where g.run_id = r.run_id and g.state = 'loaded' and g.loaded_at >= r.started_at
        )
        else games_new
    end as "gamesNew",
    rows_in_range as "rowsInRange", rows_written as "rowsWritten", message, command
from etl.run as r
where run_id = :#${variable.runId}
