-- Queues the games with an open dead letter, optionally of one game or date. Games that this run has queued already are
-- returned again, because the first response may have been lost.
with queued as (
    update etl.game as g
    set state = 'queued', run_id = :#${variable.runId}, updated_at = now()
    from etl.dead_letter as d
    where
        d.game_id = g.game_id
        and d.state = 'open'
        and (g.state in ('dead', 'loaded', 'final') or (g.state = 'queued' and g.run_id = :#${variable.runId}))
        and :#${variable.run.game} in ('', g.game_id::text, d.game_date::text)
        and exists (select from etl.run as r where r.run_id = :#${variable.runId} and r.status = 'running')
    returning g.game_id, g.game_date, g.away_team_id, g.home_team_id, g.run_id
)
select
    game_id::text as "gameId",
    game_date::text as "gameDate",
    away_team_id as "awayTeamId",
    home_team_id as "homeTeamId",
    run_id as "runId"
from queued
order by game_date, game_id
