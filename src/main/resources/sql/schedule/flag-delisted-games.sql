-- Games of this week that a schedule listed earlier and this one does not. One that was not played, and that the league's
-- calendar does not count either, is off (a playoff series that ended sooner). What was played cannot have been undone,
-- unless an operator has discarded it.
with gone as (
    select
        g.game_id,
        g.game_date,
        g.state in ('scheduled', 'live') and d.checked_at is not null and d.games_expected <= d.games_listed as is_off,
        g.state not in ('scheduled', 'live') or g.game_type = 2 as is_missed
    from etl.game as g
    inner join etl.day as d on g.game_date = d.game_date
    where
        g.game_date between cast(:#${variable.task.from} as date) and cast(:#${variable.task.to} as date)
        and g.api_state is not null
        and g.state not in ('postponed', 'cancelled', 'ignored', 'discarded')
        and g.game_id <> all(string_to_array(:#${variable.week.listed}, ',')::bigint[])
),
called_off as (
    update etl.game as g
    set state = 'cancelled', api_state = 'no longer listed', listed_state = 'cancelled', updated_at = now()
    from gone
    where g.game_id = gone.game_id and gone.is_off
),
missed as (
    select game_date, count(*) as games
    from gone
    where is_missed and not is_off
    group by game_date
)
update etl.day as d
set games_expected = d.games_listed + missed.games, expected_by = 'ledger'
from missed
where d.game_date = missed.game_date and d.games_listed + missed.games > coalesce(d.games_expected, 0)
