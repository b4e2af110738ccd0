-- Blocks the requests of all processes for the Retry-After of the API. A shorter time never shortens a longer one.
insert into etl.api_pace as p (source, turn_at, taken_at, spacing, spaced_at, quiet_until, quiet_told_at)
values (
    :#${properties:nhl.source}, clock_timestamp(), clock_timestamp(),
    interval '1 second' / :#${properties:nhl.api.rate}::int, clock_timestamp(),
    clock_timestamp() + :#${variable.quietMillis}::bigint * interval '1 millisecond', clock_timestamp()
)
on conflict (source) do update set
    quiet_until = greatest(excluded.quiet_until, case when p.quiet_told_at < clock_timestamp() + interval '1 second' then p.quiet_until end),
    quiet_told_at = clock_timestamp()
