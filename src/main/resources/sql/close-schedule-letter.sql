update etl.dead_letter
set state = 'replayed', closed_at = now(), closed_why = 'the schedule was read in run ' || :#${variable.runId}
where game_id is null and state = 'open' and game_date between cast(:#${variable.page.from} as date) and cast(:#${variable.page.to} as date)
