{{
    config(
        materialized='incremental',
        incremental_strategy='replace_changed',
        changed_by='game_id',
        indexes=[{'columns': ['game_id', 'nhl_player_id'], 'unique': True}, {'columns': ['season']}],
    )
}}

with

game_stats as (
    select * from {{ source('nhl', 'game_stats') }}
    {{ only_changed('game_id') }}
),

-- A game that was first loaded after the build began is left to the next one.
loaded_games as (
    select * from {{ ref('loaded_games') }}
),

lines as (
    select *
    from game_stats
    where game_id in (select loaded_games.game_id from loaded_games)
),

final as (
    select
        game_id,
        game_date,
        season,
        game_type,
        player_person_id as nhl_player_id,
        side::text as side,
        player_person_currentteam_id as game_team_id,
        player_person_currentteam_link::text as game_team_link,
        player_person_currentteam_name::text as game_team_name,
        player_jerseynumber as jersey_number,
        player_person_active as is_active,
        player_person_alternatecaptain as is_alternate_captain,
        player_person_birthcity::text as birth_city,
        player_person_birthcountry::text as birth_country,
        {{ iso_date('player_person_birthdate') }} as birth_date,
        player_person_birthstateprovince::text as birth_state_province,
        player_person_captain as is_captain,
        player_person_currentage as age_at_game,
        player_person_firstname::text as first_name,
        player_person_fullname::text as full_name,
        player_person_height::text as height,
        player_person_lastname::text as last_name,
        player_person_link::text as player_link,
        player_person_nationality::text as nationality,
        player_person_primarynumber as primary_number,
        player_person_primaryposition_abbreviation::text as primary_position_abbreviation,
        player_person_primaryposition_code::text as primary_position_code,
        player_person_primaryposition_name::text as primary_position_name,
        player_person_primaryposition_type::text as primary_position_type,
        player_person_rookie as is_rookie,
        player_person_rosterstatus::text as roster_status,
        player_person_shootscatches::text as shoots_catches,
        player_person_weight as weight_pounds,
        player_position_abbreviation::text as position_abbreviation,
        player_position_code::text as position_code,
        player_position_name::text as position_name,
        player_position_type::text as position_type,
        player_stats_goaliestats_assists::integer as goalie_stats_assists,
        player_stats_goaliestats_decision::text as goalie_stats_decision,
        player_stats_goaliestats_evensaves::integer as goalie_stats_even_saves,
        player_stats_goaliestats_evenshotsagainst::integer as goalie_stats_even_shots_against,
        player_stats_goaliestats_evenstrengthsavepercentage as goalie_stats_even_strength_save_percentage,
        player_stats_goaliestats_goals::integer as goalie_stats_goals,
        player_stats_goaliestats_pim::integer as goalie_stats_pim,
        player_stats_goaliestats_powerplaysavepercentage as goalie_stats_power_play_save_percentage,
        player_stats_goaliestats_powerplaysaves::integer as goalie_stats_power_play_saves,
        player_stats_goaliestats_powerplayshotsagainst::integer as goalie_stats_power_play_shots_against,
        player_stats_goaliestats_savepercentage as goalie_stats_save_percentage,
        player_stats_goaliestats_saves::integer as goalie_stats_saves,
        player_stats_goaliestats_shorthandedsavepercentage as goalie_stats_short_handed_save_percentage,
        player_stats_goaliestats_shorthandedsaves::integer as goalie_stats_short_handed_saves,
        player_stats_goaliestats_shorthandedshotsagainst::integer as goalie_stats_short_handed_shots_against,
        player_stats_goaliestats_shots::integer as goalie_stats_shots,
        player_stats_goaliestats_timeonice::text as goalie_stats_time_on_ice,
        {{ seconds_on_ice('player_stats_goaliestats_timeonice') }} as goalie_stats_time_on_ice_seconds,
        player_stats_skaterstats_assists::integer as stats_assists,
        player_stats_skaterstats_blocked::integer as stats_blocked,
        player_stats_skaterstats_eventimeonice::text as stats_even_time_on_ice,
        {{ seconds_on_ice('player_stats_skaterstats_eventimeonice') }} as stats_even_time_on_ice_seconds,
        player_stats_skaterstats_faceoffpct as stats_face_off_pct,
        player_stats_skaterstats_faceoffwins::integer as stats_face_off_wins,
        player_stats_skaterstats_faceofftaken::integer as stats_face_offs_taken,
        player_stats_skaterstats_giveaways::integer as stats_giveaways,
        player_stats_skaterstats_goals::integer as stats_goals,
        player_stats_skaterstats_hits::integer as stats_hits,
        player_stats_skaterstats_penaltyminutes::integer as stats_penalty_minutes,
        player_stats_skaterstats_plusminus::integer as stats_plus_minus,
        player_stats_skaterstats_powerplayassists::integer as stats_power_play_assists,
        player_stats_skaterstats_powerplaygoals::integer as stats_power_play_goals,
        player_stats_skaterstats_powerplaytimeonice::text as stats_power_play_time_on_ice,
        {{ seconds_on_ice('player_stats_skaterstats_powerplaytimeonice') }} as stats_power_play_time_on_ice_seconds,
        player_stats_skaterstats_shorthandedassists::integer as stats_short_handed_assists,
        player_stats_skaterstats_shorthandedgoals::integer as stats_short_handed_goals,
        player_stats_skaterstats_shorthandedtimeonice::text as stats_short_handed_time_on_ice,
        {{ seconds_on_ice('player_stats_skaterstats_shorthandedtimeonice') }} as stats_short_handed_time_on_ice_seconds,
        player_stats_skaterstats_shots::integer as stats_shots,
        player_stats_skaterstats_takeaways::integer as stats_takeaways,
        player_stats_skaterstats_timeonice::text as stats_time_on_ice,
        {{ seconds_on_ice('player_stats_skaterstats_timeonice') }} as stats_time_on_ice_seconds,
        source,
        s3_key,
        run_id,
        loaded_at
    from lines
)

select * from final
