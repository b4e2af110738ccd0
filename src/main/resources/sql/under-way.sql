-- How much of the run is still on its way, and for how long nothing has moved.
select
    count(*) as games,
    coalesce(extract(epoch from now() - max(g.updated_at)) / 60, 0)::int as quiet_minutes
from etl.game as g
where
    g.run_id = :#${variable.runId}
    and g.state in ('queued', 'fetching', 'stored', 'loading')
