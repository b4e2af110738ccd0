-- What a player did in each game, by the marts and by game_stats; NULL where the source does not say it. The rules are those of
-- the models: who played, goals against, shutouts.
with asked as not materialized (
    select ?::integer as player_id, ?::integer as season, ?::smallint[] as game_types, ?::bigint as game_id
),
game as (
    select g.game_id
    from etl.game as g
    cross join asked as a
    where (a.season is null or g.season = a.season) and g.game_type = any(a.game_types) and (a.game_id is null or g.game_id = a.game_id)
),
fact as (
    select
        'marts' as level, log.game_id, log.team_id, log.side, log.is_goalie, log.has_played, log.goals, log.assists,
        log.time_on_ice_seconds as seconds, stats.goalie_stats_decision as decision, log.shots_against, log.saves, log.goals_against,
        log.is_shutout, log.is_starter, null::jsonb as columns, jsonb_build_object(
            'plus_minus', stats_plus_minus, 'penalty_minutes', stats_penalty_minutes, 'power_play_goals', stats_power_play_goals,
            'power_play_assists', stats_power_play_assists, 'short_handed_goals', stats_short_handed_goals, 'short_handed_assists', stats_short_handed_assists,
            'shots', stats_shots, 'hits', stats_hits, 'blocked_shots', stats_blocked, 'giveaways', stats_giveaways, 'takeaways', stats_takeaways,
            'face_off_wins', stats_face_off_wins, 'face_offs_taken', stats_face_offs_taken, 'shifts', stats_shifts,
            'even_time_on_ice_seconds', stats_even_time_on_ice_seconds, 'power_play_time_on_ice_seconds', stats_power_play_time_on_ice_seconds,
            'short_handed_time_on_ice_seconds', stats_short_handed_time_on_ice_seconds
        ) as skater
    from game
    inner join public.player_game_log as log on game.game_id = log.game_id
    inner join public.player_game_stats as stats on log.game_id = stats.game_id and log.player_id = stats.nhl_player_id
    inner join asked on log.player_id = asked.player_id and (asked.season is null or log.season = asked.season)
    union all
    select
        'rows', s.game_id, s.player_person_currentteam_id, s.side, role.is_goalie, part.has_played,
        case when not (role.is_goalie and num_nonnulls(s.player_stats_skaterstats_goals, s.player_stats_goaliestats_goals) = 0)
            then coalesce(s.player_stats_skaterstats_goals, 0) + coalesce(s.player_stats_goaliestats_goals, 0) end,
        case when not (role.is_goalie and num_nonnulls(s.player_stats_skaterstats_assists, s.player_stats_goaliestats_assists) = 0)
            then coalesce(s.player_stats_skaterstats_assists, 0) + coalesce(s.player_stats_goaliestats_assists, 0) end,
        case when role.seconds is null and not part.has_played then 0 else role.seconds end,
        replace(s.player_stats_goaliestats_decision, 'OTL', 'O'),
        s.player_stats_goaliestats_shots, s.player_stats_goaliestats_saves, part.goals_against,
        case when role.is_goalie then part.has_played and part.goals_against = 0 and not exists (
            select from public.game_stats as o
            where
                (o.game_id, o.side) = (s.game_id, s.side) and o.player_person_id <> s.player_person_id
                and (o.player_stats_goaliestats_timeonice ~ '[1-9]' or o.player_stats_goaliestats_decision is not null)
        ) end,
        (d.loaded -> 'starter' ->> s.player_person_id::text)::boolean,
        to_jsonb(s) || jsonb_build_object('goals_against', d.loaded -> 'goals_against' -> s.player_person_id::text,
            'starter', d.loaded -> 'starter' -> s.player_person_id::text, 'shifts', d.loaded -> 'shifts' -> s.player_person_id::text),
        -- times are minutes:seconds
        jsonb_build_object(
            'plus_minus', player_stats_skaterstats_plusminus, 'penalty_minutes', player_stats_skaterstats_penaltyminutes,
            'power_play_goals', player_stats_skaterstats_powerplaygoals, 'power_play_assists', player_stats_skaterstats_powerplayassists,
            'short_handed_goals', player_stats_skaterstats_shorthandedgoals, 'short_handed_assists', player_stats_skaterstats_shorthandedassists,
            'shots', player_stats_skaterstats_shots, 'hits', player_stats_skaterstats_hits, 'blocked_shots', player_stats_skaterstats_blocked,
            'giveaways', player_stats_skaterstats_giveaways, 'takeaways', player_stats_skaterstats_takeaways,
            'face_off_wins', player_stats_skaterstats_faceoffwins, 'face_offs_taken', player_stats_skaterstats_faceofftaken,
            'shifts', d.loaded -> 'shifts' -> s.player_person_id::text, 'even_time_on_ice_seconds', player_stats_skaterstats_eventimeonice,
            'power_play_time_on_ice_seconds', player_stats_skaterstats_powerplaytimeonice,
            'short_handed_time_on_ice_seconds', player_stats_skaterstats_shorthandedtimeonice
        )
    from game
    cross join asked
    inner join public.game_stats as s on game.game_id = s.game_id and s.player_person_id = asked.player_id
    left join etl.game_details as d on s.game_id = d.game_id
    cross join lateral (
        select
            num_nonnulls(
                s.player_stats_goaliestats_timeonice, s.player_stats_goaliestats_decision, s.player_stats_goaliestats_shots,
                s.player_stats_goaliestats_saves, s.player_stats_goaliestats_pim
            ) > 0 as is_goalie,
            case when toi.text ~ '^[0-9]{1,4}:[0-5][0-9]$' then split_part(toi.text, ':', 1)::int * 60 + split_part(toi.text, ':', 2)::int end as seconds
        from (select coalesce(s.player_stats_skaterstats_timeonice, s.player_stats_goaliestats_timeonice) as text) as toi
    ) as role
    cross join lateral (
        select
            case when role.seconds is null
                then role.is_goalie or num_nonnulls(s.player_stats_skaterstats_goals, s.player_stats_skaterstats_assists) > 0
                else role.seconds > 0 or s.player_stats_goaliestats_decision is not null
            end as has_played,
            coalesce(
                (d.loaded -> 'goals_against' ->> s.player_person_id::text)::float8,
                s.player_stats_goaliestats_shots - s.player_stats_goaliestats_saves
            ) as goals_against
    ) as part
)
select
    game_id, level, team_id, side, is_goalie, columns,
    skater || jsonb_build_object(
        'games_played', has_played::int, 'goals', goals, 'assists', assists,
        'points', case when num_nonnulls(goals, assists) > 0 then coalesce(goals, 0) + coalesce(assists, 0) end,
        'time_on_ice_seconds', seconds,
        'wins', (decision = 'W')::int, 'losses', (decision = 'L')::int, 'overtime_losses', (decision = 'O')::int, 'ties', (decision = 'T')::int,
        'shots_against', shots_against, 'saves', saves,
        'goals_against', case when has_played and is_goalie then goals_against end,
        'timed_goals_against', case when has_played and is_goalie and seconds is not null then goals_against end,
        'timed_seconds', case when goals_against is not null then seconds end,
        'shutouts', is_shutout::int, 'starts', is_starter::int
    ) as amounts
from fact
order by game_id, level
