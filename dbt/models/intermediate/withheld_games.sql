-- A version that was published only because its exceptions were accepted is not kept once an acceptance is withdrawn.
{%- set previous_rows = published_rows('loaded_games') %}
{%- set previous_player_rows = published_rows('player_game_stats') if previous_rows %}
{%- set previous_exceptions = published_rows('data_quality_exceptions') if previous_player_rows %}

with

ledger_games as (
    select * from {{ ref('ledger_games') }}
),

exceptions as (
    select * from {{ ref('game_exceptions') }}
),

acceptances as (
    select * from {{ ref('acceptances') }}
),

{% if previous_exceptions %}
    previous_games as (
        {{ previous_rows }}
    ),

    previously_accepted as (
        select
            game_id,
            check_name,
            detail
        from ({{ previous_exceptions }}) as accepted
        where
            severity = 'accepted'
            and game_id not in (
                select previously_withheld.game_id from ({{ previous_exceptions }}) as previously_withheld
                where previously_withheld.severity = 'error'
            )
    ),
{% else %}
    previous_games as (
        select * from ledger_games
        where false
    ),

    previously_accepted as (
        select
            game_id,
            check_name,
            detail
        from exceptions
        where false
    ),
{% endif %}

withheld as (
    select
        game_id,
        'in progress' as reason
    from ledger_games
    where is_being_loaded
    union all
    select distinct
        exceptions.game_id,
        'quarantined' as reason
    from exceptions
    left join acceptances on {{ is_accepted('exceptions') }}
    where exceptions.severity = 'error' and acceptances.game_id is null
),

final as (
    select
        withheld.game_id,
        withheld.reason,
        previous_games.game_id is not null and not (
            withheld.reason = 'quarantined'
            and exists (
                select
                from previously_accepted
                left join acceptances on {{ is_accepted('previously_accepted') }}
                where previously_accepted.game_id = withheld.game_id and acceptances.game_id is null
            )
        ) as is_kept
    from withheld
    left join previous_games on withheld.game_id = previous_games.game_id
)

select * from final
