-- As before, and of which teams a missing game is: the marts count it for both.
create or replace view etl.loaded_state as
select (
    coalesce((
        select sum(hash_record_extended(
            row(game_id, game_date, season, loaded_at, away_score, home_score, shootout, game_type, source, shape, row_count,
                away_team_id, home_team_id, away_team, home_team, fetched_at is null, state in ('stored', 'loading')), 0
        ))
        from etl.game
        where loaded_at is not null
    ), 0)
    -- what the marts lack, and for which teams: games_missing
    + coalesce((
        select sum(hash_record_extended(row(game_id, season, game_type, away_team_id, home_team_id, away_team, home_team), 0))
        from etl.game
        where loaded_at is null and state in ('final', 'queued', 'fetching', 'stored', 'loading', 'dead')
    ), 0)
    + coalesce((select sum(hash_record_extended(row(game_id, check_name, is_accepted, reason), 0)) from etl.accepted_exception), 0)
)::text as state;
