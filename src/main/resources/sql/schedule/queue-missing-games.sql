-- Which games of these dates this run takes: missing, failed or all of them. What a living run has taken is left to it.
-- A run that was closed meanwhile, because its process slept and counted as dead, takes none.
-- What this run has queued already is named again: then the first answer was lost on the way, and nobody was told.
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
                -- not what this run over all games, or the one that it resumes, has fetched
                and not exists (select from etl.run as r where r.run_id = :#${variable.runId} and r.fetched_since <= g.fetched_at)
            )
        )
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
order by case when :#${variable.run.order} = 'newest' then game_date end desc, game_date, game_id
