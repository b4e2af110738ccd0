-- The runs of a process that stops before their end say so.
update etl.run
set
    status = 'failed',
    ended_at = now(),
    stopped = true,
    message = 'stopped before its end; nothing is lost, run: ' || command
where status = 'running' and owner = :#owner
