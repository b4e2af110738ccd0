-- Registers rosters and bios that are in the bucket but not in the ledger: after the restore of an older backup, or after the
-- ledger was lost. Without them a reprocessed game would lose the full names of its players.
insert into etl.document (s3_key, kind, subject, content_hash, run_id, first_seen, last_seen)
select key, of_key[1], of_key[2], of_key[3], :#${variable.runId}, put_at, put_at
from (
    select split_part(line, ' ', 2) as key, split_part(line, ' ', 1)::timestamptz as put_at
    from unnest(string_to_array(:#${body}, E'\n')) as listed (line)
) as document
cross join lateral regexp_match(key, '^raw/(roster|player)/([A-Z0-9/]+)/([0-9a-f]{16})[.]json[.]gz$') as of_key
where of_key is not null
on conflict (s3_key) do nothing
