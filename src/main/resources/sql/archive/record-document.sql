insert into etl.document (s3_key, kind, subject, content_hash, run_id)
values (
    :#key, :#kind, cast(:#subject as text),
    :#contentHash, :#runId
)
on conflict (s3_key) do update set last_seen = now(), run_id = excluded.run_id
