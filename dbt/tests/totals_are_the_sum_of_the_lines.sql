-- Through all the steps between, no point and no second is lost or counted twice.
with

lines as (
    select
        sum(coalesce(stats_goals, 0) + coalesce(goalie_stats_goals, 0)) as goals,
        sum(coalesce(stats_assists, 0) + coalesce(goalie_stats_assists, 0)) as assists,
        sum(coalesce(stats_time_on_ice_seconds, 0) + coalesce(goalie_stats_time_on_ice_seconds, 0)) as seconds
    from {{ ref('player_game_stats') }}
),

totals as (
    select
        sum(goals) as goals,
        sum(assists) as assists,
        sum(extract(epoch from time_on_ice)) as seconds
    from {{ ref('nhl_players') }}
),

final as (
    select
        lines.*,
        totals.goals as totals_goals,
        totals.assists as totals_assists,
        totals.seconds as totals_seconds
    from lines
    cross join totals
    where (lines.goals, lines.assists, lines.seconds) is distinct from (totals.goals, totals.assists, totals.seconds)
)

select * from final
