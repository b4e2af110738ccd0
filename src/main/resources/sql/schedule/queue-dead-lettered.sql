-- Queues the games with an open dead letter, optionally of one game or date, one stage or one class of reasons; or one game whether
-- or not it has a dead letter. Games that this run has queued already are returned again, because the first response may have
-- been lost.
with queued as (
    update etl.game as g
    set state = 'queued', run_id = :#${variable.runId}, updated_at = now()
    from (
        select game_id
        from etl.dead_letter
        where
            state = 'open'
            and :#${variable.run.game} in ('', game_id::text, game_date::text)
            and :#${variable.run.stage} in ('', stage)
            and :#${variable.run.reason} in ('', reason_class)
        union
        select game_id
        from etl.game
        where game_id::text = :#${variable.run.game} and cast(:#${variable.run.only} as text) = 'all'
    ) as d
    where
        d.game_id = g.game_id
        and (
            g.state in ('dead', 'loaded', 'final')
            or (g.state = 'discarded' and cast(:#${variable.run.only} as text) = 'all')
            or (g.state = 'queued' and g.run_id = :#${variable.runId})
        )
        and exists (select from etl.run as r where r.run_id = :#${variable.runId} and r.status = 'running' and r.cancel_requested_at is null)
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
