with

corrections as (
    select * from {{ ref('corrections') }}
),

final as (
    select
        correction_id,
        corrected_at,
        game_id,
        game_date,
        season,
        away_team_name,
        home_team_name,
        player_id as nhl_player_id,
        full_name,
        team_name,
        change,
        column_name,
        statistic,
        old_value,
        new_value,
        run_id
    from corrections
    -- Corrections of game-level details (venue, start time) are not part of version 1.
    where player_id is not null
)

select * from final
