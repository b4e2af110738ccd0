with

players as (
    select * from {{ ref('players') }}
),

final as (
    select
        player_id,
        full_name,
        team_id,
        team_name,
        team_abbreviation,
        position_code,
        position_name,
        shoots_catches,
        birth_date,
        birth_city,
        birth_country,
        height,
        weight_pounds,
        first_season,
        last_season,
        last_game_date,
        games_played
    from players
)

select * from final
