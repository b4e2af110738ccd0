-- From the lines to the seasons, and from the seasons to the players, no point and no second is lost or counted twice.
with

lines as (
    select
        season,
        sum(coalesce(stats_goals, 0) + coalesce(goalie_stats_goals, 0)) as goals,
        sum(coalesce(stats_assists, 0) + coalesce(goalie_stats_assists, 0)) as assists,
        sum(coalesce(stats_time_on_ice_seconds, 0) + coalesce(goalie_stats_time_on_ice_seconds, 0)) as seconds
    from {{ ref('player_game_stats') }}
    {% if target.name == 'next' %}
        where season in (select changed.season from {{ ref('changed_games') }} as changed)
    {% endif %}
    group by season
),

seasons as (
    select
        season,
        sum(goals) as goals,
        sum(assists) as assists,
        sum(time_on_ice_seconds) as seconds
    from {{ ref('player_season_teams') }}
    group by season
),

players as (
    select
        sum(goals) as goals,
        sum(assists) as assists,
        sum(extract(epoch from time_on_ice)) as seconds
    from {{ ref('nhl_players') }}
),

all_seasons as (
    select
        sum(goals) as goals,
        sum(assists) as assists,
        sum(seconds) as seconds
    from seasons
),

final as (
    select
        format('season %s', lines.season) as what,
        to_jsonb(lines) as one,
        to_jsonb(seasons) as other
    from lines
    left join seasons on lines.season = seasons.season
    where
        (lines.goals, lines.assists, lines.seconds)
        is distinct from (seasons.goals, seasons.assists, seasons.seconds)
    union all
    select
        'all players' as what,
        to_jsonb(all_seasons) as one,
        to_jsonb(players) as other
    from all_seasons
    cross join players
    where
        (all_seasons.goals, all_seasons.assists, all_seasons.seconds)
        is distinct from (players.goals, players.assists, players.seconds)
)

select * from final
