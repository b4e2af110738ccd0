with

team_game_results as (
    select * from {{ ref('team_game_results') }}
),

home as (
    select * from team_game_results
    where side = 'home'
),

away as (
    select * from team_game_results
    where side = 'away'
),

final as (
    select
        home.game_id,
        home.outcome as home_outcome,
        away.outcome as away_outcome
    from home
    inner join away on home.game_id = away.game_id
    where
        (home.outcome = 'win') is distinct from (away.outcome in ('loss', 'overtime loss'))
        or (away.outcome = 'win') is distinct from (home.outcome in ('loss', 'overtime loss'))
        or (home.outcome = 'tie') is distinct from (away.outcome = 'tie')
)

select * from final
