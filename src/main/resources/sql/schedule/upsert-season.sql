-- Records the dates of the season from the schedule. As in schedule/upsert-day.sql, a closed run records nothing.
insert into etl.season as s (season, preseason_start, regular_start, regular_end, playoff_end, source, run_id)
select
    cast(:#season as int), cast(:#preseasonStart as date), cast(:#regularStart as date), cast(:#regularEnd as date), cast(:#playoffEnd as date),
    :#source, r.run_id
from etl.run as r
where r.run_id = :#runId and r.status = 'running'
on conflict (season) do update set
    preseason_start = excluded.preseason_start,
    regular_start = excluded.regular_start,
    regular_end = excluded.regular_end,
    playoff_end = excluded.playoff_end,
    source = excluded.source,
    run_id = excluded.run_id,
    read_at = now()
where
    (s.preseason_start, s.regular_start, s.regular_end, s.playoff_end, s.source)
    is distinct from (excluded.preseason_start, excluded.regular_start, excluded.regular_end, excluded.playoff_end, excluded.source)
