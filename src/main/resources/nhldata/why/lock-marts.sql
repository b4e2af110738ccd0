-- Fails if the marts were never published. Until the transaction ends no build can replace them, so that all statements read
-- the same marts. A lock takes no snapshot: the first statement after it does.
lock table
    public.players, public.player_season_totals, public.player_career_totals, public.goalies, public.skaters, public.teams,
    public.standings, public.games, public.player_game_log, public.player_game_stats, public.team_game_results, public.data_quality_exceptions
in access share mode
