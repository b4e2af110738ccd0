-- Of a game that is withheld the version that readers see already, if there is one.
{%- set former_rows = published_rows('loaded_games') %}

with

read_games as (
    select * from {{ ref('read_games') }}
),

withheld_games as (
    select * from {{ ref('withheld_games') }}
),

{% if former_rows %}
    former_games as (
        {{ former_rows }}
    ),
{% endif %}

final as (
    select
        game_id,
        game_date,
        season,
        game_type,
        stage,
        away_team_id,
        away_team_abbreviation,
        home_team_id,
        home_team_abbreviation,
        away_score,
        home_score,
        is_shootout,
        source,
        shape,
        is_edited,
        line_count,
        loaded_at,
        venue,
        start_time,
        last_period,
        last_period_type
    from read_games
    where game_id not in (select withheld_games.game_id from withheld_games)
    {% if former_rows %}
        union all
        select former_games.*
        from former_games
        inner join withheld_games on former_games.game_id = withheld_games.game_id
        where withheld_games.is_kept
    {% endif %}
)

select * from final
