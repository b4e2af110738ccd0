{{
    config(
        materialized='incremental',
        incremental_strategy='replace_changed',
        changed_by='game_id',
        indexes=[{'columns': ['game_id', 'nhl_player_id'], 'unique': True}, {'columns': ['season']}],
    )
}}

-- A withheld game keeps its previously published rows, if there are any.
{%- set previous_rows = published_rows('player_game_stats') %}

with

game_stats as (
    select * from {{ source('nhl', 'game_stats') }}
    {{ only_changed('game_id') }}
),

loaded_games as (
    select * from {{ ref('loaded_games') }}
),

game_details as (
    select * from {{ source('etl', 'game_details') }}
),

withheld_games as (
    select * from {{ ref('withheld_games') }}
),

-- Date, season and game type come from the ledger: a game may have been rescheduled since its rows were loaded.
player_rows as (
    select
        game_stats.*,
        loaded_games.game_date as ledger_game_date,
        loaded_games.season as ledger_season,
        loaded_games.game_type as ledger_game_type,
        game_details.loaded as details
    from game_stats
    inner join loaded_games on game_stats.game_id = loaded_games.game_id
    left join game_details on game_stats.game_id = game_details.game_id
    where game_stats.game_id not in (select withheld_games.game_id from withheld_games)
),

final as (
    select
        game_id,
        ledger_game_date as game_date,
        ledger_season as season,
        ledger_game_type as game_type,
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
        {{ whole_number('player_stats_goaliestats_assists') }} as goalie_stats_assists,
        {{ goalie_decision('player_stats_goaliestats_decision') }} as goalie_stats_decision,
        {{ whole_number('player_stats_goaliestats_evensaves') }} as goalie_stats_even_saves,
        {{ whole_number('player_stats_goaliestats_evenshotsagainst') }} as goalie_stats_even_shots_against,
        player_stats_goaliestats_evenstrengthsavepercentage as goalie_stats_even_strength_save_percentage,
        {{ whole_number('player_stats_goaliestats_goals') }} as goalie_stats_goals,
        {{ whole_number('player_stats_goaliestats_pim') }} as goalie_stats_pim,
        player_stats_goaliestats_powerplaysavepercentage as goalie_stats_power_play_save_percentage,
        {{ whole_number('player_stats_goaliestats_powerplaysaves') }} as goalie_stats_power_play_saves,
        {{ whole_number('player_stats_goaliestats_powerplayshotsagainst') }} as goalie_stats_power_play_shots_against,
        player_stats_goaliestats_savepercentage as goalie_stats_save_percentage,
        {{ whole_number('player_stats_goaliestats_saves') }} as goalie_stats_saves,
        player_stats_goaliestats_shorthandedsavepercentage as goalie_stats_short_handed_save_percentage,
        {{ whole_number('player_stats_goaliestats_shorthandedsaves') }} as goalie_stats_short_handed_saves,
        {{ whole_number('player_stats_goaliestats_shorthandedshotsagainst') }}
            as goalie_stats_short_handed_shots_against,
        {{ whole_number('player_stats_goaliestats_shots') }} as goalie_stats_shots,
        player_stats_goaliestats_timeonice::text as goalie_stats_time_on_ice,
        {{ seconds_on_ice('player_stats_goaliestats_timeonice') }} as goalie_stats_time_on_ice_seconds,
        {{ whole_number('player_stats_skaterstats_assists') }} as stats_assists,
        {{ whole_number('player_stats_skaterstats_blocked') }} as stats_blocked,
        player_stats_skaterstats_eventimeonice::text as stats_even_time_on_ice,
        {{ seconds_on_ice('player_stats_skaterstats_eventimeonice') }} as stats_even_time_on_ice_seconds,
        player_stats_skaterstats_faceoffpct as stats_face_off_pct,
        {{ whole_number('player_stats_skaterstats_faceoffwins') }} as stats_face_off_wins,
        {{ whole_number('player_stats_skaterstats_faceofftaken') }} as stats_face_offs_taken,
        {{ whole_number('player_stats_skaterstats_giveaways') }} as stats_giveaways,
        {{ whole_number('player_stats_skaterstats_goals') }} as stats_goals,
        {{ whole_number('player_stats_skaterstats_hits') }} as stats_hits,
        {{ whole_number('player_stats_skaterstats_penaltyminutes') }} as stats_penalty_minutes,
        {{ whole_number('player_stats_skaterstats_plusminus') }} as stats_plus_minus,
        {{ whole_number('player_stats_skaterstats_powerplayassists') }} as stats_power_play_assists,
        {{ whole_number('player_stats_skaterstats_powerplaygoals') }} as stats_power_play_goals,
        player_stats_skaterstats_powerplaytimeonice::text as stats_power_play_time_on_ice,
        {{ seconds_on_ice('player_stats_skaterstats_powerplaytimeonice') }} as stats_power_play_time_on_ice_seconds,
        {{ whole_number('player_stats_skaterstats_shorthandedassists') }} as stats_short_handed_assists,
        {{ whole_number('player_stats_skaterstats_shorthandedgoals') }} as stats_short_handed_goals,
        player_stats_skaterstats_shorthandedtimeonice::text as stats_short_handed_time_on_ice,
        {{ seconds_on_ice('player_stats_skaterstats_shorthandedtimeonice') }} as stats_short_handed_time_on_ice_seconds,
        {{ whole_number('player_stats_skaterstats_shots') }} as stats_shots,
        {{ whole_number('player_stats_skaterstats_takeaways') }} as stats_takeaways,
        player_stats_skaterstats_timeonice::text as stats_time_on_ice,
        {{ seconds_on_ice('player_stats_skaterstats_timeonice') }} as stats_time_on_ice_seconds,
        source,
        s3_key,
        run_id,
        loaded_at,
        {{ player_detail('goals_against', 'integer') }} as goalie_stats_goals_against,
        {{ player_detail('starter', 'boolean') }} as is_starter,
        {{ player_detail('shifts', 'integer') }} as stats_shifts
    from player_rows
    {% if previous_rows %}
        union all
        select previous_player_rows.*
        from (select * from ({{ previous_rows }}) as published {{ only_changed('game_id') }}) as previous_player_rows
        inner join withheld_games on previous_player_rows.game_id = withheld_games.game_id
        where withheld_games.is_kept
    {% endif %}
)

select * from final
