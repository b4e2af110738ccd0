-- Confirms a permit at its time. It is void if the API has sent Retry-After in the meantime, or if it is more than ten seconds
-- late: the host was suspended, and all threads would send their requests at once. A smaller delay is only a busy machine.
select
    case
        when p.quiet_until > clock_timestamp() and p.quiet_told_at < clock_timestamp() + interval '1 second' then 'again'
        when clock_timestamp() > cast(:#moment as timestamptz) + interval '10 seconds' then 'again'
        else 'granted'
    end
from (select 1) as one
left join etl.api_pace as p on p.source = :#${properties:nhl.source}
