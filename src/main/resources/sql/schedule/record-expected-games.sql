-- Records the number of games of a date in the league's calendar.
update etl.day
set
    expected_by = case when :#games > coalesce(games_expected, 0) then 'calendar' when games_expected is null then 'schedule' else expected_by end,
    games_expected = greatest(coalesce(games_expected, 0), :#games),
    checked_at = now()
where game_date = cast(:#gameDate as date)
