-- How much of the run is still on its way, how much of that is not stored yet, or not this run's, and for how long nothing
-- has moved. What an earlier run stored in the same dates counts too: it is loaded by whoever lives.
select
    count(*) as games,
    count(*) filter (where g.state in ('queued', 'fetching') or g.run_id is distinct from r.run_id) as unstored,
    coalesce(extract(epoch from now() - max(g.updated_at)) / 60, 0)::int as quiet_minutes
from etl.run as r
inner join etl.game as g
    on (g.run_id = r.run_id and g.state in ('queued', 'fetching', 'stored', 'loading'))
    or (g.game_date between r.from_date and r.to_date and g.state in ('stored', 'loading'))
where r.run_id = :#${variable.runId}
