{# Without statistics PostgreSQL would take its few rows for many, and read whole tables to find theirs. #}
{{ config(post_hook='analyze {{ this }}') }}

-- Loading a game sets its loaded_at whenever a row of it came, changed or went; what else is said of it may change
-- without a row. Compared with what is published, which is what the other tables of this schema hold.
{%- set published_games = published('loaded_games') if is_known_state() %}
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
            season_change.season
        from loaded_games
        full outer join published_games on loaded_games.game_id = published_games.game_id
        cross join lateral (values (loaded_games.season), (published_games.season)) as season_change (season)
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
            and season_change.season is not null
        group by coalesce(loaded_games.game_id, published_games.game_id), season_change.season
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
