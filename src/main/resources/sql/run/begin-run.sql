-- Inserts the run before its work starts. A load has no range of dates. A retry after a lost response finds the row inserted.
-- A run over all games that did not complete is resumed by the next one over the same dates, within a week.
insert into etl.run (run_id, kind, source, from_date, to_date, owner, scope, command, fetched_since)
select
    new.run_id, new.kind, new.source, new.from_date, new.to_date, new.owner, new.scope, new.command,
    case when new.scope = 'all' then coalesce(
        (
            select case when (p.status in ('failed', 'cancelled') or p.games_deferred > 0) and p.ended_at > now() - interval '7 days' then p.fetched_since end
            from etl.run as p
            where p.scope = 'all' and p.status <> 'running' and p.from_date = new.from_date and p.to_date = new.to_date
            order by p.started_at desc
            limit 1
        ),
        now()
    ) end
from (
    values (
        :#${variable.runId}, :#${variable.run.kind}, case when :#${variable.run.isFromBucket} then 'bucket' else :#${properties:nhl.source} end,
        cast(:#${variable.run.from} as date), cast(:#${variable.run.to} as date), :#${bean:owner?method=name},
        cast(:#${variable.run.only} as text), cast(:#${variable.run.command} as text)
    )
) as new (run_id, kind, source, from_date, to_date, owner, scope, command)
on conflict (run_id) do nothing
