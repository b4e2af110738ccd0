-- The schedule of this week was read. Only the letter of a date that still lacks games stays: a newer one supersedes it.
update etl.dead_letter
set state = 'replayed', closed_at = now(), closed_why = 'the schedule was read in run ' || :#${variable.runId}
where
    game_id is null
    and state = 'open'
    and game_date between cast(:#${variable.page.from} as date) and cast(:#${variable.page.to} as date)
    and game_date <> all(string_to_array(:#${bean:expectedGames?method=shortDates(${variable.shortDays})}, ',')::date[])
