with

player_totals as (
    select * from {{ ref('player_totals') }}
),

-- Ranked by team id, because two teams may have had the same name.
ranked as (
    select
        team_name,
        full_name,
        points,
        rank() over (partition by team_id order by points desc nulls last) as points_rank
    from player_totals
    where points > 0
),

final as (
    select
        team_name,
        full_name,
        points
    from ranked
    where points_rank = 1
)

select * from final
