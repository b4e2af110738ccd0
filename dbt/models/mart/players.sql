with

player_season_teams as (
    select * from {{ ref('player_season_teams') }}
),

player_totals as (
    select * from {{ ref('player_totals') }}
),

bios as (
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
        bios.position_name,
        bios.shoots_catches,
        bios.birth_date,
        bios.birth_city,
        bios.birth_country,
        bios.height,
        bios.weight_pounds,
        spans.first_season,
        spans.last_season,
        spans.last_game_date,
        spans.games_played
    from player_totals
    inner join bios on player_totals.nhl_player_id = bios.nhl_player_id
    inner join spans on player_totals.nhl_player_id = spans.nhl_player_id
)

select * from final
