-- The CSVs of the bucket that the ledger knows. Must be read before the bucket is listed, so that CSVs stored by a run in the
-- meantime are not taken for manual uploads. Keys queued for deletion are outdated.
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
