-- Queues the games of these dates whose raw box score is in the bucket. Games that this run has queued already are returned
-- again, because the first response may have been lost.
with queued as (
    update etl.game as g
    set state = 'queued', run_id = :#${variable.runId}, updated_at = now()
    where
        g.game_date between cast(:#${variable.run.from} as date) and cast(:#${variable.run.to} as date)
        and g.raw_key is not null
        and (g.state in ('loaded', 'dead', 'final') or (g.state = 'queued' and g.run_id = :#${variable.runId}))
        and exists (select from etl.run as r where r.run_id = :#${variable.runId} and r.status = 'running' and r.cancel_requested_at is null)
    returning g.game_id, g.game_date, g.away_team_id, g.home_team_id, g.run_id, g.raw_key
)
select
    game_id::text as "gameId",
    game_date::text as "gameDate",
    away_team_id as "awayTeamId",
    home_team_id as "homeTeamId",
    run_id as "runId",
    raw_key as "rawKey"
from queued
order by game_date, game_id
