-- Whether the open dead letter of this game holds the same bytes: what they lack will not be there a second later.
select exists (
    select from etl.dead_letter
    where state = 'open' and game_id = cast(:#${variable.task.gameId} as bigint) and content_hash = :#${bean:documents?method=hash(${variable.document})}
) as known
