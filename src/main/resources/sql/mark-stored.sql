update etl.game
set
    state = 'stored',
    source = case when cast(:#${variable.rederived} as boolean) then source else :#${properties:nhl.source} end,
    shape = :#${variable.shape},
    away_score = :#${variable.boxscore.awayScore},
    home_score = :#${variable.boxscore.homeScore},
    shootout = cast(:#${variable.boxscore.shootout} as boolean),
    content_hash = :#${variable.contentHash},
    raw_key = :#${variable.rawKey},
    s3_key = :#${variable.csvKey},
    csv_hash = :#${variable.csvHash},
    version = :#${variable.version},
    row_count = case when loaded_at is null then :#${variable.boxscore.lines} else row_count end,
    fetched_at = case when cast(:#${variable.rederived} as boolean) then fetched_at else now() end,
    stored_at = now(),
    updated_at = now()
where game_id = cast(:#${variable.gameId} as bigint) and run_id = :#${variable.runId} and state = 'fetching'
