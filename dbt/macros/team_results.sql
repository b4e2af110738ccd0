{# CTEs that aggregate player rows to team results: from the CTEs player_game_stats and games to team_sums and, with the
   opponent joined, team_results. Used both for the games to check and for the published games.

   The outcome is derived from the score, then from the goalies' decisions, then from the goals, always for both teams
   together, so that every win has a matching loss. #}
{% macro team_results() -%}
-- A sum is NULL if no row has a value.
team_sums as (
    select
        game_id,
        side,
        min(game_team_id) as team_id,
        count(distinct game_team_id) as team_count,
        min(game_team_name) as team_name,
        count(*)::integer as line_count,
        (
            coalesce(sum(stats_goals), 0) + coalesce(sum(goalie_stats_goals), 0)
        )::integer as goals,
        sum(stats_shots)::integer as shots,
        sum(stats_power_play_goals)::integer as power_play_goals,
        sum(stats_penalty_minutes)::integer as penalty_minutes,
        sum(goalie_stats_saves)::integer as saves,
        sum(goalie_stats_shots)::integer as shots_against,
        sum({{ goals_against() }})::integer as goals_against_goalies,
        coalesce(sum(goalie_stats_goals_against - goalie_stats_shots + goalie_stats_saves), 0)::integer as goals_against_without_shot,
        sum(goalie_stats_time_on_ice_seconds)::integer as goalie_seconds,
        count(goalie_stats_decision)::integer as decision_count,
        max(goalie_stats_decision) as decision
    from player_game_stats
    where side in ('home', 'away')
    group by game_id, side
),

team_pairs as (
    select
        team_sums.*,
        games.game_date,
        games.season,
        games.game_type,
        games.source,
        games.shape,
        games.is_edited,
        games.venue,
        games.start_time,
        games.last_period,
        case team_sums.side when 'home' then games.home_team_abbreviation else games.away_team_abbreviation end
            as team_abbreviation,
        case team_sums.side when 'home' then games.away_team_abbreviation else games.home_team_abbreviation end
            as opponent_team_abbreviation,
        opponents.decision as opponent_decision,
        opponents.team_id as opponent_team_id,
        opponents.team_name as opponent_team_name,
        opponents.goals as opponent_goals,
        opponents.saves as opponent_saves,
        opponents.goalie_seconds as opponent_goalie_seconds,
        opponents.goals_against_goalies as opponent_goals_against_goalies,
        opponents.goals_against_without_shot as opponent_goals_against_without_shot,
        case team_sums.side when 'home' then games.home_score else games.away_score end as score,
        case team_sums.side when 'home' then games.away_score else games.home_score end as opponent_score,
        -- The players' goals are equal, yet a goalie has a win.
        coalesce(
            games.is_shootout,
            team_sums.goals = opponents.goals and (team_sums.decision = 'W' or opponents.decision = 'W'),
            false
        ) as is_shootout,
        case
            when coalesce(team_sums.decision = 'W', false) <> coalesce(opponents.decision = 'W', false)
                then case when team_sums.decision = 'W' then 1 else -1 end
            when coalesce(team_sums.decision in ('L', 'O'), false) <> coalesce(opponents.decision in ('L', 'O'), false)
                then case when team_sums.decision in ('L', 'O') then -1 else 1 end
            when 'T' in (team_sums.decision, opponents.decision) then 0
        end as lead_by_decision
    from team_sums
    inner join games on team_sums.game_id = games.game_id
    left join team_sums as opponents on team_sums.game_id = opponents.game_id and team_sums.side <> opponents.side
),

team_leads as (
    select
        *,
        -- Equal goals without a known winner: a tie until 2003-04, when there were ties; unknown since.
        coalesce(
            nullif(sign(score - opponent_score), 0),
            lead_by_decision,
            sign(score - opponent_score),
            nullif(sign(goals - opponent_goals), 0),
            case when goals = opponent_goals and season < 20052006 then 0 end
        ) as lead
    from team_pairs
),

-- Without the number of the last period: a goalie with an overtime loss, or more than sixty minutes of goalies.
team_overtimes as (
    select
        *,
        case
            when is_shootout then true
            when last_period is not null then last_period > 3
            when 'O' in (decision, opponent_decision) then true
            else greatest(goalie_seconds, opponent_goalie_seconds) > 3605
        end as is_overtime
    from team_leads
),

-- statsapi has no decision for a loss in overtime, for which the league gives a point since 1999-2000.
team_results as (
    select
        *,
        opponent_team_id is not null as has_opponent,
        case
            when lead > 0 then 'win'
            when lead = 0 then 'tie'
            when lead < 0 and (decision = 'O' or is_shootout) then 'overtime loss'
            when lead < 0 and is_overtime and game_type <> 3 and season >= 19992000 then 'overtime loss'
            when lead < 0 then 'loss'
        end as outcome
    from team_overtimes
)
{%- endmacro %}

{# Goals as the league counts them: the score, with the goal that decides a shootout. If the box score has no score, the
   goals of the players and that goal. #}
{% macro counted_goals(prefix, shootout_outcome) -%}
    coalesce(
        {{ prefix }}score,
        {{ prefix }}goals + case when is_shootout and outcome = '{{ shootout_outcome }}' then 1 else 0 end
    )
{%- endmacro %}
