-- The last three digits of a playoff game's id are round, series and game. Round 0 are the games before the first round
-- of 2019-20: four teams of each conference played a round robin (series 0 and 1), the others a qualifying round.
with

team_game_results as (
    select
        *,
        (game_id % 1000 / 100)::integer as round,
        (game_id % 100 / 10)::integer as series
    from {{ ref('team_game_results') }}
    where game_type = 'playoffs' and opponent_team_id is not null
),

-- One row per game: of the side with the smaller team id, so that all games of a series are seen from one side.
series_games as (
    select
        *,
        case when side = 'home' then team_id else opponent_team_id end as home_team_id,
        rank() over (
            partition by season, round, team_id, opponent_team_id order by game_date, game_id
        ) as game_number
    from team_game_results
    where team_id < opponent_team_id
),

sums as (
    select
        season,
        round,
        min(series) as series,
        team_id as one_team_id,
        opponent_team_id as other_team_id,
        max(team_name) as one_team_name,
        max(opponent_team_name) as other_team_name,
        max(team_abbreviation) as one_team_abbreviation,
        max(opponent_team_abbreviation) as other_team_abbreviation,
        max(home_team_id) filter (where game_number = 1) as first_home_team_id,
        min(game_date) as first_date,
        max(game_date) as last_date,
        count(*)::integer as games_played,
        count(*) filter (where outcome = 'win')::integer as one_wins,
        count(*) filter (where outcome in ('loss', 'overtime loss'))::integer as other_wins,
        case
            when bool_and(is_overtime is not null) then count(*) filter (where is_overtime)
        end::integer as overtime_games,
        sum(score)::integer as one_goals,
        sum(opponent_score)::integer as other_goals
    from series_games
    group by season, round, team_id, opponent_team_id
),

named as (
    select
        *,
        first_home_team_id = one_team_id as is_one_first,
        round = 0 and series in (0, 1) as is_round_robin,
        case
            when round = 0 and series in (0, 1) then null
            when round = 0 then 3
            when season >= 19861987 then 4
            when season >= 19791980 and round = 1 then 3
            when season >= 19791980 then 4
        end as wins_needed
    from sums
),

final as (
    select
        season,
        round,
        case
            when is_round_robin then 'round robin'
            when round = 0 then 'qualifying round'
            when season < 19811982 then null
            when round = 1 then 'first round'
            when round = 2 then 'second round'
            when round = 3 and season = 20202021 then 'semifinals'
            when round = 3 then 'conference finals'
            when round = 4 then 'Stanley Cup Final'
        end as round_name,
        series,
        case when is_one_first then one_team_id else other_team_id end as team_id,
        case when is_one_first then one_team_name else other_team_name end as team_name,
        case when is_one_first then one_team_abbreviation else other_team_abbreviation end as team_abbreviation,
        case when is_one_first then other_team_id else one_team_id end as opponent_team_id,
        case when is_one_first then other_team_name else one_team_name end as opponent_team_name,
        case
            when is_one_first then other_team_abbreviation else one_team_abbreviation
        end as opponent_team_abbreviation,
        case when is_one_first then one_wins else other_wins end as wins,
        case when is_one_first then other_wins else one_wins end as opponent_wins,
        case when is_one_first then one_goals else other_goals end as goals,
        case when is_one_first then other_goals else one_goals end as opponent_goals,
        games_played,
        overtime_games,
        wins_needed,
        greatest(one_wins, other_wins) >= wins_needed as is_decided,
        case
            when one_wins >= wins_needed then one_team_id
            when other_wins >= wins_needed then other_team_id
        end as winner_team_id,
        case
            when one_wins >= wins_needed then one_team_name
            when other_wins >= wins_needed then other_team_name
        end as winner_team_name,
        case
            when one_wins >= wins_needed then other_team_name
            when other_wins >= wins_needed then one_team_name
        end as loser_team_name,
        first_date,
        last_date
    from named
)

select * from final
