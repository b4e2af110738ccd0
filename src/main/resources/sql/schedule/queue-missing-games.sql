-- Queues the games of these dates for this run: missing, failed or all of them, except games of other running runs.
-- A run that was closed in the meantime, because its process was suspended and considered crashed, queues none.
-- Games that this run has queued already are returned again, because the first response may have been lost.
with queued as (
    update etl.game as g
    set state = 'queued', run_id = :#${variable.runId}, updated_at = now()
    where
        g.game_date between cast(:#${variable.task.from} as date) and cast(:#${variable.task.to} as date)
        and (
            (g.state = 'queued' and g.run_id = :#${variable.runId})
            or (
                etl.is_to_fetch(
                    cast(:#${variable.run.only} as text), g.state, g.loaded_date <> g.game_date,
                    exists (select from etl.dead_letter as d where d.game_id = g.game_id and d.state = 'open')
                )
                -- except games fetched by this run over all games, or by the run it resumes
                and not exists (select from etl.run as r where r.run_id = :#${variable.runId} and r.fetched_since <= g.fetched_at)
            )
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
order by case when :#${variable.run.order} = 'newest' then game_date end desc, game_date, game_id
