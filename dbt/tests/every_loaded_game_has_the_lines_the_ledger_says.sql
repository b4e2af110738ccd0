-- And no row is of a game that is not loaded. A game whose rows and ledger differ is quarantined before, unless that
-- was accepted.
with

loaded_games as (
    select * from {{ ref('loaded_games') }}
),

lines as (
    select
        game_id,
        count(*) as line_count
    from {{ ref('player_game_stats') }}
    group by game_id
),

accepted as (
    select game_id
    from {{ ref('data_quality_exceptions') }}
    where check_name = 'rows are those the ledger counts' and severity = 'accepted'
),

final as (
    select
        coalesce(loaded_games.game_id, lines.game_id) as game_id,
        loaded_games.line_count as lines_in_ledger,
        lines.line_count as lines_in_marts
    from loaded_games
    full outer join lines on loaded_games.game_id = lines.game_id
    where
        lines.line_count is distinct from loaded_games.line_count
        and coalesce(loaded_games.game_id, lines.game_id) not in (select accepted.game_id from accepted)
)

select * from final
