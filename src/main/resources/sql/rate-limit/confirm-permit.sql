-- The moment has come: is it still this request's turn? Not when the API has asked for quiet meanwhile, nor when the
-- process slept past its moment, as a laptop does: all its threads would ask at once. Ten seconds are no sleep but a busy machine.
select
    case
        when p.quiet_until > clock_timestamp() and p.quiet_told_at < clock_timestamp() + interval '1 second' then 'again'
        when clock_timestamp() > cast(:#moment as timestamptz) + interval '10 seconds' then 'again'
        else 'granted'
    end
from (select 1) as one
left join etl.api_pace as p on p.source = :#${properties:nhl.source}
