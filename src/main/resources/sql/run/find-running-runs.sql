-- Runs in status running, and loaders with a claim. Whether their process has ended follows from the process table of this
-- host, or from a heartbeat that has expired in two successive queries. A loader sends none while it copies: it has 15 minutes.
select
    owner,
    max(heartbeat_at)::text as heartbeat,
    max(heartbeat_at) < now() - interval '2 minutes' as silent
from (
    select owner, heartbeat_at from etl.run where status = 'running'
    union all
    select loader, updated_at + interval '13 minutes' from etl.game where state = 'loading'
) as claim
group by owner
