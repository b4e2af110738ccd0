{{
    config(
        materialized='incremental',
        incremental_strategy='replace_checked',
        indexes=[{'columns': ['game_id']}],
    )
}}

-- Severity error: the current rows of the game are wrong, so the game is quarantined. Severity warn: unusual, but such
-- games exist. docs/data-quality.md gives the reason for each check.
with

checked_player_stats as (
    select * from {{ ref('checked_player_stats') }}
),

checked_team_results as (
    select * from {{ ref('checked_team_results') }}
),

games as (
    select * from {{ ref('ledger_games') }}
    where needs_check
),

-- The score of the shootout winner includes one goal that no player is credited with.
teams as (
    select
        *,
        case
            when is_shootout and score > opponent_score then score - 1
            else score
        end as goals_expected,
        goals - opponent_goals_against_goalies as empty_net_goals
    from checked_team_results
),

row_counts as (
    select
        game_id,
        count(*) as row_count
    from checked_player_stats
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
    left join row_counts on games.game_id = row_counts.game_id
    cross join
        lateral (
            values
            (
                'rows are those the ledger counts',
                'error',
                coalesce(row_counts.row_count, 0) = games.line_count and games.line_count > 0,
                format(
                    '%s rows in game_stats, %s in the ledger', coalesce(row_counts.row_count, 0), games.line_count
                )
            ),
            (
                'rows are as many as a game has players',
                'warn',
                row_counts.row_count between case when games.season < 19671968 then 14 else 30 end and 56,
                format(
                    '%s rows, not %s to 56', row_counts.row_count,
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
            -- A goal credited to nobody, or scored by a goalie, is in the score but in no row: one goal too few is
            -- unusual, not wrong.
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
                    '%s: the players'' goals are %s, the goals against the goalies of %s are %s',
                    team.team_name, team.goals, team.opponent_team_name, team.opponent_goals_against_goalies
                )
            ),
            (
                'the goalie with the win has not fewer goals before him',
                'error',
                team.decision <> 'W'
                or coalesce(team.score, team.goals) >= coalesce(team.opponent_score, team.opponent_goals),
                format(
                    '%s: its goalie has the win, the goals are %s to %s', team.team_name,
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
                format('%s: no rows of the opponent', team.team_name)
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
            -- Ties were abolished in 2005-06. Both teams of a game cannot have won, see macro team_results.
            (
                'a game since 2005-06 has a winner',
                case when team.game_type in (2, 3) then 'error' else 'warn' end,
                team.outcome <> 'tie' or team.season < 20052006,
                format(
                    '%s: %s goals to %s, and no winner', team.team_name,
                    coalesce(team.score, team.goals), coalesce(team.opponent_score, team.opponent_goals)
                )
            ),
            -- An own goal or an awarded goal has no shot and looks like a goal too many, unless the official goals
            -- against explain it. It occurs about thirty times a season in box scores, but not in a hand-edited CSV.
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
                    '%s: %s goals more than against the goalies of %s, who were on the ice all game',
                    team.team_name, team.empty_net_goals, team.opponent_team_name
                )
            )
        ) as checks (check_name, severity, holds, detail)
    where not checks.holds
),

