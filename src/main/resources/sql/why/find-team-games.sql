-- The result of a team in each game, by the marts and by game_stats with the score that the ledger has. The rules are those of
-- the models: the score decides, then the goalies' decisions, then the goals.
with asked as not materialized (
    select ?::integer as team_id, ?::integer as season, ?::smallint[] as game_types, ?::bigint as game_id
),
game as (
    select g.*
    from etl.game as g
    cross join asked as a
    where
        g.season = coalesce(a.season, g.season) and g.game_type = any(a.game_types) and g.game_id = coalesce(a.game_id, g.game_id)
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
        max(replace(s.player_stats_goaliestats_decision, 'OTL', 'O')) as decision
    from game
    inner join public.game_stats as s on game.game_id = s.game_id
    where s.side in ('home', 'away')
    group by s.game_id, s.side
),
pair as (
    select
        own.*, other.goals as opponent_goals, other.decision as opponent_decision, game.season,
        case own.side when 'home' then 1 else -1 end * (game.home_score - game.away_score) as margin,
        coalesce(game.shootout, own.goals = other.goals and 'W' in (own.decision, other.decision), false) as is_shootout
    from team as own
    inner join asked on own.team_id = asked.team_id
    inner join game on own.game_id = game.game_id
    left join team as other on own.game_id = other.game_id and own.side <> other.side
),
fact as (
    select 'marts' as level, r.game_id, r.team_id, r.side, r.goals, r.opponent_goals, r.outcome, null::bigint as row_count
    from game
    inner join public.team_game_results as r on game.game_id = r.game_id
    inner join asked on r.team_id = asked.team_id
    union all
    select
        'rows', game_id, team_id, side, goals, opponent_goals,
        case
            when lead > 0 then 'win'
            when lead = 0 then 'tie'
            when lead < 0 and (decision = 'O' or is_shootout) then 'overtime loss'
            when lead < 0 then 'loss'
        end,
        row_count
    from pair
    cross join lateral (
        select coalesce(
            nullif(sign(margin), 0),
            case
                when coalesce(decision = 'W', false) <> coalesce(opponent_decision = 'W', false)
                    then case when decision = 'W' then 1 else -1 end
                when coalesce(decision in ('L', 'O'), false) <> coalesce(opponent_decision in ('L', 'O'), false)
                    then case when decision in ('L', 'O') then -1 else 1 end
                when 'T' in (decision, opponent_decision) then 0
            end,
            sign(margin),
            nullif(sign(goals - opponent_goals), 0),
            case when goals = opponent_goals and season < 20052006 then 0 end
        ) as lead
    ) as result
)
select
    game_id, level, team_id, side, null as is_goalie, jsonb_build_object('rows', row_count) as columns,
    jsonb_build_object(
        'games_played', 1, 'wins', (outcome = 'win')::int, 'losses', (outcome = 'loss')::int, 'overtime_losses', (outcome = 'overtime loss')::int,
        'ties', (outcome = 'tie')::int, 'goals_for', goals, 'goals_against', opponent_goals
    ) as amounts
from fact
order by game_id, level
