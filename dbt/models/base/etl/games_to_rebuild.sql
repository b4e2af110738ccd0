{# Without statistics the planner overestimates the row count of this small table and scans the joined tables. #}
{{ config(post_hook='analyze {{ this }}') }}

-- loaded_at changes when a row of the game is inserted, updated or deleted. Other facts can change without it, so all
-- columns are compared with the published table, whose rows the tables of this schema hold.
{%- set published_games = published_relation('loaded_games') if holds_published_state() %}
{%- set facts = columns_of('loaded_games') %}

with

loaded_games as (
    select * from {{ ref('loaded_games') }}
),

{% if published_games %}
    published_games as (
        select * from {{ published_games }}
    ),

    final as (
        select
            coalesce(loaded_games.game_id, published_games.game_id) as game_id,
            affected.season
        from loaded_games
        full outer join published_games on loaded_games.game_id = published_games.game_id
        cross join lateral (values (loaded_games.season), (published_games.season)) as affected (season)
        where
            (
                {%- for fact in facts %}
                    loaded_games.{{ fact }}{{ ',' if not loop.last }}
                {%- endfor %}
            )
            is distinct from (
                {%- for fact in facts %}
                    published_games.{{ fact }}{{ ',' if not loop.last }}
                {%- endfor %}
            )
            and affected.season is not null
        group by coalesce(loaded_games.game_id, published_games.game_id), affected.season
    )
{% else %}
    final as (
        select
            game_id,
            season
        from loaded_games
    )
{% endif %}

select * from final
