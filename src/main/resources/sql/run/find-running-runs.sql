-- Runs that say they run, and loaders that say they load. Who of them is gone is asked of the process table, and who is
-- silent at two looks counts as gone. A loader sends no heartbeat while it copies, so it counts as heartbeat_expired only after 15 minutes.
select
    owner,
    max(heartbeat_at)::text as heartbeat,
    max(heartbeat_at) < now() - interval '2 minutes' as heartbeat_expired
from (
    select owner, heartbeat_at from etl.run where status = 'running'
    union all
    select loader, updated_at + interval '13 minutes' from etl.game where state = 'loading'
) as claim
group by owner
