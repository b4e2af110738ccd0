-- Records the schedule of a date and its own count of games. The comparison with the calendar follows.
-- A run that was closed in the meantime records nothing: its process was suspended, and what it read is outdated.
insert into etl.day (game_date, games_listed, games_wanted, games_final, games_expected, expected_by, source, run_id)
select cast(:#gameDate as date), :#listed, :#wanted, :#final, cast(:#expected as int), :#expectedBy, :#source, r.run_id
from etl.run as r
where r.run_id = :#runId and r.status = 'running'
on conflict (game_date) do update set
    games_listed = excluded.games_listed,
    games_wanted = excluded.games_wanted,
    games_final = excluded.games_final,
    games_expected = excluded.games_expected,
    expected_by = excluded.expected_by,
    checked_at = null,
    source = excluded.source,
    run_id = excluded.run_id,
    read_at = now()
