-- This process's runs that say they run.
select run_id as "runId"
from etl.run
where status = 'running' and owner = :#${bean:owner?method=name}
