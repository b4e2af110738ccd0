with

team_game_results as (
    select * from {{ ref('team_game_results') }}
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
        sums.goals_for,
        sums.goals_against
    from sums
    inner join names on sums.season = names.season and sums.team_id = names.team_id
)

select * from final
