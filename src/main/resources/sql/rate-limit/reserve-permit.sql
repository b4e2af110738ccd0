-- Reserves a permit for an API request, shared by all processes of this database: the earliest free time, at a fixed minimum
-- interval. Only the clock of the database is used. If processes have different rates, the lowest one of the last minute
-- applies. Timestamps in the future were recorded before the clock was set back and are ignored.
insert into etl.api_pace as p (source, turn_at, taken_at, spacing, spaced_at)
values (
    :#${properties:nhl.source}, clock_timestamp(), clock_timestamp(),
    interval '1 second' / :#${properties:nhl.api.rate}::int, clock_timestamp()
)
on conflict (source) do update set
    turn_at = greatest(
        clock_timestamp(),
        case when p.taken_at < clock_timestamp() + interval '1 second' then
            p.turn_at + greatest(excluded.spacing, case when p.spaced_at > clock_timestamp() - interval '1 minute' then p.spacing end)
        end,
        case when p.quiet_told_at < clock_timestamp() + interval '1 second' then p.quiet_until end
    ),
    taken_at = clock_timestamp(),
    spacing = greatest(excluded.spacing, case when p.spaced_at > clock_timestamp() - interval '1 minute' then p.spacing end),
    spaced_at = case
        when excluded.spacing >= p.spacing or p.spaced_at <= clock_timestamp() - interval '1 minute' then clock_timestamp()
        else p.spaced_at
    end
returning
    turn_at::text as moment,
    greatest(0, ceil(extract(epoch from turn_at - clock_timestamp()) * 1000))::bigint as wait_ms
