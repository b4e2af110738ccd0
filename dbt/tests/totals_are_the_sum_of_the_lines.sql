-- From the rows to the seasons, and from all rows to the players, no point and no second is lost or counted twice.
with

lines as (
    select
        season,
        sum(coalesce(stats_goals, 0) + coalesce(goalie_stats_goals, 0)) as goals,
        sum(coalesce(stats_assists, 0) + coalesce(goalie_stats_assists, 0)) as assists,
        sum(coalesce(stats_time_on_ice_seconds, goalie_stats_time_on_ice_seconds, 0)) as seconds
    from {{ ref('player_game_stats') }}
    group by season
),

seasons as (
    select
        season,
        coalesce(sum(goals), 0) as goals,
        coalesce(sum(assists), 0) as assists,
        coalesce(sum(time_on_ice_seconds), 0) as seconds
    from {{ ref('player_season_teams') }}
    group by season
),

players as (
    select
        coalesce(sum(goals), 0) as goals,
        coalesce(sum(assists), 0) as assists,
        coalesce(sum(extract(epoch from time_on_ice)), 0) as seconds
    from {{ ref('nhl_players') }}
),

all_lines as (
    select
        coalesce(sum(coalesce(stats_goals, 0) + coalesce(goalie_stats_goals, 0)), 0) as goals,
        coalesce(sum(coalesce(stats_assists, 0) + coalesce(goalie_stats_assists, 0)), 0) as assists,
        coalesce(sum(coalesce(stats_time_on_ice_seconds, goalie_stats_time_on_ice_seconds, 0)), 0) as seconds
    from {{ ref('player_game_stats') }}
    where game_type in (2, 3)
),

final as (
    select
        format('season %s', coalesce(lines.season, seasons.season)) as what,
        to_jsonb(lines) as one,
        to_jsonb(seasons) as other
    from lines
    full outer join seasons on lines.season = seasons.season
    where
        (lines.goals, lines.assists, lines.seconds)
        is distinct from (seasons.goals, seasons.assists, seasons.seconds)
    union all
    select
        'all players' as what,
        to_jsonb(all_lines) as one,
        to_jsonb(players) as other
    from all_lines
    cross join players
    where
        (all_lines.goals, all_lines.assists, all_lines.seconds)
        is distinct from (players.goals, players.assists, players.seconds)
)

select * from final
