{{ config(severity='warn') }}
-- Compares with the published marts: games that are still in the ledger, rows of games that were not loaded again, and
-- players of such games must not disappear. Rows are counted of the games that this build has rebuilt only.
-- depends_on: {{ ref('loaded_games') }}, {{ ref('ledger_games') }}, {{ ref('withheld_games') }}
-- depends_on: {{ ref('player_game_stats') }}, {{ ref('nhl_players') }}, {{ ref('games_to_rebuild') }}
{%- set games = published_relation('loaded_games') if target.name == 'next' %}
{%- set player_rows = published_relation('player_game_stats') if games %}
{%- set players = published_relation('nhl_players') if player_rows %}

{% if players %}
    with

    previous_games as (
        select * from {{ games }}
    ),

    -- Copied for each of its two uses, it would be read as a whole.
    previous_player_rows as not materialized (
        select * from {{ player_rows }}
    ),

    same_games as (
        select loaded_games.game_id
        from {{ ref('loaded_games') }} as loaded_games
        inner join previous_games as previous
            on loaded_games.game_id = previous.game_id and loaded_games.loaded_at = previous.loaded_at
    ),

    rebuilt_games as (
        select game_id
        from {{ ref('games_to_rebuild') }}
    ),

    row_counts as (
        select
            game_id,
            count(*) as row_count
        from {{ ref('player_game_stats') }}
        where game_id in (select rebuilt_games.game_id from rebuilt_games)
        group by game_id
    ),

    previous_row_counts as (
        select
            game_id,
            count(*) as row_count
        from previous_player_rows
        where game_id in (select rebuilt_games.game_id from rebuilt_games)
        group by game_id
    ),

    lost_players as (
        select id
        from {{ players }}
        where id not in (select nhl_players.id from {{ ref('nhl_players') }} as nhl_players)
    ),

    final as (
        select
            previous.game_id,
            'a game'::text as subject,
            null::bigint as previous_count,
            null::bigint as current_count
        from previous_games as previous
        inner join {{ ref('ledger_games') }} as ledger_games on previous.game_id = ledger_games.game_id
        where
            previous.game_id not in (select loaded_games.game_id from {{ ref('loaded_games') }} as loaded_games)
            and previous.game_id not in (select withheld.game_id from {{ ref('withheld_games') }} as withheld)
        union all
        select
            same_games.game_id,
            'rows of a game' as subject,
            previous_row_counts.row_count as previous_count,
            coalesce(row_counts.row_count, 0) as current_count
        from same_games
        inner join previous_row_counts on same_games.game_id = previous_row_counts.game_id
        left join row_counts on same_games.game_id = row_counts.game_id
        where coalesce(row_counts.row_count, 0) < previous_row_counts.row_count
        union all
        select
            min(previous.game_id) as game_id,
            'player ' || previous.nhl_player_id as subject,
            count(*) as previous_count,
            0 as current_count
        from previous_player_rows as previous
        inner join same_games on previous.game_id = same_games.game_id
        where previous.nhl_player_id in (select lost_players.id from lost_players)
        group by previous.nhl_player_id
    )

    select * from final
{% else %}
    select 1 as no_marts_published
    where false
{% endif %}