player_exceptions as (
    select
        stats.game_id,
        stats.game_team_id as team_id,
        stats.nhl_player_id,
        checks.check_name,
        case when games.is_edited then 'error' else checks.severity end as severity,
        format(
            '%s: %s', coalesce(nullif(btrim(stats.full_name), ''), stats.nhl_player_id::text), checks.detail
        ) as detail
    from checked_player_stats as stats
    inner join games on stats.game_id = games.game_id
    cross join
        lateral (
            values
            (
                'a row has a name, a team and a side',
                'error',
                coalesce(
                    btrim(stats.full_name) <> '' and btrim(stats.game_team_name) <> '' and stats.game_team_id > 0
                    and stats.side in ('home', 'away'),
                    false
                ),
                format(
                    'name %s, team %s (%s), side %s', coalesce(stats.full_name, 'none'),
                    coalesce(stats.game_team_name, 'none'), coalesce(stats.game_team_id::text, 'none'),
                    coalesce(stats.side, 'none')
                )
            ),
            (
                'a row is of a skater or of a goalie',
                'error',
                num_nonnulls(stats.stats_time_on_ice, stats.stats_goals, stats.stats_assists) = 0
                or num_nonnulls(
                    stats.goalie_stats_time_on_ice, stats.goalie_stats_decision, stats.goalie_stats_shots
                ) = 0,
                format(
                    'time on ice %s and goals %s as a skater, time on ice %s and shots %s as a goalie',
                    coalesce(stats.stats_time_on_ice, 'none'), coalesce(stats.stats_goals::text, 'none'),
                    coalesce(stats.goalie_stats_time_on_ice, 'none'), coalesce(stats.goalie_stats_shots::text, 'none')
                )
            ),
            (
                'times on ice are minutes and seconds',
                'error',
                stats.invalid_times = '',
                stats.invalid_times
            ),
            (
                'figures are whole numbers that a game can have',
                'error',
                stats.invalid_numbers = '',
                stats.invalid_numbers
            ),
            (
                'percentages are from 0 to 100',
                'error',
                stats.invalid_percentages = '',
                stats.invalid_percentages
            ),
            (
                'saves are of shots against',
                'error',
                stats.goalie_stats_saves <= stats.goalie_stats_shots,
                format('%s saves of %s shots', stats.goalie_stats_saves, stats.goalie_stats_shots)
            ),
            (
                'positions are known ones',
                'warn',
                stats.position_type in ('Forward', 'Defenseman', 'Goalie', 'Unknown'),
                format('position type %s', stats.position_type)
            ),
            (
                'decisions are known ones',
                'warn',
                stats.goalie_stats_decision in ('W', 'L', 'O', 'T'),
                format('decision %s', stats.goalie_stats_decision)
            ),
            (
                'times at the strengths add up',
                'warn',
                stats.stats_even_time_on_ice_seconds + stats.stats_power_play_time_on_ice_seconds
                + stats.stats_short_handed_time_on_ice_seconds = stats.stats_time_on_ice_seconds,
                format(
                    '%s + %s + %s seconds are not %s',
                    stats.stats_even_time_on_ice_seconds, stats.stats_power_play_time_on_ice_seconds,
                    stats.stats_short_handed_time_on_ice_seconds, stats.stats_time_on_ice_seconds
                )
            ),
            (
                'goals contain power-play and short-handed goals',
                'warn',
                stats.stats_power_play_goals + coalesce(stats.stats_short_handed_goals, 0) <= stats.stats_goals,
                format(
                    '%s on the power play and %s short-handed of %s goals',
                    stats.stats_power_play_goals, stats.stats_short_handed_goals, stats.stats_goals
                )
            ),
            (
                'assists contain power-play and short-handed assists',
                'warn',
                stats.stats_power_play_assists + coalesce(stats.stats_short_handed_assists, 0) <= stats.stats_assists,
                format(
                    '%s on the power play and %s short-handed of %s assists',
                    stats.stats_power_play_assists, stats.stats_short_handed_assists, stats.stats_assists
                )
            ),
            (
                'goals are of shots',
                'warn',
                stats.stats_goals <= stats.stats_shots,
                format('%s goals of %s shots', stats.stats_goals, stats.stats_shots)
            ),
            (
                'face-offs won are of those taken',
                'warn',
                stats.stats_face_off_wins <= stats.stats_face_offs_taken,
                format('%s won of %s', stats.stats_face_off_wins, stats.stats_face_offs_taken)
            ),
            (
                'saves at the strengths add up',
                'warn',
                stats.goalie_stats_even_saves + stats.goalie_stats_power_play_saves
                + stats.goalie_stats_short_handed_saves = stats.goalie_stats_saves,
                format(
                    '%s + %s + %s saves are not %s',
                    stats.goalie_stats_even_saves, stats.goalie_stats_power_play_saves,
                    stats.goalie_stats_short_handed_saves, stats.goalie_stats_saves
                )
            ),
            (
                'shots at the strengths add up',
                'warn',
                stats.goalie_stats_even_shots_against + stats.goalie_stats_power_play_shots_against
                + stats.goalie_stats_short_handed_shots_against = stats.goalie_stats_shots,
                format(
                    '%s + %s + %s shots are not %s',
                    stats.goalie_stats_even_shots_against, stats.goalie_stats_power_play_shots_against,
                    stats.goalie_stats_short_handed_shots_against, stats.goalie_stats_shots
                )
            ),
            (
                'save percentage is saves per 100 shots',
                'warn',
                abs(
                    stats.goalie_stats_save_percentage
                    - 100.0 * stats.goalie_stats_saves / nullif(stats.goalie_stats_shots, 0)
                ) < 0.1,
                format(
                    '%s is not %s of %s',
                    stats.goalie_stats_save_percentage, stats.goalie_stats_saves, stats.goalie_stats_shots
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
    select * from player_exceptions
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
