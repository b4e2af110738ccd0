{# Without statistics the planner underestimates the row count of this new table and joins it in nested loops. #}
{{ config(post_hook='analyze {{ this }}') }}

with

player_season_teams as (
    select * from {{ ref('player_season_teams') }}
),

player_totals as (
    select * from {{ ref('player_totals') }}
),

teams as (
    select * from {{ ref('teams') }}
),

bios as (
    select distinct on (player_id) *
    from player_season_teams
    order by player_id, full_name is null, is_short_name, name_game_date desc, name_game_id desc
),

-- The latest known one: a box score as a scratch has none.
positions as (
    select distinct on (player_id)
        player_id,
        position_code
    from player_season_teams
    where position_code is not null
    order by player_id, last_game_date desc, last_game_id desc
),

abbreviations as (
    select distinct on (team_id)
        team_id,
        team_abbreviation
    from teams
    where team_abbreviation is not null
    order by team_id, season desc
),

spans as (
    select
        player_id,
        min(season) as first_season,
        max(season) as last_season,
        max(last_game_date) as last_game_date,
        sum(games_played)::integer as games_played
    from player_season_teams
    group by player_id
),

final as (
    select
        player_totals.player_id,
        player_totals.full_name,
        player_totals.team_id,
        player_totals.team_name,
        abbreviations.team_abbreviation,
        positions.position_code,
        {{ position_name('positions.position_code') }} as position_name,
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
    inner join bios on player_totals.player_id = bios.player_id
    inner join spans on player_totals.player_id = spans.player_id
    left join abbreviations on player_totals.team_id = abbreviations.team_id
    left join positions on player_totals.player_id = positions.player_id
)

select * from final
