{# Without statistics the planner underestimates the row count of this new table and joins it in nested loops. #}
{{ config(post_hook='analyze {{ this }}') }}

with

team_game_results as (
    select * from {{ ref('team_game_results') }}
),

team_season_games as (
    select * from {{ ref('team_season_games') }}
),

-- A team has the name of its latest game of the season.
names as (
    select distinct on (season, team_id)
        season,
        team_id,
        team_name
    from team_game_results
    order by season, team_id, game_date desc, game_id desc
),

sums as (
    select
        season,
        team_id,
        game_type,
        count(*)::integer as games_played,
        count(*) filter (where outcome = 'win')::integer as wins,
        count(*) filter (where outcome = 'loss')::integer as losses,
        count(*) filter (where outcome = 'overtime loss')::integer as overtime_losses,
        count(*) filter (where outcome = 'tie')::integer as ties,
        sum({{ counted_goals('', 'win') }})::integer as goals_for,
        sum({{ counted_goals('opponent_', 'overtime loss') }})::integer as goals_against,
        count(*) filter (where is_shootout and outcome = 'win')::integer as shootout_wins,
        count(*) filter (where is_shootout and outcome = 'overtime loss')::integer as shootout_losses,
        {{ total('shots') }} as shots,
        {{ total('shots_against') }} as shots_against,
        {{ total('power_play_goals') }} as power_play_goals,
        {{ total('penalty_minutes') }} as penalty_minutes
    from team_game_results
    group by season, team_id, game_type
),

-- A team whose games are all missing is listed under its abbreviation.
final as (
    select
        team_season_games.season,
        team_season_games.game_type,
        team_season_games.team_id,
        coalesce(names.team_name, team_season_games.team_abbreviation, team_season_games.team_id::text) as team_name,
        team_season_games.team_abbreviation,
        coalesce(sums.games_played, 0) as games_played,
        coalesce(sums.wins, 0) as wins,
        coalesce(sums.losses, 0) as losses,
        coalesce(sums.overtime_losses, 0) as overtime_losses,
        coalesce(sums.ties, 0) as ties,
        coalesce(sums.goals_for, 0) as goals_for,
        sums.goals_against,
        coalesce(sums.goals_for - sums.shootout_wins, 0) as goals_for_without_shootout,
        sums.goals_against - sums.shootout_losses as goals_against_without_shootout,
        sums.shots,
        sums.shots_against,
        sums.power_play_goals,
        sums.penalty_minutes,
        team_season_games.games_expected,
        team_season_games.games_loaded,
        team_season_games.games_missing,
        team_season_games.games_with_exceptions
    from team_season_games
    left join names on team_season_games.season = names.season and team_season_games.team_id = names.team_id
    left join sums
        on
            team_season_games.season = sums.season
            and team_season_games.team_id = sums.team_id
            and team_season_games.game_type = sums.game_type
)

select * from final
