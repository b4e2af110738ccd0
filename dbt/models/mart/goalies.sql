with

player_season_teams as (
    select * from {{ ref('player_season_teams') }}
),

players as (
    select * from {{ ref('players') }}
),

player_season_games as (
    select * from {{ ref('player_season_games') }}
),

latest_teams as (
    select distinct on (season, nhl_player_id)
        season,
        nhl_player_id,
        team_name
    from player_season_teams
    order by season, nhl_player_id, last_game_date desc, last_game_id desc
),

sums as (
    select
        player_season_teams.season,
        season_phases.stage,
        player_season_teams.nhl_player_id,
        sum(player_season_teams.goalie_games)::integer as games_played,
        sum(player_season_teams.goalie_wins)::integer as wins,
        sum(player_season_teams.goalie_losses)::integer as losses,
        sum(player_season_teams.goalie_overtime_losses)::integer as overtime_losses,
        sum(player_season_teams.goalie_ties)::integer as ties,
        sum(player_season_teams.goalie_shots_against)::integer as shots_against,
        sum(player_season_teams.goalie_saves)::integer as saves,
        sum(player_season_teams.goalie_time_on_ice_seconds)::integer as time_on_ice_seconds,
        sum(player_season_teams.goalie_goals_against)::integer as goals_against,
        sum(player_season_teams.goalie_timed_goals_against)::integer as timed_goals_against,
        sum(player_season_teams.goalie_goals_against_seconds)::integer as goals_against_seconds,
        sum(player_season_teams.goalie_shutouts)::integer as shutouts,
        sum(player_season_teams.goalie_starts)::integer as starts
    from player_season_teams
    inner join {{ season_phases() }} on player_season_teams.game_type = any(season_phases.game_types)
    where player_season_teams.goalie_games > 0
    group by player_season_teams.season, season_phases.stage, player_season_teams.nhl_player_id
),

-- Percentages are computed from sums: an average of percentages would weigh a game of 5 shots like one of 50.
final as (
    select
        sums.season,
        sums.stage,
        sums.nhl_player_id,
        players.full_name,
        latest_teams.team_name,
        sums.games_played,
        sums.wins,
        sums.losses,
        sums.overtime_losses,
        sums.ties,
        sums.shots_against,
        sums.saves,
        sums.goals_against,
        (
            case when sums.saves <= sums.shots_against then 100.0 * sums.saves / nullif(sums.shots_against, 0) end
        )::numeric(5, 2) as save_percentage,
        (
            case
                when sums.timed_goals_against >= 0 and sums.goals_against_seconds > 0
                    then least(3600.0 * sums.timed_goals_against / sums.goals_against_seconds, 99999.99)
            end
        )::numeric(7, 2) as goals_against_average,
        sums.time_on_ice_seconds,
        sums.shutouts,
        sums.starts,
        coalesce(player_season_games.games_expected, 0) as games_expected,
        coalesce(player_season_games.games_missing, 0) as games_missing
    from sums
    inner join players on sums.nhl_player_id = players.nhl_player_id
    inner join latest_teams
        on sums.season = latest_teams.season and sums.nhl_player_id = latest_teams.nhl_player_id
    left join player_season_games
        on
            sums.season = player_season_games.season
            and sums.stage = player_season_games.stage
            and sums.nhl_player_id = player_season_games.nhl_player_id
)

select * from final
