-- A withheld game keeps its previously published version, if there is one.
{%- set previous_rows = published_rows('loaded_games') %}

with

ledger_games as (
    select * from {{ ref('ledger_games') }}
),

withheld_games as (
    select * from {{ ref('withheld_games') }}
),

{% if previous_rows %}
    previous_games as (
        {{ previous_rows }}
    ),
{% endif %}

final as (
    select
        game_id,
        game_date,
        season,
        game_type,
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
    from ledger_games
    where game_id not in (select withheld_games.game_id from withheld_games)
    {% if previous_rows %}
        union all
        select previous_games.*
        from previous_games
        inner join withheld_games on previous_games.game_id = withheld_games.game_id
        where withheld_games.is_kept
    {% endif %}
)

select * from final
