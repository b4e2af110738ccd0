-- Whether this malformed message is an open dead letter already. With a hundred different ones, further messages are only
-- counted, so that a producer cannot fill the bucket and the ledger.
select case
    when exists (
        select from etl.dead_letter
        where state = 'open' and game_id is null and game_date is null and content_hash = :#contentHash and envelope_key is not null
    ) then 'known'
    when (select count(*) from etl.dead_letter where state = 'open' and game_id is null and game_date is null) >= 100 then 'more'
    else 'new'
end as known
