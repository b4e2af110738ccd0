with

player_season_teams as (
    select * from {{ ref('player_season_teams') }}
),

players as (
    select * from {{ ref('players') }}
),

teams as (
    select distinct
        season,
        team_id,
        team_name
    from {{ ref('teams') }}
),

team_season_games as (
    select * from {{ ref('team_season_games') }}
),

team_games as (
    select
        team_season_games.season,
        season_phases.stage,
        team_season_games.team_id,
        sum(team_season_games.games_expected)::integer as games_expected,
        sum(team_season_games.games_missing)::integer as games_missing
    from team_season_games
    inner join {{ season_phases() }} on team_season_games.game_type = any(season_phases.game_types)
    group by team_season_games.season, season_phases.stage, team_season_games.team_id
),

-- Only points scored for this team count.
sums as (
    select
        player_season_teams.season,
        season_phases.stage,
        player_season_teams.team_id,
        player_season_teams.nhl_player_id,
        sum(player_season_teams.games_played)::integer as games_played,
        sum(player_season_teams.goals)::integer as goals,
        sum(player_season_teams.assists)::integer as assists,
        sum(player_season_teams.points)::integer as points
    from player_season_teams
    inner join {{ season_phases() }} on player_season_teams.game_type = any(season_phases.game_types)
    group by
        player_season_teams.season,
        season_phases.stage,
        player_season_teams.team_id,
        player_season_teams.nhl_player_id
),

ranked as (
    select
        *,
        rank() over (partition by season, stage, team_id order by points desc nulls last) as points_rank
    from sums
    where points > 0
),

final as (
    select
        ranked.season,
        ranked.stage,
        ranked.team_id,
        teams.team_name,
        ranked.nhl_player_id,
        players.full_name,
        ranked.games_played,
        ranked.goals,
        ranked.assists,
        ranked.points,
        coalesce(team_games.games_expected, 0) as games_expected,
        coalesce(team_games.games_missing, 0) as games_missing
    from ranked
    inner join players on ranked.nhl_player_id = players.nhl_player_id
    inner join teams on ranked.season = teams.season and ranked.team_id = teams.team_id
    left join team_games
        on
            ranked.season = team_games.season
            and ranked.stage = team_games.stage
            and ranked.team_id = team_games.team_id
    where ranked.points_rank = 1
)

select * from final
