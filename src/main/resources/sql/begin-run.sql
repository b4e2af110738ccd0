-- Before any work starts. A load has no range of dates. When the answer was lost on the way the row is there already.
insert into etl.run (run_id, kind, source, from_date, to_date, owner)
values (
    :#${variable.runId}, :#${variable.kind}, :#${variable.source},
    cast(:#${variable.from} as date), cast(:#${variable.to} as date), :#${bean:owner?method=name}
)
on conflict (run_id) do nothing
