-- A run that was closed meanwhile has nothing to say any more: it slept, and what it read is old.
insert into etl.day (game_date, games_listed, games_wanted, games_final, source, run_id)
select cast(:#gameDate as date), :#listed, :#wanted, :#final, :#source, r.run_id
from etl.run as r
where r.run_id = :#runId and r.status = 'running'
on conflict (game_date) do update set
    games_listed = excluded.games_listed,
    games_wanted = excluded.games_wanted,
    games_final = excluded.games_final,
    source = excluded.source,
    run_id = excluded.run_id,
    read_at = now()
