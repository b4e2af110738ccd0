with

team_game_results as (
    select * from {{ ref('team_game_results') }}
),

missing_games as (
    select * from {{ ref('missing_games') }}
),

missing as (
    select
        missing_games.season,
        sides.team_id,
        missing_games.stage,
        count(*)::integer as games_missing
    from missing_games
    cross join lateral (values (missing_games.away_team_id), (missing_games.home_team_id)) as sides (team_id)
    group by missing_games.season, sides.team_id, missing_games.stage
),

-- Under its name in its latest game of the season.
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

final as (
    select
        sums.season,
        sums.stage,
        sums.team_id,
        names.team_name,
        sums.games_played,
        sums.wins,
        sums.losses,
        sums.overtime_losses,
        sums.ties,
        sums.goals_for,
        sums.goals_against,
        sums.games_played + coalesce(missing.games_missing, 0) as games_expected,
        coalesce(missing.games_missing, 0) as games_missing
    from sums
    inner join names on sums.season = names.season and sums.team_id = names.team_id
    left join missing
        on sums.season = missing.season and sums.team_id = missing.team_id and sums.stage = missing.stage
)

select * from final
