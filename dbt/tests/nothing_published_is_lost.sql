{{ config(severity='warn') }}
-- Against what readers have seen so far: a game that the ledger still has, rows of a game that was not loaded again,
-- and players of such games.
-- depends_on: {{ ref('loaded_games') }}, {{ ref('read_games') }}, {{ ref('withheld_games') }}
-- depends_on: {{ ref('player_game_stats') }}, {{ ref('nhl_players') }}
{%- set games = published('loaded_games') if target.name == 'next' %}
{%- set lines = published('player_game_stats') if games %}
{%- set players = published('nhl_players') if lines %}

{% if players %}
    with

    former_games as (
        select * from {{ games }}
    ),

    former_lines as (
        select * from {{ lines }}
    ),

    same_games as (
        select loaded_games.game_id
        from {{ ref('loaded_games') }} as loaded_games
        inner join former_games as former
            on loaded_games.game_id = former.game_id and loaded_games.loaded_at = former.loaded_at
    ),

    line_counts as (
        select
            game_id,
            count(*) as line_count
        from {{ ref('player_game_stats') }}
        group by game_id
    ),

    former_line_counts as (
        select
            game_id,
            count(*) as line_count
        from former_lines
        group by game_id
    ),

    final as (
        select
            former.game_id,
            'a game'::text as what,
            null::bigint as former_count,
            null::bigint as present_count
        from former_games as former
        inner join {{ ref('read_games') }} as read_games on former.game_id = read_games.game_id
        where
            former.game_id not in (select loaded_games.game_id from {{ ref('loaded_games') }} as loaded_games)
            and former.game_id not in (select withheld_games.game_id from {{ ref('withheld_games') }} as withheld_games)
        union all
        select
            same_games.game_id,
            'rows of a game' as what,
            former_line_counts.line_count as former_count,
            coalesce(line_counts.line_count, 0) as present_count
        from same_games
        inner join former_line_counts on same_games.game_id = former_line_counts.game_id
        left join line_counts on same_games.game_id = line_counts.game_id
        where coalesce(line_counts.line_count, 0) < former_line_counts.line_count
        union all
        select
            min(former.game_id) as game_id,
            'player ' || former.nhl_player_id as what,
            count(*) as former_count,
            0 as present_count
        from former_lines as former
        inner join same_games on former.game_id = same_games.game_id
        where former.nhl_player_id not in (select nhl_players.id from {{ ref('nhl_players') }} as nhl_players)
        group by former.nhl_player_id
    )

    select * from final
{% else %}
    select 1 as nothing_is_published
    where false
{% endif %}
