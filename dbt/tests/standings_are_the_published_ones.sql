{{ config(severity='warn') }}
-- Only seasons that are loaded whole, with all games of all teams; never those of the sample league, whose games are
-- invented. For other seasons the test says nothing.
with

standings as (
    select * from {{ ref('standings') }}
),

final_standings as (
    select * from {{ ref('final_standings') }}
),

games as (
    select distinct season
    from {{ ref('games') }}
    where source = 'sample'
),

compared as (
    select
        final_standings.*,
        standings.team_id is not null
        and standings.games_missing = 0
        and standings.games_played = final_standings.wins + final_standings.losses + final_standings.overtime_losses
            as is_whole,
        standings.wins as wins_in_marts,
        standings.losses as losses_in_marts,
        standings.overtime_losses as overtime_losses_in_marts,
        standings.points as points_in_marts,
        standings.league_rank as league_rank_in_marts
    from final_standings
    left join standings
        on final_standings.season = standings.season and final_standings.team_id = standings.team_id
    where final_standings.season not in (select games.season from games)
),

whole_seasons as (
    select season
    from compared
    group by season
    having bool_and(is_whole)
),

final as (
    select compared.*
    from compared
    inner join whole_seasons on compared.season = whole_seasons.season
    where
        (compared.wins, compared.losses, compared.overtime_losses, compared.points)
        is distinct from (
            compared.wins_in_marts,
            compared.losses_in_marts,
            compared.overtime_losses_in_marts,
            compared.points_in_marts
        )
        or compared.league_rank <> compared.league_rank_in_marts
)

select * from final
