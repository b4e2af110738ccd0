-- Records a game of the schedule. A game in progress or done keeps its state; only a waiting game, and a game loaded under
-- another date, which is fetched again, get a new one. A postponed game may still be listed under its original date, which
-- does not change the date it is played on.
insert into etl.game as g (
    game_id, game_date, season, game_type, away_team_id, away_team, home_team_id, home_team, state, api_state, source, listed_date, listed_state
)
select
    cast(:#gameId as bigint), cast(:#gameDate as date), cast(:#season as int), cast(:#gameType as smallint),
    cast(:#awayTeamId as int), :#awayTeam, cast(:#homeTeamId as int), :#homeTeam,
    case when :#state = 'unknown' then 'scheduled' else :#state end, :#apiState, :#source, cast(:#gameDate as date), :#state
from etl.run as r
where r.run_id = :#runId and r.status = 'running'
on conflict (game_id) do update set
    game_date = excluded.game_date,
    away_team_id = excluded.away_team_id,
    away_team = excluded.away_team,
    home_team_id = excluded.home_team_id,
    home_team = excluded.home_team,
    state = case
        when g.state <> 'loaded' then excluded.state
        when coalesce(g.loaded_date, g.game_date) <> excluded.game_date then 'final'
        else g.state
    end,
    api_state = excluded.api_state,
    source = case when g.state = 'loaded' then g.source else excluded.source end,
    updated_at = now()
where
    (
        g.state in ('scheduled', 'live', 'postponed', 'cancelled', 'ignored', 'final')
        -- another date, or a CSV from the bucket that no schedule had listed yet
        or (g.state = 'loaded' and excluded.state = 'final' and (g.game_date <> excluded.game_date or g.api_state is null))
    )
    and (
        excluded.state not in ('postponed', 'cancelled')
        or g.state in ('postponed', 'cancelled')
        or g.game_date = excluded.game_date
    )
    -- a suspended game that is known to have ended on a later date
    and not (excluded.state in ('scheduled', 'live') and coalesce(g.listed_state = 'final' and g.listed_date > excluded.game_date, false))
    and (g.game_date, g.state, g.api_state, g.source, g.away_team_id, g.home_team_id) is distinct from
    (excluded.game_date, excluded.state, excluded.api_state, excluded.source, excluded.away_team_id, excluded.home_team_id)
