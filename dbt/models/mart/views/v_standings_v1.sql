with

standings as (
    select * from {{ ref('standings') }}
),

final as (
    select
        season,
        team_id,
        team_name,
        team_abbreviation,
        conference,
        division,
        league_rank,
        conference_rank,
        division_rank,
        games_played,
        wins,
        losses,
        overtime_losses,
        ties,
        points,
        points_pct,
        regulation_wins,
        regulation_and_overtime_wins,
        shootout_wins,
        shootout_losses,
        goals_for,
        goals_against,
        goal_difference,
        goals_for_without_shootout,
        goals_against_without_shootout,
        home_wins,
        home_losses,
        home_overtime_losses,
        home_ties,
        road_wins,
        road_losses,
        road_overtime_losses,
        road_ties,
        last_ten_wins,
        last_ten_losses,
        last_ten_overtime_losses,
        last_ten_ties,
        streak,
        ranking_rule,
        games_expected,
        games_loaded,
        games_missing,
        games_with_exceptions
    from standings
)

select * from final
