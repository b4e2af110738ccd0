-- Goals, assists and seconds on ice of the player rows equal those of the season totals and of nhl_players: nothing is
-- lost or counted twice.
with

-- Added once for both comparisons, because the table of the player rows is large.
sums as (
    select
        season,
        game_type in (2, 3) as is_counted,
        sum(coalesce(stats_goals, 0) + coalesce(goalie_stats_goals, 0)) as goals,
        sum(coalesce(stats_assists, 0) + coalesce(goalie_stats_assists, 0)) as assists,
        sum(coalesce(stats_time_on_ice_seconds, goalie_stats_time_on_ice_seconds, 0)) as seconds
    from {{ ref('player_game_stats') }}
    group by season, game_type in (2, 3)
),

player_rows as (
    select
        season,
        sum(goals) as goals,
        sum(assists) as assists,
        sum(seconds) as seconds
    from sums
    group by season
),

seasons as (
    select
        season,
        coalesce(sum(goals), 0) as goals,
        coalesce(sum(assists), 0) as assists,
        coalesce(sum(recorded_time_on_ice_seconds), 0) as seconds
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

all_player_rows as (
    select
        coalesce(sum(goals), 0) as goals,
        coalesce(sum(assists), 0) as assists,
        coalesce(sum(seconds), 0) as seconds
    from sums
    where is_counted
),

final as (
    select
        format('season %s', coalesce(player_rows.season, seasons.season)) as scope,
        to_jsonb(player_rows) as expected_totals,
        to_jsonb(seasons) as actual_totals
    from player_rows
    full outer join seasons on player_rows.season = seasons.season
    where
        (player_rows.goals, player_rows.assists, player_rows.seconds)
        is distinct from (seasons.goals, seasons.assists, seasons.seconds)
    union all
    select
        'all players' as scope,
        to_jsonb(all_player_rows) as expected_totals,
        to_jsonb(players) as actual_totals
    from all_player_rows
    cross join players
    where
        (all_player_rows.goals, all_player_rows.assists, all_player_rows.seconds)
        is distinct from (players.goals, players.assists, players.seconds)
)

select * from final
