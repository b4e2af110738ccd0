{# Without statistics PostgreSQL would take its few rows for many, and read whole tables to find theirs. #}
{{ config(post_hook='analyze {{ this }}') }}

-- Loading a game sets its loaded_at whenever a line of it came, changed or went; what else the box score says of it may
-- change without a line. Compared with what is published, not with the last build: what
-- a refused build left in marts_next is built again.
{%- set published = adapter.get_relation(database=target.database, schema='public', identifier='loaded_games') %}

with

loaded_games as (
    select * from {{ ref('loaded_games') }}
),

{% if published and not flags.FULL_REFRESH %}
    published_games as (
        select * from {{ published }}
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
                loaded_games.loaded_at, loaded_games.season, loaded_games.game_date,
                loaded_games.away_score, loaded_games.home_score, loaded_games.is_shootout
            )
            is distinct from (
                published_games.loaded_at, published_games.season, published_games.game_date,
                published_games.away_score, published_games.home_score, published_games.is_shootout
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
