insert into etl.day (game_date, games_listed, games_wanted, games_final, source, run_id)
values (cast(:#gameDate as date), :#listed, :#wanted, :#final, :#source, :#runId)
on conflict (game_date) do update set
    games_listed = excluded.games_listed,
    games_wanted = excluded.games_wanted,
    games_final = excluded.games_final,
    source = excluded.source,
    run_id = excluded.run_id,
    read_at = now()
