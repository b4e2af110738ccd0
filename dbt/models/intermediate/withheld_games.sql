-- A version that readers see only because its exceptions were accepted is no former one when that is withdrawn.
{%- set former_rows = published_rows('loaded_games') %}
{%- set former_lines = published_rows('player_game_stats') if former_rows %}
{%- set former_exceptions = published_rows('data_quality_exceptions') if former_lines %}

with

read_games as (
    select * from {{ ref('read_games') }}
),

exceptions as (
    select * from {{ ref('game_exceptions') }}
),

acceptances as (
    select * from {{ ref('acceptances') }}
),

{% if former_exceptions %}
    former_games as (
        {{ former_rows }}
    ),

    accepted_before as (
        select
            game_id,
            check_name
        from ({{ former_exceptions }}) as accepted
        where
            severity = 'accepted'
            and game_id not in (
                select withheld_before.game_id from ({{ former_exceptions }}) as withheld_before
                where withheld_before.severity = 'error'
            )
    ),
{% else %}
    former_games as (
        select * from read_games
        where false
    ),

    accepted_before as (
        select
            game_id,
            check_name
        from exceptions
        where false
    ),
{% endif %}

withheld as (
    select
        game_id,
        'in progress' as reason
    from read_games
    where is_on_its_way
    union all
    select distinct
        exceptions.game_id,
        'quarantined' as reason
    from exceptions
    left join acceptances
        on exceptions.game_id = acceptances.game_id and exceptions.check_name = acceptances.check_name
    where exceptions.severity = 'error' and acceptances.game_id is null
),

final as (
    select
        withheld.game_id,
        withheld.reason,
        former_games.game_id is not null and not (
            withheld.reason = 'quarantined'
            and exists (
                select
                from accepted_before
                left join acceptances
                    on
                        accepted_before.game_id = acceptances.game_id
                        and accepted_before.check_name = acceptances.check_name
                where accepted_before.game_id = withheld.game_id and acceptances.game_id is null
            )
        ) as is_kept
    from withheld
    left join former_games on withheld.game_id = former_games.game_id
)

select * from final
