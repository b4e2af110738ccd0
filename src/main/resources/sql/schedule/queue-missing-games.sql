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
            or case coalesce(cast(:#${variable.run.only} as text), 'missing')
                when 'failed' then
                    exists (select from etl.dead_letter as d where d.game_id = g.game_id and d.state = 'open')
                    and g.state in ('dead', 'loaded')
                when 'all' then
                    g.state in ('final', 'loaded', 'dead', 'discarded')
                    -- not what this run, or the one that it resumes, has fetched
                    and not exists (select from etl.run as r where r.run_id = :#${variable.runId} and r.fetched_since <= g.fetched_at)
                else
                    g.state = 'final'
                    -- the league has moved it since it was loaded, and its fetch failed: a dead letter says so while it is open
                    or (
                        g.state = 'loaded'
                        and g.loaded_date <> g.game_date
                        and not exists (select from etl.dead_letter as d where d.game_id = g.game_id and d.state = 'open')
                    )
            end
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
