with

team_game_results as (
    select * from {{ ref('team_game_results') }}
),

team_season_games as (
    select * from {{ ref('team_season_games') }}
),

expected as (
    select
        season,
        stage,
        team_id,
        max(team_abbreviation) as team_abbreviation,
        sum(games_expected)::integer as games_expected,
        sum(games_missing)::integer as games_missing
    from team_season_games
    group by season, stage, team_id
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
        stage,
        count(*)::integer as games_played,
        count(*) filter (where outcome = 'win')::integer as wins,
        count(*) filter (where outcome = 'loss')::integer as losses,
        count(*) filter (where outcome = 'overtime loss')::integer as overtime_losses,
        count(*) filter (where outcome = 'tie')::integer as ties,
        sum(goals)::integer as goals_for,
        sum(opponent_goals)::integer as goals_against
    from team_game_results
    group by season, team_id, stage
),

-- A team whose games are all missing is listed under its abbreviation.
final as (
    select
        expected.season,
        expected.stage,
        expected.team_id,
        coalesce(names.team_name, expected.team_abbreviation, expected.team_id::text) as team_name,
        coalesce(sums.games_played, 0) as games_played,
        coalesce(sums.wins, 0) as wins,
        coalesce(sums.losses, 0) as losses,
        coalesce(sums.overtime_losses, 0) as overtime_losses,
        coalesce(sums.ties, 0) as ties,
        coalesce(sums.goals_for, 0) as goals_for,
        sums.goals_against,
        expected.games_expected,
        expected.games_missing
    from expected
    left join names on expected.season = names.season and expected.team_id = names.team_id
    left join sums
        on expected.season = sums.season and expected.team_id = sums.team_id and expected.stage = sums.stage
)

select * from final
