-- A game that is being loaded again keeps its previously published exceptions.
{%- set previous_rows = published_rows('data_quality_exceptions') %}

with

exceptions as (
    select * from {{ ref('game_exceptions') }}
),

ledger_games as (
    select * from {{ ref('ledger_games') }}
),

acceptances as (
    select * from {{ ref('acceptances') }}
),

{% if previous_rows %}
    previous_exceptions as (
        {{ previous_rows }}
    ),
{% endif %}

final as (
    select
        exceptions.game_id,
        ledger_games.game_date,
        ledger_games.season,
        exceptions.team_id,
        exceptions.nhl_player_id as player_id,
        exceptions.check_name,
        case when acceptances.game_id is null then exceptions.severity else 'accepted' end as severity,
        exceptions.detail,
        acceptances.reason as accepted_because
    from exceptions
    inner join ledger_games on exceptions.game_id = ledger_games.game_id
    left join acceptances on {{ is_accepted('exceptions') }}
    {% if previous_rows %}
        union all
        select previous_exceptions.*
        from previous_exceptions
        inner join ledger_games on previous_exceptions.game_id = ledger_games.game_id
        where ledger_games.is_being_loaded
    {% endif %}
)

select * from final
