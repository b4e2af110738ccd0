-- Defers a game to the next run because the API is unavailable, and counts it as deferred. A discarded or dead-lettered game
-- keeps its state. A game loaded under another date than the scheduled one becomes final, so that the next run fetches it.
with released as (
    update etl.game as g
    set
        state = case
            when g.loaded_at is not null then case when g.loaded_date = g.game_date then 'loaded' else 'final' end
            else coalesce(
                (
                    select case d.state when 'open' then 'dead' when 'discarded' then 'discarded' end
                    from etl.dead_letter as d
                    where d.game_id = g.game_id
                    order by d.dead_letter_id desc
                    limit 1
                ),
                'final'
            )
        end,
        updated_at = now()
    where
        g.game_id = cast(:#${variable.task.gameId} as bigint)
        and g.run_id = :#${variable.task.runId}
        and g.state in ('queued', 'fetching')
    returning g.game_id
)
update etl.run
set games_deferred = games_deferred + 1
where run_id = :#${variable.task.runId} and exists (select from released)
