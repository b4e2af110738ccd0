select
    status, message, games_dead as "gamesDead",
    (select count(*) from etl.game where run_id = r.run_id and state = 'loaded' and loaded_at >= r.started_at) as "gamesNew",
    rows_written as "rowsWritten",
    cast(:#${variable.csvs.size} as int) as csvs
from etl.run as r
where run_id = :#${variable.runId}
