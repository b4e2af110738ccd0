-- Releases games claimed by a run that has ended: they return to their previous state. A game loaded under another date than
-- the scheduled one becomes final, so that the next run fetches it.
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
    g.state in ('queued', 'fetching')
    and not exists (select from etl.run as r where r.run_id = g.run_id and r.status = 'running')
