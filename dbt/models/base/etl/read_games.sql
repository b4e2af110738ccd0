{# Without statistics PostgreSQL would take its few rows for many, and read whole tables to find theirs. #}
{{ config(post_hook='analyze {{ this }}') }}

-- The ledger's present version of each game, before anything is checked. What was checked in the last build in this
-- very version need not be checked again.
{%- set known = adapter.get_relation(this.database, this.schema, this.identifier) if is_known_state() %}
{%- set facts = [
    'game_id', 'game_date', 'season', 'game_type', 'stage', 'away_team_id', 'away_team_abbreviation', 'home_team_id',
    'home_team_abbreviation', 'away_score', 'home_score', 'is_shootout', 'source', 'shape', 'is_edited', 'line_count',
    'loaded_at', 'is_on_its_way', 'venue', 'start_time', 'last_period', 'last_period_type'
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
        case game_type when 2 then 'regular season' when 3 then 'playoffs' else 'other' end as stage,
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
        -- A corrected box score is in the ledger before its rows are in the table.
        state in ('stored', 'loading') as is_on_its_way,
        details ->> 'venue' as venue,
        (details ->> 'start_time')::timestamptz as start_time,
        (details ->> 'last_period')::integer as last_period,
        details ->> 'last_period_type' as last_period_type
    from game
),

final as (
    select
        facts.*,
        {% if known -%}
            not facts.is_on_its_way and not exists (
                select
                from {{ known }} as known
                where
                    known.game_id = facts.game_id
                    and (
                        {%- for fact in facts %}
                            known.{{ fact }}{{ ',' if not loop.last }}
                        {%- endfor %}
                    ) is not distinct from (
                        {%- for fact in facts %}
                            facts.{{ fact }}{{ ',' if not loop.last }}
                        {%- endfor %}
                    )
            )
        {%- else -%}
            not facts.is_on_its_way
        {%- endif %} as is_to_check
    from facts
)

select * from final
