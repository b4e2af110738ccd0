with

player_season_teams as (
    select * from {{ ref('player_season_teams') }}
    where game_type in ('regular season', 'playoffs')
),

players as (
    select * from {{ ref('players') }}
),

teams as (
    select * from {{ ref('teams') }}
),

-- Only points scored for this team count.
ranked as (
    select
        *,
        rank() over (partition by season, game_type, team_id order by points desc nulls last) as points_rank
    from player_season_teams
    where points > 0
),

final as (
    select
        ranked.season,
        ranked.game_type,
        ranked.team_id,
        teams.team_name,
        teams.team_abbreviation,
        ranked.player_id,
        players.full_name,
        ranked.games_played,
        ranked.goals,
        ranked.assists,
        ranked.points,
        teams.games_expected,
        teams.games_loaded,
        teams.games_missing,
        teams.games_with_exceptions
    from ranked
    inner join players on ranked.player_id = players.player_id
    inner join teams
        on ranked.season = teams.season and ranked.game_type = teams.game_type and ranked.team_id = teams.team_id
    where ranked.points_rank = 1
)

select * from final
