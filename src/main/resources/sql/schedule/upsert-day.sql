-- Records the schedule of a date and its own count of games. The comparison with the calendar follows.
-- An API that omits dates without games may have lost a range of dates: it is doubtful if games of the regular season are known
-- within three days of it.
-- A suspended game, listed as such, counts for the later date on which it is known to have ended.
-- A run that was closed in the meantime records nothing: its process was suspended, and what it read is outdated.
insert into etl.day (game_date, games_listed, games_wanted, games_final, games_expected, expected_by, source, run_id)
select
    cast(:#gameDate as date), :#listed, :#wanted - resumed.games, :#final, case when not season.is_doubtful then cast(:#expected as int) end,
    case when season.is_doubtful then 'season' else :#expectedBy end, :#source, r.run_id
from etl.run as r
cross join (
    select cast(:#isOmitted as boolean) and exists (
        select from etl.game
        where
            game_type = 2 and state not in ('postponed', 'cancelled')
            and game_date between cast(:#omittedFrom as date) - 3 and cast(:#omittedTo as date) + 3
    ) as is_doubtful
) as season
cross join (
    select count(*)::int as games
    from etl.game
    where game_id = any(string_to_array(:#open, ',')::bigint[]) and listed_state = 'final' and listed_date > cast(:#gameDate as date)
) as resumed
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
