-- Of a game whose rows are being loaded, what was said of it before.
{%- set former_rows = published_rows('data_quality_exceptions') %}

with

exceptions as (
    select * from {{ ref('game_exceptions') }}
),

read_games as (
    select * from {{ ref('read_games') }}
),

acceptances as (
    select * from {{ ref('acceptances') }}
),

{% if former_rows %}
    former_exceptions as (
        {{ former_rows }}
    ),
{% endif %}

final as (
    select
        exceptions.game_id,
        read_games.game_date,
        read_games.season,
        exceptions.team_id,
        exceptions.nhl_player_id,
        exceptions.check_name,
        case when acceptances.game_id is null then exceptions.severity else 'accepted' end as severity,
        exceptions.detail,
        acceptances.reason as accepted_because
    from exceptions
    inner join read_games on exceptions.game_id = read_games.game_id
    left join acceptances
        on exceptions.game_id = acceptances.game_id and exceptions.check_name = acceptances.check_name
    {% if former_rows %}
        union all
        select former_exceptions.*
        from former_exceptions
        inner join read_games on former_exceptions.game_id = read_games.game_id
        where read_games.is_on_its_way
    {% endif %}
)

select * from final
