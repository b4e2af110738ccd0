-- A game that was loaded again while the marts were built is left to the next build.
with

loaded_games as (
    select * from {{ ref('loaded_games') }}
),

unchanged as (
    select loaded_games.*
    from loaded_games
    inner join {{ source('etl', 'game') }} as game
        on loaded_games.game_id = game.game_id and loaded_games.loaded_at = game.loaded_at
),

lines as (
    select
        game_id,
        count(*) as line_count
    from {{ ref('player_game_stats') }}
    group by game_id
),

final as (
    select
        unchanged.game_id,
        unchanged.line_count as lines_in_ledger,
        coalesce(lines.line_count, 0) as lines_in_marts
    from unchanged
    left join lines on unchanged.game_id = lines.game_id
    where
        coalesce(lines.line_count, 0) = 0
        or coalesce(lines.line_count, 0) <> unchanged.line_count
)

select * from final
