with

stat_corrections as (
    select * from {{ ref('stat_corrections') }}
),

games as (
    select * from {{ ref('games') }}
),

players as (
    select * from {{ ref('players') }}
),

player_game_stats as (
    select * from {{ ref('player_game_stats') }}
),

-- The record of an added or removed row has the player's name, who may have no other row.
named as (
    select
        *,
        lag(cause) over versions as previous_cause,
        lag(old_value) over versions as previous_old_value,
        case
            when column_name <> '(line)' then 'value changed'
            when new_value is null then 'line removed'
            else 'line added'
        end as change,
        case when column_name = '(line)' then coalesce(new_value, old_value) end as name_in_correction
    from stat_corrections
    window versions as (partition by game_id, nhl_player_id, column_name order by correction_id)
),

final as (
    select
        named.correction_id,
        named.corrected_at,
        named.game_id,
        games.game_date,
        games.season,
        games.away_team_name,
        games.home_team_name,
        named.nhl_player_id as player_id,
        coalesce(players.full_name, named.name_in_correction) as full_name,
        player_game_stats.game_team_name as team_name,
        named.change,
        named.column_name,
        case
            when named.change = 'value changed'
                then regexp_replace(named.column_name, '^player_(stats_skaterstats_|stats_goaliestats_|person_)?', '')
        end as statistic,
        case when named.change = 'value changed' then named.old_value end as old_value,
        case when named.change = 'value changed' then named.new_value end as new_value,
        named.run_id,
        -- What takes an edit back has changed nothing: neither the league nor a re-derivation is its cause.
        case
            when
                named.previous_cause = 'edited by hand'
                and not (named.new_value is distinct from named.previous_old_value)
                then 'edited by hand'
            else named.cause
        end as cause
    from named
    inner join games on named.game_id = games.game_id
    left join players on named.nhl_player_id = players.player_id
    left join player_game_stats
        on named.game_id = player_game_stats.game_id and named.nhl_player_id = player_game_stats.nhl_player_id
)

select * from final
