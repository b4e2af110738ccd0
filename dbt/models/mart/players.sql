with

player_season_teams as (
    select * from {{ ref('player_season_teams') }}
),

player_totals as (
    select * from {{ ref('player_totals') }}
),

biographies as (
    select distinct on (nhl_player_id) *
    from player_season_teams
    order by nhl_player_id, full_name is null, is_short_name, name_game_date desc, name_game_id desc
),

spans as (
    select
        nhl_player_id,
        min(season) as first_season,
        max(season) as last_season,
        max(last_game_date) as last_game_date,
        sum(games_played)::integer as games_played
    from player_season_teams
    group by nhl_player_id
),

final as (
    select
        player_totals.nhl_player_id,
        player_totals.full_name,
        player_totals.team_id,
        player_totals.team_name,
        biographies.position_name,
        biographies.shoots_catches,
        biographies.birth_date,
        biographies.birth_city,
        biographies.birth_country,
        biographies.height,
        biographies.weight_pounds,
        spans.first_season,
        spans.last_season,
        spans.last_game_date,
        spans.games_played
    from player_totals
    inner join biographies on player_totals.nhl_player_id = biographies.nhl_player_id
    inner join spans on player_totals.nhl_player_id = spans.nhl_player_id
)

select * from final
