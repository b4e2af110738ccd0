insert into etl.document (s3_key, kind, subject, content_hash, run_id)
values (
    :#${variable.documentKey}, :#${variable.documentKind}, cast(:#${variable.documentSubject} as text),
    :#${variable.documentHash}, :#${variable.runId}
)
on conflict (s3_key) do update set last_seen = now(), run_id = excluded.run_id
