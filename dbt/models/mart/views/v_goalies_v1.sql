-- Version 1 has a third row per season and goalie, for regular season and playoffs together.
with

player_season_teams as (
    select * from {{ ref('player_season_teams') }}
),

players as (
    select * from {{ ref('players') }}
),

goalie_rows as (
    select
        player_season_teams.*,
        stages.stage
    from player_season_teams
    inner join
        (
            values
            ('regular season', 'regular season'), ('playoffs', 'playoffs'),
            ('together', 'regular season'), ('together', 'playoffs')
        ) as stages (stage, game_type)
        on player_season_teams.game_type = stages.game_type
    where player_season_teams.goalie_games > 0
),

{{ goalie_totals('stage') }},

final as (
    select
        totals.season,
        totals.stage,
        totals.player_id as nhl_player_id,
        players.full_name,
        totals.team_name,
        totals.games_played,
        totals.wins,
        totals.losses,
        totals.overtime_losses,
        totals.shots_against,
        totals.saves,
        totals.goals_against,
        totals.save_percentage,
        totals.goals_against_average,
        totals.time_on_ice_seconds
    from goalie_totals as totals
    inner join players on totals.player_id = players.player_id
)

select * from final
