with

ledger_games as (
    select * from {{ ref('ledger_games') }}
),

game_stats as (
    select
        stats.*,
        game_details.loaded as details
    from {{ source('nhl', 'game_stats') }} as stats
    inner join ledger_games on stats.game_id = ledger_games.game_id
    left join {{ source('etl', 'game_details') }} as game_details on stats.game_id = game_details.game_id
    where ledger_games.needs_check
),

final as (
    select
        game_id,
        player_person_id as nhl_player_id,
        side::text as side,
        player_person_currentteam_id as game_team_id,
        player_person_currentteam_name::text as game_team_name,
        player_person_fullname::text as full_name,
        player_position_type::text as position_type,
        {{ goalie_decision('player_stats_goaliestats_decision') }} as goalie_stats_decision,
        {{ whole_number('player_stats_goaliestats_evensaves') }} as goalie_stats_even_saves,
        {{ whole_number('player_stats_goaliestats_evenshotsagainst') }} as goalie_stats_even_shots_against,
        {{ whole_number('player_stats_goaliestats_goals') }} as goalie_stats_goals,
        {{ whole_number('player_stats_goaliestats_powerplaysaves') }} as goalie_stats_power_play_saves,
        {{ whole_number('player_stats_goaliestats_powerplayshotsagainst') }} as goalie_stats_power_play_shots_against,
        player_stats_goaliestats_savepercentage as goalie_stats_save_percentage,
        {{ whole_number('player_stats_goaliestats_saves') }} as goalie_stats_saves,
        {{ whole_number('player_stats_goaliestats_shorthandedsaves') }} as goalie_stats_short_handed_saves,
        {{ whole_number('player_stats_goaliestats_shorthandedshotsagainst') }}
            as goalie_stats_short_handed_shots_against,
        {{ whole_number('player_stats_goaliestats_shots') }} as goalie_stats_shots,
        player_stats_goaliestats_timeonice::text as goalie_stats_time_on_ice,
        {{ seconds_on_ice('player_stats_goaliestats_timeonice') }} as goalie_stats_time_on_ice_seconds,
        {{ whole_number('player_stats_skaterstats_assists') }} as stats_assists,
        {{ seconds_on_ice('player_stats_skaterstats_eventimeonice') }} as stats_even_time_on_ice_seconds,
        {{ whole_number('player_stats_skaterstats_faceoffwins') }} as stats_face_off_wins,
        {{ whole_number('player_stats_skaterstats_faceofftaken') }} as stats_face_offs_taken,
        {{ whole_number('player_stats_skaterstats_goals') }} as stats_goals,
        {{ whole_number('player_stats_skaterstats_penaltyminutes') }} as stats_penalty_minutes,
        {{ whole_number('player_stats_skaterstats_powerplayassists') }} as stats_power_play_assists,
        {{ whole_number('player_stats_skaterstats_powerplaygoals') }} as stats_power_play_goals,
        {{ seconds_on_ice('player_stats_skaterstats_powerplaytimeonice') }} as stats_power_play_time_on_ice_seconds,
        {{ whole_number('player_stats_skaterstats_shorthandedassists') }} as stats_short_handed_assists,
        {{ whole_number('player_stats_skaterstats_shorthandedgoals') }} as stats_short_handed_goals,
        {{ seconds_on_ice('player_stats_skaterstats_shorthandedtimeonice') }} as stats_short_handed_time_on_ice_seconds,
        {{ whole_number('player_stats_skaterstats_shots') }} as stats_shots,
        player_stats_skaterstats_timeonice::text as stats_time_on_ice,
        {{ seconds_on_ice('player_stats_skaterstats_timeonice') }} as stats_time_on_ice_seconds,
        {{ player_detail('goals_against', 'integer') }} as goalie_stats_goals_against,
        {{ invalid_numbers() }} as invalid_numbers,
        {{ invalid_percentages() }} as invalid_percentages,
        {{ invalid_times() }} as invalid_times
    from game_stats
)

select * from final
