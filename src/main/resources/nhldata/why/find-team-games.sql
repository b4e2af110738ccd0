-- The result of a team in each game, by the marts and by game_stats with the score that the ledger has. The rules are those of
-- the models: the score decides, then the goalies' decisions, then the goals;
-- the score counts the goal that decides a shootout; a loss in overtime is a loss without a point before 1999-2000 in the standings.
with asked as not materialized (
    select ?::integer as team_id, ?::integer as season, ?::smallint[] as game_types, ?::bigint as game_id
),
game as (
    select g.*
    from etl.game as g
    cross join asked as a
    where
        (a.season is null or g.season = a.season) and g.game_type = any(a.game_types) and (a.game_id is null or g.game_id = a.game_id)
        and (
            a.team_id in (g.away_team_id, g.home_team_id)
            or num_nulls(g.away_team_id, g.home_team_id) > 0 and exists (
                select from public.game_stats as s where s.game_id = g.game_id and s.player_person_currentteam_id = a.team_id
            )
        )
),
team as (
    select
        s.game_id, s.side, min(s.player_person_currentteam_id) as team_id, count(*) as row_count,
        coalesce(sum(s.player_stats_skaterstats_goals), 0) + coalesce(sum(s.player_stats_goaliestats_goals), 0) as goals,
        max(replace(s.player_stats_goaliestats_decision, 'OTL', 'O')) as decision,
        sum(s.player_stats_skaterstats_shots) as shots, sum(s.player_stats_goaliestats_shots) as shots_against,
        sum(s.player_stats_skaterstats_powerplaygoals) as power_play_goals, sum(s.player_stats_skaterstats_penaltyminutes) as penalty_minutes,
        sum(extract(epoch from make_interval(
            mins => split_part(s.player_stats_goaliestats_timeonice, ':', 1)::int, secs => split_part(s.player_stats_goaliestats_timeonice, ':', 2)::int
        ))) filter (where s.player_stats_goaliestats_timeonice ~ '^[0-9]{1,4}:[0-5][0-9]$') as goalie_seconds
    from game
    inner join public.game_stats as s on game.game_id = s.game_id
    where s.side in ('home', 'away')
    group by s.game_id, s.side
),
pair as (
    select
        own.*, other.goals as opponent_goals, other.decision as opponent_decision, game.season, game.game_type,
        case own.side when 'home' then game.home_score else game.away_score end as score,
        case own.side when 'home' then game.away_score else game.home_score end as opponent_score,
        coalesce(game.shootout, own.goals = other.goals and 'W' in (own.decision, other.decision), false) as is_shootout,
        (d.loaded ->> 'last_period')::int as last_period, greatest(own.goalie_seconds, other.goalie_seconds) as seconds
    from team as own
    inner join asked on own.team_id = asked.team_id
    inner join game on own.game_id = game.game_id
    left join team as other on own.game_id = other.game_id and own.side <> other.side
    left join etl.game_details as d on own.game_id = d.game_id
),
fact as (
    select
        'marts' as level, r.season, r.game_id, r.team_id, r.side, r.goals, r.opponent_goals, r.score, r.opponent_score, r.is_overtime, r.is_shootout,
        r.outcome, r.shots, r.shots_against, r.power_play_goals, r.penalty_minutes, null::bigint as row_count
    from game
    inner join public.team_game_results as r on game.game_id = r.game_id
    inner join asked on r.team_id = asked.team_id
    union all
    select
        'rows', season, game_id, team_id, side, goals, opponent_goals, score, opponent_score, is_overtime, is_shootout,
        case
            when lead > 0 then 'win'
            when lead = 0 then 'tie'
            when lead < 0 and (decision = 'O' or is_shootout or is_overtime and game_type <> 3 and season >= 19992000) then 'overtime loss'
            when lead < 0 then 'loss'
        end,
        shots, shots_against, power_play_goals, penalty_minutes, row_count
    from pair
    cross join lateral (
        select coalesce(
            nullif(sign(score - opponent_score), 0),
            case
                when coalesce(decision = 'W', false) <> coalesce(opponent_decision = 'W', false)
                    then case when decision = 'W' then 1 else -1 end
                when coalesce(decision in ('L', 'O'), false) <> coalesce(opponent_decision in ('L', 'O'), false)
                    then case when decision in ('L', 'O') then -1 else 1 end
                when 'T' in (decision, opponent_decision) then 0
            end,
            sign(score - opponent_score),
            nullif(sign(goals - opponent_goals), 0),
            case when goals = opponent_goals and season < 20052006 then 0 end
        ) as lead
    ) as result
    cross join lateral (
        select case
            when is_shootout then true
            when last_period is not null then last_period > 3
            when 'O' in (decision, opponent_decision) then true
            else seconds > 3605
        end as is_overtime
    ) as ending
)
select
    game_id, level, team_id, side, null as is_goalie, jsonb_build_object('rows', row_count) as columns,
    jsonb_build_object(
        'games_played', 1, 'wins', (outcome = 'win')::int, 'losses', (outcome = 'loss')::int, 'overtime_losses', (outcome = 'overtime loss')::int,
        'ties', (outcome = 'tie')::int, 'shootout_wins', (is_shootout and outcome = 'win')::int, 'shootout_losses', (is_shootout and outcome = 'overtime loss')::int,
        'regulation_wins', (outcome = 'win' and not is_overtime)::int, 'regulation_and_overtime_wins', (outcome = 'win' and not is_shootout)::int,
        'goals_for', goals_for, 'goals_against', goals_against, 'goal_difference', goals_for - goals_against,
        'goals_for_without_shootout', goals_for - coalesce((is_shootout and outcome = 'win')::int, 0),
        'goals_against_without_shootout', goals_against - coalesce((is_shootout and outcome = 'overtime loss')::int, 0),
        'shots', shots, 'shots_against', shots_against, 'power_play_goals', power_play_goals, 'penalty_minutes', penalty_minutes,
        'points', case standing when 'win' then 2 when 'overtime loss' then 1 when 'tie' then 1 when 'loss' then 0 end, 'points_possible', 2,
        'home_wins', (side = 'home' and standing = 'win')::int, 'home_losses', (side = 'home' and standing = 'loss')::int,
        'home_overtime_losses', (side = 'home' and standing = 'overtime loss')::int, 'home_ties', (side = 'home' and standing = 'tie')::int,
        'road_wins', (side = 'away' and standing = 'win')::int, 'road_losses', (side = 'away' and standing = 'loss')::int,
        'road_overtime_losses', (side = 'away' and standing = 'overtime loss')::int, 'road_ties', (side = 'away' and standing = 'tie')::int
    ) as amounts
from fact
cross join lateral (
    select
        coalesce(score, goals + (is_shootout and outcome = 'win')::int) as goals_for,
        coalesce(opponent_score, opponent_goals + (is_shootout and outcome = 'overtime loss')::int) as goals_against,
        case when outcome = 'overtime loss' and season < 19992000 then 'loss' else outcome end as standing
) as counted
order by game_id, level
