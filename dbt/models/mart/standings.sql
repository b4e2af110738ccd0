-- Points of each era; ranked by the rule of the time, see seed standings_rules.
with

team_game_results as (
    select * from {{ ref('team_game_results') }}
    where game_type = 'regular season'
),

teams as (
    select * from {{ ref('teams') }}
    where game_type = 'regular season'
),

team_divisions as (
    select * from {{ ref('team_divisions') }}
),

standings_rules as (
    select * from {{ ref('standings_rules') }}
),

-- A loss in overtime is a loss without a point before 1999-2000.
results as (
    select
        season,
        team_id,
        opponent_team_id,
        game_id,
        game_date,
        side,
        is_overtime,
        is_shootout,
        case when outcome = 'overtime loss' and season < 19992000 then 'loss' else outcome end as outcome,
        row_number() over (partition by season, team_id order by game_date desc, game_id desc) as games_ago
    from team_game_results
),

pointed as (
    select
        *,
        case outcome when 'win' then 2 when 'tie' then 1 when 'overtime loss' then 1 when 'loss' then 0 end as points,
        first_value(outcome) over (partition by season, team_id order by games_ago) as latest_outcome
    from results
),

sums as (
    select
        season,
        team_id,
        coalesce(sum(points), 0)::integer as points,
        -- A win is one in regulation only if it is known that it was not in overtime.
        case
            when count(*) filter (where outcome = 'win' and is_overtime is null) = 0
                then count(*) filter (where outcome = 'win' and not is_overtime)
        end::integer as regulation_wins,
        count(*) filter (where outcome = 'win' and not is_shootout)::integer as regulation_and_overtime_wins,
        count(*) filter (where outcome = 'win' and is_shootout)::integer as shootout_wins,
        count(*) filter (where outcome = 'overtime loss' and is_shootout)::integer as shootout_losses,
        {%- for part, condition in [
            ('home', "side = 'home'"), ('road', "side = 'away'"), ('last_ten', 'games_ago <= 10')
        ] %}
            {%- for column, outcome in [
                ('wins', 'win'), ('losses', 'loss'), ('overtime_losses', 'overtime loss'), ('ties', 'tie')
            ] %}
                count(*) filter (where {{ condition }} and outcome = '{{ outcome }}')::integer
                    as {{ part }}_{{ column }},
            {%- endfor %}
        {%- endfor %}
        max(latest_outcome) as latest_outcome,
        coalesce(min(games_ago) filter (where outcome is distinct from latest_outcome) - 1, count(*)) as streak_length
    from pointed
    group by season, team_id
),

records as (
    select
        teams.season,
        teams.team_id,
        teams.team_name,
        teams.team_abbreviation,
        team_divisions.conference,
        team_divisions.division,
        teams.games_played,
        teams.wins,
        teams.losses + case when teams.season < 19992000 then teams.overtime_losses else 0 end as losses,
        case when teams.season < 19992000 then 0 else teams.overtime_losses end as overtime_losses,
        teams.ties,
        teams.goals_for,
        teams.goals_against,
        teams.goals_for - teams.goals_against as goal_difference,
        teams.goals_for_without_shootout,
        teams.goals_against_without_shootout,
        teams.games_expected,
        teams.games_loaded,
        teams.games_missing,
        teams.games_with_exceptions,
        sums.points,
        sums.points / nullif(2.0 * teams.games_played, 0) as points_share,
        sums.regulation_wins,
        sums.regulation_and_overtime_wins,
        sums.shootout_wins,
        sums.shootout_losses,
        {%- for part in ['home', 'road', 'last_ten'] %}
            sums.{{ part }}_wins,
            sums.{{ part }}_losses,
            sums.{{ part }}_overtime_losses,
            sums.{{ part }}_ties,
        {%- endfor %}
        case sums.latest_outcome
            when 'win' then 'W' when 'loss' then 'L' when 'overtime loss' then 'OT' when 'tie' then 'T'
        end
        || sums.streak_length as streak,
        standings_rules.rule as ranking_rule,
        standings_rules.is_by_points_share,
        standings_rules.counts_regulation_wins,
        standings_rules.counts_regulation_and_overtime_wins,
        standings_rules.counts_wins,
        standings_rules.counts_head_to_head,
        standings_rules.counts_goals,
        standings_rules.has_division_leaders_first
    from teams
    inner join sums on teams.season = sums.season and teams.team_id = sums.team_id
    inner join standings_rules
        on
            teams.season >= standings_rules.first_season
            and (standings_rules.last_season is null or teams.season <= standings_rules.last_season)
    left join team_divisions
        on
            teams.team_id = team_divisions.team_id
            and teams.season >= team_divisions.first_season
            and (team_divisions.last_season is null or teams.season <= team_divisions.last_season)
),

