-- The CSV is in the bucket: the game has its key. The same statement writes down that the one under the former key is to be
-- deleted, that the new one is not (the league may move a game back), and, when the game was lost to another run
-- meanwhile, that the CSV just put is to be deleted if that run has another key.
with before as (
    select game_id, s3_key
    from etl.game
    where game_id = cast(:#${variable.gameId} as bigint) and run_id = :#${variable.runId} and state = 'fetching'
    for update
),
stored as (
    update etl.game as g
    set
        state = 'stored',
        source = case when cast(:#${variable.rederived} as boolean) then g.source else :#${properties:nhl.source} end,
        shape = :#${variable.shape},
        away_score = :#${variable.boxscore.awayScore},
        home_score = :#${variable.boxscore.homeScore},
        shootout = cast(:#${variable.boxscore.shootout} as boolean),
        content_hash = :#${variable.contentHash},
        raw_key = :#${variable.rawKey},
        s3_key = :#${variable.csvKey},
        put_key = null,
        csv_hash = :#${variable.csvHash},
        version = :#${variable.version},
        row_count = case when g.loaded_at is null then :#${variable.boxscore.lines} else g.row_count end,
        fetched_at = case when cast(:#${variable.rederived} as boolean) then g.fetched_at else now() end,
        lacks_names = cast(:#${variable.lacksNames} as boolean) or (cast(:#${variable.rederived} as boolean) and g.lacks_names),
        stored_at = now(),
        updated_at = now()
    from before
    where g.game_id = before.game_id
    returning g.game_id
),
details as (
    insert into etl.game_details as d (game_id, stored)
    select game_id, cast(nullif(:#${variable.details}, '') as jsonb)
    from stored
    on conflict (game_id) do update set stored = excluded.stored
    where d.stored is distinct from excluded.stored
),
in_use as (
    update etl.object_deletion as d
    set state = 'withdrawn'
    from stored
    where d.s3_key = :#${variable.csvKey} and d.state in ('pending', 'deleting')
)
insert into etl.object_deletion (s3_key, game_id, run_id)
select s3_key, game_id, :#${variable.runId}
from before
where s3_key <> :#${variable.csvKey}
union all
select cast(:#${variable.csvKey} as text), game_id, :#${variable.runId}
from etl.game
where
    game_id = cast(:#${variable.gameId} as bigint)
    and not exists (select from before)
    and s3_key <> :#${variable.csvKey}
    and put_key is distinct from :#${variable.csvKey}
on conflict (s3_key) do update set
    state = 'pending', game_id = excluded.game_id, run_id = excluded.run_id, requested_at = now(), attempts = 0, tried_at = null, last_error = null
