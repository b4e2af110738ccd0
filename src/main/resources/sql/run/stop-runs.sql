-- The runs of a process that stops before their end say so.
update etl.run
set
    status = case when cancel_requested_at is null then 'failed' else 'cancelled' end,
    ended_at = now(),
    stopped = cancel_requested_at is null,
    message = coalesce('cancelled ' || cancel_reason || '; ', '') || 'stopped before its end; nothing is lost, run: ' || command
where status = 'running' and owner = :#owner
