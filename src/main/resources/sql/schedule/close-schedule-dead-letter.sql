-- Closes the dead letters of a schedule that was read. Those of dates that still lack games stay open until a newer one
-- supersedes them.
update etl.dead_letter
set state = 'replayed', closed_at = now(), closed_why = 'the schedule was read in run ' || :#${variable.runId}
where
    game_id is null
    and state = 'open'
    and game_date between cast(:#${variable.task.from} as date) and cast(:#${variable.task.to} as date)
    and game_date <> all(string_to_array(:#${bean:expectedGames?method=shortDates(${variable.shortDays})}, ',')::date[])
