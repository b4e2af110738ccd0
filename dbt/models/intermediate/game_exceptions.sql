{{
    config(
        materialized='incremental',
        incremental_strategy='replace_checked',
        indexes=[{'columns': ['game_id']}],
    )
}}

-- Severity error: the present rows of the game cannot be right, and the marts do not take them. warn: odd, but there
-- are such games. docs/data-quality.md has the reason of each check.
with

checked_lines as (
    select * from {{ ref('checked_lines') }}
),

checked_teams as (
    select * from {{ ref('checked_teams') }}
),

games as (
    select * from {{ ref('read_games') }}
    where is_to_check
),

-- The score holds a goal more than the players' rows for who won the shootout.
teams as (
    select
        *,
        case
            when is_shootout and score > opponent_score then score - 1
            else score
        end as goals_expected,
        goals - opponent_goals_against_goalies as empty_net_goals
    from checked_teams
),

line_counts as (
    select
        game_id,
        count(*) as line_count
    from checked_lines
    group by game_id
),

game_exceptions as (
    select
        games.game_id,
        null::integer as team_id,
        null::integer as nhl_player_id,
        checks.check_name,
        checks.severity,
        checks.detail
    from games
    left join line_counts on games.game_id = line_counts.game_id
    cross join
        lateral (
            values
            (
                'rows are those the ledger counts',
                'error',
                coalesce(line_counts.line_count, 0) = games.line_count and games.line_count > 0,
                format(
                    '%s rows in game_stats, %s in the ledger', coalesce(line_counts.line_count, 0), games.line_count
                )
            ),
            (
                'rows are as many as a game has players',
                'warn',
                line_counts.line_count between case when games.season < 19671968 then 14 else 30 end and 56,
                format(
                    '%s rows, not %s to 56', line_counts.line_count,
                    case when games.season < 19671968 then 14 else 30 end
                )
            )
        ) as checks (check_name, severity, holds, detail)
    where not checks.holds
),

team_exceptions as (
    select
        team.game_id,
        team.team_id,
        null::integer as nhl_player_id,
        checks.check_name,
        checks.severity,
        checks.detail
    from teams as team
    cross join
        lateral (
            values
            -- A goal that nobody is credited with, or that a goalie scored, is in the score and in no row: one too few
            -- is odd, not wrong.
            (
                'goals are the score',
                case
                    when team.goals = team.goals_expected - 1 and team.is_edited is not true then 'warn'
                    else 'error'
                end,
                team.goals = team.goals_expected,
                format('%s: the players'' goals are %s, the score is %s', team.team_name, team.goals, team.score)
            ),
            (
                'goals are at least those the opponents goalies let in',
                case
                    when
                        team.opponent_goals_against_goalies <= team.goals_expected and team.is_edited is not true
                        then 'warn'
                    else 'error'
                end,
                team.empty_net_goals >= 0,
                format(
                    '%s: the players'' goals are %s, the goalies of %s let in %s',
                    team.team_name, team.goals, team.opponent_team_name, team.opponent_goals_against_goalies
                )
            ),
            (
                'the goalie with the win has not fewer goals before him',
                'error',
                team.decision <> 'W'
                or coalesce(team.score, team.goals) >= coalesce(team.opponent_score, team.opponent_goals),
                format(
                    '%s: its goalie won, with %s goals to %s', team.team_name,
                    coalesce(team.score, team.goals), coalesce(team.opponent_score, team.opponent_goals)
                )
            ),
            (
                'one decision a team',
                'warn',
                team.decision_count <= 1,
                format('%s: %s goalies with a decision', team.team_name, team.decision_count)
            ),
            (
                'both teams have lines',
                'error',
                team.has_opponent,
                format('%s: no row of its opponent', team.team_name)
            ),
            (
                'home and away are two teams',
                'error',
                team.team_count = 1 and team.team_id <> team.opponent_team_id,
                format(
                    '%s (%s): %s team ids on one side, and %s on the other',
                    team.team_name, team.team_id, team.team_count, team.opponent_team_id
                )
            ),
            -- The league has had no ties since then. Two rows of one game cannot both have won, see team_results.
            (
                'a game since 2005-06 has a winner',
                case when team.game_type in (2, 3) then 'error' else 'warn' end,
                team.outcome <> 'tie' or team.season < 20052006,
                format(
                    '%s: %s goals to %s, and nobody has won', team.team_name,
                    coalesce(team.score, team.goals), coalesce(team.opponent_score, team.opponent_goals)
                )
            ),
            -- A goal without a shot (an own goal, an awarded one) and a goal too many look alike here, unless the
            -- league's goals against tell. Its box scores have the former some thirty times a season; a CSV that a
            -- person edited has no excuse.
            (
                'shots are goals and the opponents saves',
                case when team.is_edited then 'error' else 'warn' end,
                team.shots in (
                    team.goals + team.opponent_saves,
                    team.goals + team.opponent_saves - coalesce(team.opponent_goals_against_without_shot, 0)
                ),
                format(
                    '%s: %s shots, %s goals and %s saves of %s',
                    team.team_name, team.shots, team.goals, team.opponent_saves, team.opponent_team_name
                )
            ),
            (
                'no goal into the empty net without an empty net',
                case when team.is_edited then 'error' else 'warn' end,
                team.empty_net_goals <= 0
                or team.opponent_goalie_seconds < greatest(3595, team.goalie_seconds),
                format(
                    '%s: %s goals more than the goalies of %s let in, who were on the ice all game',
                    team.team_name, team.empty_net_goals, team.opponent_team_name
                )
            )
        ) as checks (check_name, severity, holds, detail)
    where not checks.holds
),

