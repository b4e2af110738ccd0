-- Records the date and state under which the schedule lists a game, whatever its state in the ledger. They determine which
-- games a date needs to be complete. A postponed game may still be listed under its original date: it counts for that date only,
-- and one that was suspended for the later date on which it ended.
update etl.game as g
set listed_date = cast(:#gameDate as date), listed_state = :#state
where
    g.game_id = cast(:#gameId as bigint)
    and (
        :#state not in ('postponed', 'cancelled')
        or coalesce(g.listed_state, g.state) in ('postponed', 'cancelled')
        or coalesce(g.listed_date, g.game_date) = cast(:#gameDate as date)
    )
    and not (:#state in ('scheduled', 'live') and coalesce(g.listed_state = 'final' and g.listed_date > cast(:#gameDate as date), false))
    and (g.listed_date, g.listed_state) is distinct from (cast(:#gameDate as date), :#state)
    and exists (select from etl.run as r where r.run_id = :#runId and r.status = 'running')
