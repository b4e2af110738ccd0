{# Statistics of the columns of joins and filters only: those of all columns take a second of a build. #}
{{
    config(
        materialized='incremental',
        incremental_strategy='replace_changed',
        changed_by='season',
        indexes=[{'columns': ['season']}],
        post_hook='analyze {{ this }} (season, game_type, player_id, team_id)',
    )
}}

with

player_game_stats as (
    select * from {{ ref('player_game_stats') }}
    {{ only_changed('season') }}
),

-- The box score's short name is used only if no game has the full name.
player_rows as (
    select
        *,
        {{ is_short_name('full_name') }} as is_short_name,
        {{ time_on_ice_seconds() }} as time_on_ice_seconds,
        {{ has_played() }} as has_played,
        {{ is_goalie() }} as is_goalie,
        {{ scored('goals') }} as goals,
        {{ scored('assists') }} as assists,
        case
            when num_nonnulls({{ scored('goals') }}, {{ scored('assists') }}) > 0
                then coalesce({{ scored('goals') }}, 0) + coalesce({{ scored('assists') }}, 0)
        end as points,
        {{ goals_against() }} as goals_against,
        {{ is_shutout() }} as is_shutout
    from player_game_stats
),

latest_games as (
    select distinct on (season, game_type, nhl_player_id, game_team_id)
        season,
        game_type,
        nhl_player_id,
        game_team_id,
        game_team_name,
        game_date,
        game_id
    from player_rows
    order by season, game_type, nhl_player_id, game_team_id, game_date desc, game_id desc
),

latest_bios as (
    select distinct on (season, game_type, nhl_player_id, game_team_id)
        season,
        game_type,
        nhl_player_id,
        game_team_id,
        full_name,
        is_short_name,
        game_date,
        game_id,
        birth_date,
        birth_city,
        birth_country,
        primary_position_code,
        shoots_catches,
        height,
        weight_pounds
    from player_rows
    order by
        season, game_type, nhl_player_id, game_team_id,
        full_name is null, is_short_name, game_date desc, game_id desc
),

-- A player has either skater or goalie statistics in a game, never both. A scratch has neither and adds 0 to totals.
-- Goals include power-play and short-handed goals, and time on ice is the total over all strengths, so that the parts
-- are not added.
sums as (
    select
        season,
        game_type,
        nhl_player_id,
        game_team_id,
        count(*) filter (where has_played)::integer as games_played,
        {{ known_sum('coalesce(goals, case when not has_played then 0 end)') }} as goals,
        {{ known_sum('coalesce(assists, case when not has_played then 0 end)') }} as assists,
        {{ known_sum('coalesce(points, case when not has_played then 0 end)') }} as points,
        {{ total('time_on_ice_seconds') }} as time_on_ice_seconds,
        coalesce(sum(time_on_ice_seconds), 0)::integer as recorded_time_on_ice_seconds,
        count(*) filter (where has_played and not is_goalie)::integer as skater_games,
        coalesce(sum(goals) filter (where not is_goalie), 0)::integer as skater_goals,
        coalesce(sum(assists) filter (where not is_goalie), 0)::integer as skater_assists,
        {{ complete_sum('stats_plus_minus') }} as plus_minus,
        {{ complete_sum('stats_penalty_minutes') }} as penalty_minutes,
        {{ complete_sum('stats_power_play_goals') }} as power_play_goals,
        {{ complete_sum('stats_power_play_assists') }} as power_play_assists,
        {{ complete_sum('stats_short_handed_goals') }} as short_handed_goals,
        {{ complete_sum('stats_short_handed_assists') }} as short_handed_assists,
        {{ complete_sum('stats_shots') }} as shots,
        {{ complete_sum('stats_hits') }} as hits,
        {{ complete_sum('stats_blocked') }} as blocked_shots,
        {{ complete_sum('stats_giveaways') }} as giveaways,
        {{ complete_sum('stats_takeaways') }} as takeaways,
        {{ complete_sum('stats_face_off_wins') }} as face_off_wins,
        {{ complete_sum('stats_face_offs_taken') }} as face_offs_taken,
        {{ complete_sum('stats_shifts') }} as shifts,
        {{ complete_sum('stats_time_on_ice_seconds') }} as skater_time_on_ice_seconds,
        {{ complete_sum('stats_even_time_on_ice_seconds') }} as even_time_on_ice_seconds,
        {{ complete_sum('stats_power_play_time_on_ice_seconds') }} as power_play_time_on_ice_seconds,
        {{ complete_sum('stats_short_handed_time_on_ice_seconds') }} as short_handed_time_on_ice_seconds,
        mode() within group (
            order by case when position_code in ('C', 'L', 'R', 'D', 'F', 'W', 'G') then position_code end
        ) as position_code,
        count(*) filter (where has_played and is_goalie)::integer as goalie_games,
        count(*) filter (where goalie_stats_decision = 'W')::integer as goalie_wins,
        count(*) filter (where goalie_stats_decision = 'L')::integer as goalie_losses,
        count(*) filter (where goalie_stats_decision = 'O')::integer as goalie_overtime_losses,
        count(*) filter (where goalie_stats_decision = 'T')::integer as goalie_ties,
        {{ complete_sum('goalie_stats_shots', of='goalie') }} as goalie_shots_against,
        {{ complete_sum('goalie_stats_saves', of='goalie') }} as goalie_saves,
        {{ complete_sum('goalie_stats_time_on_ice_seconds', of='goalie') }} as goalie_time_on_ice_seconds,
        {{ complete_sum('goals_against', of='goalie') }} as goalie_goals_against,
        sum(goals_against) filter (
            where has_played and is_goalie and goalie_stats_time_on_ice_seconds is not null
        )::integer as goalie_timed_goals_against,
        sum(goalie_stats_time_on_ice_seconds) filter (where goals_against is not null)::integer
            as goalie_goals_against_seconds,
        {{ complete_sum('is_shutout::integer', of='goalie') }} as goalie_shutouts,
        {{ complete_sum('is_starter::integer', of='goalie') }} as goalie_starts
    from player_rows
    group by season, game_type, nhl_player_id, game_team_id
),

final as (
    select
        sums.season,
        {{ game_type_name('sums.game_type') }} as game_type,
        sums.nhl_player_id as player_id,
        sums.game_team_id as team_id,
        latest_games.game_team_name as team_name,
        latest_games.game_date as last_game_date,
        latest_games.game_id as last_game_id,
        latest_bios.full_name,
        latest_bios.is_short_name,
        latest_bios.game_date as name_game_date,
        latest_bios.game_id as name_game_id,
        latest_bios.birth_date,
        latest_bios.birth_city,
        latest_bios.birth_country,
        coalesce({{ known_position('latest_bios.primary_position_code') }}, sums.position_code) as position_code,
        latest_bios.shoots_catches,
        latest_bios.height,
        latest_bios.weight_pounds,
        sums.games_played,
        sums.goals,
        sums.assists,
        sums.points,
        sums.time_on_ice_seconds,
        sums.recorded_time_on_ice_seconds,
        sums.skater_games,
        sums.skater_goals,
        sums.skater_assists,
        sums.plus_minus,
        sums.penalty_minutes,
        sums.power_play_goals,
        sums.power_play_assists,
        sums.short_handed_goals,
        sums.short_handed_assists,
        sums.shots,
        sums.hits,
        sums.blocked_shots,
        sums.giveaways,
        sums.takeaways,
        sums.face_off_wins,
        sums.face_offs_taken,
        sums.shifts,
        sums.skater_time_on_ice_seconds,
        sums.even_time_on_ice_seconds,
        sums.power_play_time_on_ice_seconds,
        sums.short_handed_time_on_ice_seconds,
        sums.goalie_games,
        sums.goalie_wins,
        sums.goalie_losses,
        sums.goalie_overtime_losses,
        sums.goalie_ties,
        sums.goalie_shots_against,
        sums.goalie_saves,
        sums.goalie_time_on_ice_seconds,
        sums.goalie_goals_against,
        sums.goalie_timed_goals_against,
        sums.goalie_goals_against_seconds,
        sums.goalie_shutouts,
        sums.goalie_starts
    from sums
    inner join latest_games
        on
            sums.season = latest_games.season
            and sums.game_type = latest_games.game_type
            and sums.nhl_player_id = latest_games.nhl_player_id
            and sums.game_team_id = latest_games.game_team_id
    inner join latest_bios
        on
            sums.season = latest_bios.season
            and sums.game_type = latest_bios.game_type
            and sums.nhl_player_id = latest_bios.nhl_player_id
            and sums.game_team_id = latest_bios.game_team_id
)

select * from final
