{# Without statistics the planner overestimates the row count of this small table and scans the joined tables. #}
{{ config(post_hook='analyze {{ this }} (game_id, needs_check, is_being_loaded)') }}

-- The current version of each game in the ledger, before any check. A version checked by the last build is not checked
-- again.
{%- set last_checked = adapter.get_relation(this.database, this.schema, this.identifier) if holds_published_state() %}
{%- set facts = [
    'game_id', 'game_date', 'season', 'game_type', 'away_team_id', 'away_team_abbreviation', 'home_team_id',
    'home_team_abbreviation', 'away_score', 'home_score', 'is_shootout', 'source', 'shape', 'is_edited', 'line_count',
    'loaded_at', 'is_being_loaded', 'venue', 'start_time', 'last_period', 'last_period_type'
] %}

with

game as (
    select
        game.*,
        game_details.loaded as details
    from {{ source('etl', 'game') }} as game
    left join {{ source('etl', 'game_details') }} as game_details on game.game_id = game_details.game_id
    where game.loaded_at is not null
),

facts as (
    select
        game_id,
        game_date,
        season,
        game_type,
        away_team_id,
        away_team as away_team_abbreviation,
        home_team_id,
        home_team as home_team_abbreviation,
        away_score,
        home_score,
        shootout as is_shootout,
        source,
        shape,
        coalesce(shape = 'csv' and fetched_at is not null, false) as is_edited,
        row_count as line_count,
        loaded_at,
        -- The ledger has a corrected box score before game_stats has its rows.
        state in ('stored', 'loading') as is_being_loaded,
        details ->> 'venue' as venue,
        (details ->> 'start_time')::timestamptz as start_time,
        (details ->> 'last_period')::integer as last_period,
        details ->> 'last_period_type' as last_period_type
    from game
),

{% if last_checked %}
    -- Joined, because a subquery would read the whole table for each game.
    unchanged_games as (
        select facts.game_id
        from facts
        inner join {{ last_checked }} as last_checked on facts.game_id = last_checked.game_id
        where
            (
                {%- for fact in facts %}
                    last_checked.{{ fact }}{{ ',' if not loop.last }}
                {%- endfor %}
            ) is not distinct from (
                {%- for fact in facts %}
                    facts.{{ fact }}{{ ',' if not loop.last }}
                {%- endfor %}
            )
    ),
{% else %}
    unchanged_games as (
        select game_id
        from facts
        where false
    ),
{% endif %}

final as (
    select
        facts.*,
        not facts.is_being_loaded and unchanged_games.game_id is null as needs_check
    from facts
    left join unchanged_games on facts.game_id = unchanged_games.game_id
)

select * from final
