-- What the ledger knows of the CSVs in the bucket, read before the bucket is listed: what a run puts in the meantime must
-- not be taken for a CSV that was put by hand. The keys that are to be deleted count as outdated.
select
    s3_key as "csvKey",
    coalesce(version, '') as version,
    game_id::text as "gameId",
    case when api_state is not null then game_date::text end as "listedOn",
    false as outdated
from etl.game
where s3_key is not null or api_state is not null
union all
select s3_key, '', game_id::text, null, true
from etl.object_deletion
where state in ('pending', 'deleting')
