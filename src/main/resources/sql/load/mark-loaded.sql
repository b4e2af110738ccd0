-- Runs in the transaction of the COPY: rows, details, game state, run counts and closed dead letters are committed together.
-- Fewer games than files means that a claim was lost, and the transaction is rolled back.
with details as (
    update etl.game_details as d
    set loaded = d.stored
    from pg_copy_file as f
    where d.game_id = f.game_id and d.loaded is distinct from d.stored
    returning d.game_id
),
change as (
    select game_id, count(line) as line_count
    from (
        select game_id, 1 as line
        from pg_copy_change
        union all
        select game_id, null
        from details
    ) as c
    group by game_id
),
counted as (
    update etl.run as r
    set rows_written = r.rows_written + c.line_count, games_new = r.games_new + c.game_count
    from (
        select f.run_id, sum(change.line_count) as line_count, count(*) as game_count
        from pg_copy_file as f
        inner join change on f.game_id = change.game_id
        group by f.run_id
    ) as c
    where r.run_id = c.run_id
),
closed as (
    update etl.dead_letter as d
    set state = 'replayed', closed_at = now(), closed_why = 'loaded in run ' || f.run_id
    from pg_copy_file as f
    left join etl.run as r on f.run_id = r.run_id
    where
        d.game_id = f.game_id
        and d.state = 'open'
        -- a reprocess loads an older document than the one whose fetch has failed since
        and not (
            r.kind is not distinct from 'rederive'
            and d.stage in ('boxscore', 'store')
            and not exists (select from etl.run as failed where failed.run_id = d.run_id and failed.kind = 'rederive')
        )
)
update etl.game as g
set
    state = 'loaded',
    row_count = f.line_count,
    loaded_date = f.game_date,
    loaded_at = case when g.loaded_at is null or change.game_id is not null then now() else g.loaded_at end,
    updated_at = now()
from pg_copy_file as f
left join change on f.game_id = change.game_id
where
    g.game_id = f.game_id
    and g.loader = f.info ->> 'loader'
    and g.csv_hash = f.info ->> 'csvHash'
    and g.state in ('loading', 'loaded')
