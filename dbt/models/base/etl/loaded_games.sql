with

game as (
    select * from {{ source('etl', 'game') }}
),

final as (
    select
        game_id,
        game_date,
        season,
        game_type,
        case game_type when 2 then 'regular season' when 3 then 'playoffs' else 'other' end as stage,
        away_team_id,
        away_team as away_team_abbreviation,
        home_team_id,
        home_team as home_team_abbreviation,
        away_score,
        home_score,
        shootout as is_shootout,
        source,
        shape,
        coalesce(shape = 'csv' and fetched_at is not null, false) as is_edited,
        row_count as line_count,
        loaded_at
    from game
    where loaded_at is not null
)

select * from final
