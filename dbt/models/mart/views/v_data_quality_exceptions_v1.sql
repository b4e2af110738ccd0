with

data_quality_exceptions as (
    select * from {{ ref('data_quality_exceptions') }}
),

final as (
    select
        game_id,
        game_date,
        season,
        team_id,
        player_id,
        check_name,
        severity,
        detail,
        accepted_because
    from data_quality_exceptions
)

select * from final
