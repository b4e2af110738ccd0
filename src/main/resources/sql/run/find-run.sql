select
    run_id as "runId", kind, status, source, from_date::text as "from", to_date::text as "to",
    games_found as "gamesFound", games_loaded as "gamesLoaded", games_new as "gamesNew", games_dead as "gamesDead",
    rows_in_range as "rowsInRange", rows_written as "rowsWritten", message, command
from etl.run
where run_id = :#${variable.runId}
