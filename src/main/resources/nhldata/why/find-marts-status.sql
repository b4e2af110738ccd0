select
    to_char(published_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as published_at,
    is_current,
    games_not_in_marts
from etl.marts_status
