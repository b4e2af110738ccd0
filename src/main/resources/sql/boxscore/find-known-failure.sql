-- Whether the open dead letter of this game has the same content: then a retry within seconds is useless.
select exists (
    select from etl.dead_letter
    where state = 'open' and game_id = cast(:#${variable.task.gameId} as bigint) and content_hash = :#${bean:documents?method=hash(${variable.document})}
) as known