-- Each team within the league, its conference and its division. Teams on the same level are tied before their games
-- against each other are compared.
levels as (
    select
        records.*,
        tables.table_type,
        tables.table_name,
        rank() over (
            partition by records.season, tables.table_type, tables.table_name
            order by
                case when records.is_by_points_share then records.points_share else records.points end desc,
                case when not records.is_by_points_share then records.games_played end,
                case when records.counts_regulation_wins then records.regulation_wins end desc nulls last,
                case
                    when records.counts_regulation_and_overtime_wins then records.regulation_and_overtime_wins
                end desc,
                case when records.counts_wins then records.wins end desc
        ) as level
    from records
    cross join
        lateral (
            values ('league', 'NHL'), ('conference', records.conference), ('division', records.division)
        ) as tables (table_type, table_name)
    where tables.table_name is not null
),

tied_pairs as (
    select
        levels.season,
        levels.table_type,
        levels.team_id,
        opponents.team_id as opponent_team_id
    from levels
    inner join levels as opponents
        on
            levels.season = opponents.season
            and levels.table_type = opponents.table_type
            and levels.table_name = opponents.table_name
            and levels.level = opponents.level
            and levels.team_id <> opponents.team_id
    where levels.counts_head_to_head
),

-- If two teams played an odd number of games, the first one in the city with more games does not count.
meetings as (
    select
        tied_pairs.season,
        tied_pairs.table_type,
        tied_pairs.team_id,
        pointed.points,
        row_number() over (in_city order by pointed.game_date, pointed.game_id) = 1
        and 2 * count(*) over in_city > count(*) over pair as is_odd_game
    from tied_pairs
    inner join pointed
        on
            tied_pairs.season = pointed.season
            and tied_pairs.team_id = pointed.team_id
            and tied_pairs.opponent_team_id = pointed.opponent_team_id
    window
        pair as (
            partition by tied_pairs.season, tied_pairs.table_type, tied_pairs.team_id, tied_pairs.opponent_team_id
        ),
        in_city as (
            partition by
                tied_pairs.season, tied_pairs.table_type, tied_pairs.team_id, tied_pairs.opponent_team_id, pointed.side
        )
),

head_to_heads as (
    select
        season,
        table_type,
        team_id,
        avg(points) as points_per_meeting
    from meetings
    where not is_odd_game
    group by season, table_type, team_id
),

ranks as (
    select
        levels.season,
        levels.team_id,
        levels.table_type,
        rank() over (
            partition by levels.season, levels.table_type, levels.table_name
            order by
                levels.level,
                head_to_heads.points_per_meeting desc nulls last,
                case when levels.counts_goals then levels.goal_difference end desc,
                case when levels.counts_goals then levels.goals_for end desc
        )::integer as table_rank
    from levels
    left join head_to_heads
        on
            levels.season = head_to_heads.season
            and levels.table_type = head_to_heads.table_type
            and levels.team_id = head_to_heads.team_id
),

team_ranks as (
    select
        season,
        team_id,
        max(table_rank) filter (where table_type = 'league') as league_rank,
        max(table_rank) filter (where table_type = 'conference') as conference_rank,
        max(table_rank) filter (where table_type = 'division') as division_rank
    from ranks
    group by season, team_id
),

final as (
    select
        records.season,
        records.team_id,
        records.team_name,
        records.team_abbreviation,
        records.conference,
        records.division,
        team_ranks.league_rank,
        case
            when team_ranks.conference_rank is not null
                then rank() over (
                    partition by records.season, records.conference
                    order by
                        records.has_division_leaders_first and team_ranks.division_rank = 1 desc,
                        team_ranks.conference_rank
                )
        end::integer as conference_rank,
        team_ranks.division_rank,
        records.games_played,
        records.wins,
        records.losses,
        records.overtime_losses,
        records.ties,
        records.points,
        records.points_share::numeric(4, 3) as points_pct,
        records.regulation_wins,
        records.regulation_and_overtime_wins,
        records.shootout_wins,
        records.shootout_losses,
        records.goals_for,
        records.goals_against,
        records.goal_difference,
        records.goals_for_without_shootout,
        records.goals_against_without_shootout,
        {%- for part in ['home', 'road', 'last_ten'] %}
            records.{{ part }}_wins,
            records.{{ part }}_losses,
            records.{{ part }}_overtime_losses,
            records.{{ part }}_ties,
        {%- endfor %}
        records.streak,
        records.ranking_rule,
        records.games_expected,
        records.games_loaded,
        records.games_missing,
        records.games_with_exceptions
    from records
    inner join team_ranks on records.season = team_ranks.season and records.team_id = team_ranks.team_id
)

select * from final
