-- How much of the run is still on its way, how much of that is not stored yet, and for how long nothing has moved. What an
-- earlier run stored in the same dates counts too: it is loaded by whoever lives.
select
    count(*) as games,
    count(*) filter (where g.state in ('queued', 'fetching')) as unstored,
    -- the end of a run is near when all of it is stored, and somebody waits for it
    case when count(*) filter (where g.state in ('queued', 'fetching')) > 0 then 250 else 50 end as next_look_ms,
    coalesce(extract(epoch from now() - max(g.updated_at)) / 60, 0)::int as quiet_minutes
from etl.run as r
inner join etl.game as g
    on (g.run_id = r.run_id and g.state in ('queued', 'fetching', 'stored', 'loading'))
    or (g.game_date between r.from_date and r.to_date and g.state in ('stored', 'loading'))
where r.run_id = :#${variable.runId}
