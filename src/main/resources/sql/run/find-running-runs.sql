-- The owners of running runs, of games being loaded and of objects being deleted. An owner has terminated according to the process table, or if its
-- heartbeat is expired at two checks. A loader sends no heartbeat during a COPY, so its heartbeat expires only after 15 minutes.
select
    owner,
    max(heartbeat_at)::text as heartbeat,
    max(heartbeat_at) < now() - interval '2 minutes' as heartbeat_expired
from (
    select owner, heartbeat_at from etl.run where status = 'running'
    union all
    select loader, updated_at + interval '13 minutes' from etl.game where state = 'loading'
    union all
    select deleter, tried_at from etl.object_deletion where state = 'deleting'
) as claim
group by owner
