-- Whether a permit is still valid when its time has come. Not when the API has sent a Retry-After since, nor when the process
-- was suspended beyond it, as a laptop is: all its threads would send at once. Up to ten seconds late is only a busy machine.
select
    case
        when p.quiet_until > clock_timestamp() and p.quiet_told_at < clock_timestamp() + interval '1 second' then 'again'
        when clock_timestamp() > cast(:#moment as timestamptz) + interval '10 seconds' then 'again'
        else 'granted'
    end
from (select 1) as one
left join etl.api_pace as p on p.source = :#${properties:nhl.source}
