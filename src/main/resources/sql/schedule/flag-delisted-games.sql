-- Games that an earlier schedule listed in this week and this one does not. A loaded game that the schedule lists under another
-- date now, for example as a type that is no longer wanted, is listed there. A game that was not played, and that the league's
-- calendar does not count either, is cancelled (such as after the early end of a playoff series). A game that was played is
-- reported as missing, unless an operator has discarded it.
with delisted as (
    select
        g.game_id,
        d.game_date,
        g.state in ('scheduled', 'live') and d.checked_at is not null and d.games_expected <= d.games_listed as is_cancelled,
        g.state not in ('scheduled', 'live') or g.game_type = 2 as is_missed
    from etl.game as g
    inner join etl.day as d on coalesce(g.listed_date, g.game_date) = d.game_date
    where
        d.game_date between cast(:#${variable.task.from} as date) and cast(:#${variable.task.to} as date)
        and g.api_state is not null
        and g.state not in ('postponed', 'cancelled', 'ignored', 'discarded')
        and g.game_id <> all(string_to_array(:#${variable.week.listed}, ',')::bigint[])
),
cancelled as (
    update etl.game as g
    set state = 'cancelled', api_state = 'no longer listed', listed_state = 'cancelled', updated_at = now()
    from delisted
    where g.game_id = delisted.game_id and delisted.is_cancelled
),
missed as (
    select game_date, count(*) as games
    from delisted
    where is_missed and not is_cancelled
    group by game_date
)
update etl.day as d
set games_expected = d.games_listed + missed.games, expected_by = 'ledger'
from missed
where d.game_date = missed.game_date and d.games_listed + missed.games > coalesce(d.games_expected, 0)
