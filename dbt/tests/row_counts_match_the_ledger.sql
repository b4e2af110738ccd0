-- Each loaded game has as many player rows as the ledger counts, and no row belongs to a game that is not loaded. Games
-- with another row count have been quarantined already, unless the exception was accepted.
with

loaded_games as (
    select * from {{ ref('loaded_games') }}
),

row_counts as (
    select
        game_id,
        count(*) as row_count
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
        coalesce(loaded_games.game_id, row_counts.game_id) as game_id,
        loaded_games.line_count as rows_in_ledger,
        row_counts.row_count as rows_in_marts
    from loaded_games
    full outer join row_counts on loaded_games.game_id = row_counts.game_id
    where
        row_counts.row_count is distinct from loaded_games.line_count
        and coalesce(loaded_games.game_id, row_counts.game_id) not in (select accepted.game_id from accepted)
)

select * from final