line_exceptions as (
    select
        line.game_id,
        line.game_team_id as team_id,
        line.nhl_player_id,
        checks.check_name,
        case when games.is_edited then 'error' else checks.severity end as severity,
        format('%s: %s', coalesce(nullif(btrim(line.full_name), ''), line.nhl_player_id::text), checks.detail) as detail
    from checked_lines as line
    inner join games on line.game_id = games.game_id
    cross join
        lateral (
            values
            (
                'a row has a name, a team and a side',
                'error',
                coalesce(
                    btrim(line.full_name) <> '' and btrim(line.game_team_name) <> '' and line.game_team_id > 0
                    and line.side in ('home', 'away'),
                    false
                ),
                format(
                    'name %s, team %s (%s), side %s', coalesce(line.full_name, 'none'),
                    coalesce(line.game_team_name, 'none'), coalesce(line.game_team_id::text, 'none'),
                    coalesce(line.side, 'none')
                )
            ),
            (
                'a row is of a skater or of a goalie',
                'error',
                num_nonnulls(line.stats_time_on_ice, line.stats_goals, line.stats_assists) = 0
                or num_nonnulls(line.goalie_stats_time_on_ice, line.goalie_stats_decision, line.goalie_stats_shots) = 0,
                format(
                    'time on ice %s and goals %s as a skater, time on ice %s and shots %s as a goalie',
                    coalesce(line.stats_time_on_ice, 'none'), coalesce(line.stats_goals::text, 'none'),
                    coalesce(line.goalie_stats_time_on_ice, 'none'), coalesce(line.goalie_stats_shots::text, 'none')
                )
            ),
            (
                'times on ice are minutes and seconds',
                'error',
                line.odd_times = '',
                line.odd_times
            ),
            (
                'figures are whole numbers that a game can have',
                'error',
                line.odd_numbers = '',
                line.odd_numbers
            ),
            (
                'percentages are from 0 to 100',
                'error',
                line.odd_percentages = '',
                line.odd_percentages
            ),
            (
                'saves are of shots against',
                'error',
                line.goalie_stats_saves <= line.goalie_stats_shots,
                format('%s saves of %s shots', line.goalie_stats_saves, line.goalie_stats_shots)
            ),
            (
                'positions are known ones',
                'warn',
                line.position_type in ('Forward', 'Defenseman', 'Goalie', 'Unknown'),
                format('position type %s', line.position_type)
            ),
            (
                'decisions are known ones',
                'warn',
                line.goalie_stats_decision in ('W', 'L', 'O', 'T'),
                format('decision %s', line.goalie_stats_decision)
            ),
            (
                'times at the strengths add up',
                'warn',
                line.stats_even_time_on_ice_seconds + line.stats_power_play_time_on_ice_seconds
                + line.stats_short_handed_time_on_ice_seconds = line.stats_time_on_ice_seconds,
                format(
                    '%s + %s + %s seconds are not %s',
                    line.stats_even_time_on_ice_seconds, line.stats_power_play_time_on_ice_seconds,
                    line.stats_short_handed_time_on_ice_seconds, line.stats_time_on_ice_seconds
                )
            ),
            (
                'goals contain power-play and short-handed goals',
                'warn',
                line.stats_power_play_goals + coalesce(line.stats_short_handed_goals, 0) <= line.stats_goals,
                format(
                    '%s on the power play and %s short-handed of %s goals',
                    line.stats_power_play_goals, line.stats_short_handed_goals, line.stats_goals
                )
            ),
            (
                'assists contain power-play and short-handed assists',
                'warn',
                line.stats_power_play_assists + coalesce(line.stats_short_handed_assists, 0) <= line.stats_assists,
                format(
                    '%s on the power play and %s short-handed of %s assists',
                    line.stats_power_play_assists, line.stats_short_handed_assists, line.stats_assists
                )
            ),
            (
                'goals are of shots',
                'warn',
                line.stats_goals <= line.stats_shots,
                format('%s goals of %s shots', line.stats_goals, line.stats_shots)
            ),
            (
                'face-offs won are of those taken',
                'warn',
                line.stats_face_off_wins <= line.stats_face_offs_taken,
                format('%s won of %s', line.stats_face_off_wins, line.stats_face_offs_taken)
            ),
            (
                'saves at the strengths add up',
                'warn',
                line.goalie_stats_even_saves + line.goalie_stats_power_play_saves
                + line.goalie_stats_short_handed_saves = line.goalie_stats_saves,
                format(
                    '%s + %s + %s saves are not %s',
                    line.goalie_stats_even_saves, line.goalie_stats_power_play_saves,
                    line.goalie_stats_short_handed_saves, line.goalie_stats_saves
                )
            ),
            (
                'shots at the strengths add up',
                'warn',
                line.goalie_stats_even_shots_against + line.goalie_stats_power_play_shots_against
                + line.goalie_stats_short_handed_shots_against = line.goalie_stats_shots,
                format(
                    '%s + %s + %s shots are not %s',
                    line.goalie_stats_even_shots_against, line.goalie_stats_power_play_shots_against,
                    line.goalie_stats_short_handed_shots_against, line.goalie_stats_shots
                )
            ),
            (
                'save percentage is saves per 100 shots',
                'warn',
                abs(
                    line.goalie_stats_save_percentage
                    - 100.0 * line.goalie_stats_saves / nullif(line.goalie_stats_shots, 0)
                ) < 0.1,
                format(
                    '%s is not %s of %s',
                    line.goalie_stats_save_percentage, line.goalie_stats_saves, line.goalie_stats_shots
                )
            )
        ) as checks (check_name, severity, holds, detail)
    where not checks.holds
),

unioned as (
    select * from game_exceptions
    union all
    select * from team_exceptions
    union all
    select * from line_exceptions
),

-- Where both sides have one team id the team stands here once.
final as (
    select
        game_id,
        team_id,
        nhl_player_id,
        check_name,
        case when bool_or(severity = 'error') then 'error' else 'warn' end as severity,
        string_agg(detail, '; ' order by detail) as detail
    from unioned
    group by game_id, team_id, nhl_player_id, check_name
)

select * from final
