-- The same CSV as the one that is loaded: nothing to store, nothing to load. Not so when the tables are being derived
-- again: then the ledger is not to be believed that the rows are there.
with same as (
    update etl.game
    set state = 'loaded', content_hash = :#${variable.contentHash}, raw_key = :#${variable.rawKey}, fetched_at = now(), updated_at = now()
    where
        game_id = cast(:#${variable.gameId} as bigint)
        and run_id = :#${variable.runId}
        and state = 'fetching'
        and loaded_at is not null
        and csv_hash = :#${variable.csvHash}
        and not cast(:#${variable.rederived} as boolean)
    returning game_id
),
closed as (
    update etl.dead_letter as d
    set state = 'replayed', closed_at = now(), closed_why = 'fetched again in run ' || :#${variable.runId}
    from same
    where d.game_id = same.game_id and d.state = 'open'
)
select count(*) from same
