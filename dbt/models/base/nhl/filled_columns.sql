{{
    config(
        materialized='incremental',
        incremental_strategy='replace_changed',
        changed_by='season',
        indexes=[{'columns': ['season']}],
    )
}}

{#- The 70 columns of the CSV in order, each with its name in player_game_stats, from which the values are counted. -#}
{%- set columns = [
    ('player_person_id', 'nhl_player_id'),
    ('player_jerseynumber', 'jersey_number'),
    ('player_person_active', 'is_active'),
    ('player_person_alternatecaptain', 'is_alternate_captain'),
    ('player_person_birthcity', 'birth_city'),
    ('player_person_birthcountry', 'birth_country'),
    ('player_person_birthdate', 'birth_date'),
    ('player_person_birthstateprovince', 'birth_state_province'),
    ('player_person_captain', 'is_captain'),
    ('player_person_currentage', 'age_at_game'),
    ('player_person_currentteam_id', 'game_team_id'),
    ('player_person_currentteam_link', 'game_team_link'),
    ('player_person_currentteam_name', 'game_team_name'),
    ('player_person_firstname', 'first_name'),
    ('player_person_fullname', 'full_name'),
    ('player_person_height', 'height'),
    ('player_person_lastname', 'last_name'),
    ('player_person_link', 'player_link'),
    ('player_person_nationality', 'nationality'),
    ('player_person_primarynumber', 'primary_number'),
    ('player_person_primaryposition_abbreviation', 'primary_position_abbreviation'),
    ('player_person_primaryposition_code', 'primary_position_code'),
    ('player_person_primaryposition_name', 'primary_position_name'),
    ('player_person_primaryposition_type', 'primary_position_type'),
    ('player_person_rookie', 'is_rookie'),
    ('player_person_rosterstatus', 'roster_status'),
    ('player_person_shootscatches', 'shoots_catches'),
    ('player_person_weight', 'weight_pounds'),
    ('player_position_abbreviation', 'position_abbreviation'),
    ('player_position_code', 'position_code'),
    ('player_position_name', 'position_name'),
    ('player_position_type', 'position_type'),
    ('player_stats_goaliestats_assists', 'goalie_stats_assists'),
    ('player_stats_goaliestats_decision', 'goalie_stats_decision'),
    ('player_stats_goaliestats_evensaves', 'goalie_stats_even_saves'),
    ('player_stats_goaliestats_evenshotsagainst', 'goalie_stats_even_shots_against'),
    ('player_stats_goaliestats_evenstrengthsavepercentage', 'goalie_stats_even_strength_save_percentage'),
    ('player_stats_goaliestats_goals', 'goalie_stats_goals'),
    ('player_stats_goaliestats_pim', 'goalie_stats_pim'),
    ('player_stats_goaliestats_powerplaysavepercentage', 'goalie_stats_power_play_save_percentage'),
    ('player_stats_goaliestats_powerplaysaves', 'goalie_stats_power_play_saves'),
    ('player_stats_goaliestats_powerplayshotsagainst', 'goalie_stats_power_play_shots_against'),
    ('player_stats_goaliestats_savepercentage', 'goalie_stats_save_percentage'),
    ('player_stats_goaliestats_saves', 'goalie_stats_saves'),
    ('player_stats_goaliestats_shorthandedsavepercentage', 'goalie_stats_short_handed_save_percentage'),
    ('player_stats_goaliestats_shorthandedsaves', 'goalie_stats_short_handed_saves'),
    ('player_stats_goaliestats_shorthandedshotsagainst', 'goalie_stats_short_handed_shots_against'),
    ('player_stats_goaliestats_shots', 'goalie_stats_shots'),
    ('player_stats_goaliestats_timeonice', 'goalie_stats_time_on_ice'),
    ('player_stats_skaterstats_assists', 'stats_assists'),
    ('player_stats_skaterstats_blocked', 'stats_blocked'),
    ('player_stats_skaterstats_eventimeonice', 'stats_even_time_on_ice'),
    ('player_stats_skaterstats_faceoffpct', 'stats_face_off_pct'),
    ('player_stats_skaterstats_faceoffwins', 'stats_face_off_wins'),
    ('player_stats_skaterstats_faceofftaken', 'stats_face_offs_taken'),
    ('player_stats_skaterstats_giveaways', 'stats_giveaways'),
    ('player_stats_skaterstats_goals', 'stats_goals'),
    ('player_stats_skaterstats_hits', 'stats_hits'),
    ('player_stats_skaterstats_penaltyminutes', 'stats_penalty_minutes'),
    ('player_stats_skaterstats_plusminus', 'stats_plus_minus'),
    ('player_stats_skaterstats_powerplayassists', 'stats_power_play_assists'),
    ('player_stats_skaterstats_powerplaygoals', 'stats_power_play_goals'),
    ('player_stats_skaterstats_powerplaytimeonice', 'stats_power_play_time_on_ice'),
    ('player_stats_skaterstats_shorthandedassists', 'stats_short_handed_assists'),
    ('player_stats_skaterstats_shorthandedgoals', 'stats_short_handed_goals'),
    ('player_stats_skaterstats_shorthandedtimeonice', 'stats_short_handed_time_on_ice'),
    ('player_stats_skaterstats_shots', 'stats_shots'),
    ('player_stats_skaterstats_takeaways', 'stats_takeaways'),
    ('player_stats_skaterstats_timeonice', 'stats_time_on_ice'),
    ('side', 'side')
] %}

with

player_game_stats as (
    select * from {{ ref('player_game_stats') }}
    {{ only_changed('season') }}
),

counts as (
    select
        season,
        source,
        count(*) as line_count,
        jsonb_build_array(
            {%- for column in columns %}
                count({{ column[1] }}){{ ',' if not loop.last }}
            {%- endfor %}
        ) as filled_counts
    from player_game_stats
    group by season, source
),

names (column_number, column_name) as (
    values
    {%- for column in columns %}
        ({{ loop.index }}, '{{ column[0] }}'){{ ',' if not loop.last }}
    {%- endfor %}
),

final as (
    select
        counts.season,
        counts.source,
        names.column_number,
        names.column_name,
        counts.line_count,
        (counts.filled_counts ->> (names.column_number - 1))::bigint as filled_count,
        (
            100.0 * (counts.filled_counts ->> (names.column_number - 1))::bigint / counts.line_count
        )::numeric(4, 1) as filled_percent
    from counts
    cross join names
)

select * from final
