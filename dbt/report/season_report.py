#!/usr/bin/env python3
"""Writes one HTML page about a season from the published marts: a single file without scripts or network requests.

Usage: season_report.py [--season 2024-25] [--out target/report.html]; the default season is the latest one with games.
"""
import argparse
import itertools
import os
import re
import sys
from datetime import date, datetime, timezone
from html import escape
from pathlib import Path

import psycopg2
from psycopg2.extras import NamedTupleCursor

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))
import connection as postgres  # noqa: E402

INVENTED = "<p class=invented role=note>Sample league: the teams are real, the players and games are invented.</p>"
RACERS = 3
RACE = (260, 104)
# Two charts of the league's race, for wide pages and for phones, of which the page shows one.
LEAGUE_RACERS = 5
LEAGUE_RACES = (("wide", (1120, 300), 185), ("narrow", (360, 250), 112))
# Excludes goalies with few games from the ranking by save percentage; the league requires about a third of the games.
GOALIE_SHARE = 0.3

SEASONS = "select distinct season from public.games order by season"
# Looks at all games, because one database holds one league: a CSV that was added to it manually has another source.
FACTS = """
    select count(*) as games, min(game_date) as first_day, max(game_date) as last_day,
        sum(home_goals + away_goals) as goals, max(loaded_at) as loaded_at,
        count(*) filter (where game_type = 'playoffs') as playoff_games,
        string_agg(distinct source, ', ') as sources,
        exists (select from public.games where source = 'sample') as is_invented
    from public.games where season = %(season)s
"""
PLAYERS = "select count(*) as players from public.player_season_totals where season = %(season)s"
RACE_OF_TEAMS = """
    with totals as (
        select log.team_id, log.player_id, players.full_name, sum(log.points) as points,
            sum(log.goals) as goals, sum(log.assists) as assists
        from public.player_game_log as log
        inner join public.players on log.player_id = players.player_id
        where log.season = %(season)s and log.game_type in ('regular season', 'playoffs')
        group by log.team_id, log.player_id, players.full_name
    ),
    placed as (
        select *, row_number() over (partition by team_id order by points desc nulls last, goals desc nulls last, full_name) as points_rank
        from totals where points > 0
    )
    select t.team_id, t.team_name, p.points_rank, p.full_name, p.points, p.goals, p.assists,
        log.game_date, sum(log.points) over (partition by p.team_id, p.player_id order by log.game_date, log.game_id) as points_so_far
    from placed as p
    inner join (
        select distinct on (team_id) team_id, team_name
        from public.teams where season = %(season)s order by team_id, game_type
    ) as t on p.team_id = t.team_id
    inner join public.player_game_log as log
        on log.player_id = p.player_id and log.team_id = p.team_id
        and log.season = %(season)s and log.game_type in ('regular season', 'playoffs')
    where p.points_rank <= %(racers)s
    order by max(case when p.points_rank = 1 then p.points end) over (partition by p.team_id) desc, t.team_name, p.points_rank,
        log.game_date, log.game_id
"""
LEAGUE_RACE = """
    with leaders as (
        select player_id, full_name, row_number() over (order by total_points desc nulls last, total_goals desc nulls last, full_name) as points_rank
        from public.player_season_totals where season = %(season)s
    )
    select leaders.points_rank, leaders.full_name, log.game_date,
        sum(log.points) over (partition by log.player_id order by log.game_date, log.game_id) as points_so_far
    from leaders
    inner join public.player_game_log as log on leaders.player_id = log.player_id
    where leaders.points_rank <= %(league_racers)s and log.season = %(season)s and log.game_type in ('regular season', 'playoffs')
    order by leaders.points_rank, log.game_date, log.game_id
"""
# Each game counts for two teams; of a game that is missing, one of them may be unknown.
COMPLETENESS = """
    select coalesce(ceil(sum(games_missing) / 2.0), 0)::integer as missing, coalesce(ceil(sum(games_expected) / 2.0), 0)::integer as expected
    from public.teams where season = %(season)s
"""
STANDINGS = """
    select conference, division, league_rank, division_rank, team_name, team_abbreviation, games_played, wins, losses,
        overtime_losses, ties, points, points_pct, regulation_wins, goals_for, goals_against, goal_difference,
        home_wins, home_losses, home_overtime_losses, home_ties, road_wins, road_losses, road_overtime_losses, road_ties,
        last_ten_wins, last_ten_losses, last_ten_overtime_losses, last_ten_ties, streak, ranking_rule
    from public.standings where season = %(season)s
    order by conference nulls last, division nulls last, coalesce(division_rank, league_rank), team_name
"""
SERIES = """
    select round, coalesce(round_name, 'round ' || round) as round_name, is_decided, first_date, last_date, overtime_games,
        coalesce(winner_team_name, team_name) as team_name, coalesce(loser_team_name, opponent_team_name) as opponent_team_name,
        case when winner_team_id = opponent_team_id then opponent_wins else wins end as wins,
        case when winner_team_id = opponent_team_id then wins else opponent_wins end as opponent_wins
    from public.playoff_series where season = %(season)s order by round desc, series, first_date
"""
RECORDS = """
    select team_id, wins, losses, overtime_losses, ties from public.teams
    where season = %(season)s and game_type = 'regular season'
"""
LEADERS = """
    select full_name, team_name, total_points as points, points as regular_points, playoff_points, total_goals as goals,
        total_assists as assists, total_games_played as games_played
    from public.player_season_totals where season = %(season)s and total_points is not null
    order by total_points desc, total_goals desc nulls last, full_name limit 10
"""
GOALIES = """
    with most as (
        select max(games_played) as games from public.goalies where season = %(season)s and game_type = 'regular season'
    )
    select full_name, team_name, games_played, wins, losses, overtime_losses, ties, save_pct, goals_against_average, shutouts
    from public.goalies, most
    where season = %(season)s and game_type = 'regular season' and games_played >= %(share)s * most.games
        and save_pct is not null
    order by save_pct desc, games_played desc limit 12
"""
BEST_GAMES = """
    select players.full_name, log.team_name, log.opponent_team_name, log.game_date, log.goals, log.assists, log.points
    from public.player_game_log as log
    inner join public.players on log.player_id = players.player_id
    where log.season = %(season)s and log.points > 0
    order by log.points desc nulls last, log.goals desc nulls last, log.game_date, log.game_id, players.full_name limit 10
"""
SHUTOUTS = """
    select players.full_name, log.team_name, log.opponent_team_name, log.game_date, log.saves
    from public.player_game_log as log
    inner join public.players on log.player_id = players.player_id
    where log.season = %(season)s and log.is_shutout
    order by log.saves desc nulls last, log.game_date, log.game_id limit 6
"""
EXCEPTIONS = """
    select check_name, severity, count(*) as cases, (array_agg(game_id order by game_id desc))[1:5] as games
    from public.data_quality_exceptions where season = %(season)s group by 1, 2 order by severity, cases desc
"""
MISSING = "select game_date, what from public.missing_game_nights where season = %(season)s order by game_date desc"
SHOWN_DATES = 10
FILLED = """
    select source, count(*) filter (where filled_count > 0) as some, count(*) as columns
    from public.filled_columns where season = %(season)s group by source order by source
"""


def connect():
    return psycopg2.connect(
        host=os.environ.get("PGHOST", "localhost"), port=os.environ.get("PGPORT", "5432"),
        user=os.environ.get("PGUSER", "postgres"), password=os.environ.get("PGPASSWORD", "postgres"),
        dbname=os.environ.get("PGDATABASE", "postgres"), connect_timeout=10, application_name="nhldata-report",
        cursor_factory=NamedTupleCursor)


def day(value):
    return f"{value.day} {value:%b %Y}"


def days(first, last):
    """4 Oct 2024 to 18 Jun 2025, or 5 to 18 Jun 2025."""
    if first.year != last.year:
        return f"{day(first)} to {day(last)}"
    return f"{first.day}{f' {first:%b}' if first.month != last.month else ''} to {day(last)}" if first != last else day(first)


def number(value):
    return f"{value or 0:,}"


def season_name(season):
    return f"{season // 10000}–{season % 100:02}"


def season_of(text):
    """20242025 for 2024-25, 2024-2025, 20242025 or 2024, as nhldata why reads it."""
    found = re.fullmatch(r"(19[1-9]\d|20\d\d)(?:[-–]?(\d{4}|\d\d))?", text.strip())
    start = int(found[1]) if found else 0
    if not found or found[2] and int(found[2]) % 100 != (start + 1) % 100:
        raise argparse.ArgumentTypeError(f'a season is 2024-25, 20242025 or 2024, not "{text}"')
    return start * 10_000 + start + 1


def table(headings, rows, numeric, wide=(), widest=(), name=None):
    """An HTML table, with a class if it has a name. Columns whose index is in `numeric` are right-aligned; those in `wide` are hidden on a phone, those in
    `widest` on a tablet, too. Cells are HTML; a row that is a string is a heading over all columns."""
    def cells(tag, values):
        def classes(place):
            names = [name for name, places in (("n", numeric), ("w", wide), ("ww", widest)) if place in places]
            return f' class="{" ".join(names)}"' if names else ""
        return "".join(f"<{tag}{classes(place)}>{value}</{tag}>" for place, value in enumerate(values))
    body = "".join(
        f'<tr class=group><th colspan={len(headings)}>{row}</th></tr>' if isinstance(row, str) else f"<tr>{cells('td', row)}</tr>"
        for row in rows)
    return f'<div class=scroll><table{f" class={name}" if name else ""}><thead><tr>{cells("th", headings)}</tr></thead><tbody>{body}</tbody></table></div>'


def heading(short, text):
    return f'<abbr title="{escape(text, True)}">{escape(short)}</abbr>'


def standings_table(rows):
    """The standings, by division if the season had divisions."""
    if not rows:
        return "<p>No game of the regular season is loaded.</p>"
    ties = any(r.ties for r in rows)

    def record(row, part):
        counts = [getattr(row, f"{part}_{outcome}") for outcome in ("wins", "losses", "overtime_losses", "ties")]
        return "–".join(str(count) for count in (counts if ties else counts[:3]))

    body = []
    for (conference, division), teams in itertools.groupby(rows, lambda r: (r.conference, r.division)):
        if division:
            body.append(escape(division) + (f"<small>{escape(conference)} Conference</small>" if conference else ""))
        for r in teams:
            body.append([
                r.division_rank or r.league_rank, f"<b>{escape(r.team_name)}</b>", r.games_played, r.wins, r.losses, r.overtime_losses,
                *([r.ties] if ties else []), f"<b>{r.points}</b>", short_share(r.points_pct), dash(r.regulation_wins), r.goals_for, dash(r.goals_against),
                dash(r.goal_difference and f"{r.goal_difference:+}".replace("-", "−")), record(r, "home"), record(r, "road"), record(r, "last_ten"),
                escape(r.streak or "–"), r.league_rank])
    headings = [
        heading("#", "Rank"), "Team", heading("GP", "Games played"), heading("W", "Wins"), heading("L", "Losses"), heading("OTL", "Losses in overtime or a shootout"),
        *([heading("T", "Ties")] if ties else []), heading("Pts", "Points"), heading("P%", "Points percentage"), heading("RW", "Wins in regulation"),
        heading("GF", "Goals for"), heading("GA", "Goals against"), heading("Diff", "Goal difference"), "Home", "Road", "Last 10", "Streak", "League"]
    shift = 7 + ties
    places = {name: place for place, name in enumerate(
        ("pct", "regulation", "for", "against", "difference", "home", "road", "ten", "streak", "league"), shift)}
    widest = {places[name] for name in ("for", "against", "home", "road", "league")}
    return table(headings, body, {0, *range(2, len(headings))}, {places[name] for name in ("pct", "regulation", "difference", "ten", "streak")}, widest, "standings")


def missing_note(expected, missing):
    return (f"<p class=fair>{number(missing)} of {number(expected)} games {'is' if missing == 1 else 'are'} missing, so that totals may be too low:"
            " see <a href=#quality>data quality</a>.</p>") if missing else ""


def series_table(rows):
    body = []
    for name, group in itertools.groupby(rows, lambda r: r.round_name):
        body.append(escape(name[0].upper() + name[1:]))
        for r in group:
            winner, loser = escape(r.team_name), escape(r.opponent_team_name)
            body.append([f"<b>{winner}</b>" if r.is_decided else winner, f"{r.wins}–{r.opponent_wins}", loser, dash(r.overtime_games),
                         days(r.first_date, r.last_date)])
    return ("<h3 class=between>Playoffs</h3>" + table(["Winner", "Games", "Opponent", "In overtime", "Dates"], body, {1, 3}, {3, 4}, name="series")) if rows else ""


def dash(value):
    return "–" if value is None else value


def short_share(value):
    """A share as people write it: .938, or 1.000."""
    return "–" if value is None else f"{value:.3f}".removeprefix("0")


def player(name, team):
    return f"<b>{escape(name)}</b><small>{escape(team)}</small>"


def race_chart(racers, first_day, last_day, size=RACE, right=26, names=False):
    """Chart of cumulative points by date, with a step line for each player and the leader's line on top."""
    width, height = size
    left, top, bottom = 2, 8, 16
    most = max(r[-1].points_so_far for r in racers)
    most = most or 1
    days = max((last_day - first_day).days, 1)

    def x(when):
        return left + (width - left - right) * (when - first_day).days / days

    def y(points):
        return height - bottom - (height - top - bottom) * float(points) / float(most)

    parts = [f'<line class=axis x1="{left}" y1="{y(0):.1f}" x2="{width - right}" y2="{y(0):.1f}"/>']
    month = date(first_day.year, first_day.month, 1)
    while month <= last_day:
        if month >= first_day and (month.month % 2 == 0 or width > 600):
            parts.append(f'<text class=month x="{x(month):.1f}" y="{height - 2}">{month:%b}</text>')
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    if names:
        for points in range(25, int(most), 25):
            parts.append(f'<line class=axis x1="{left}" y1="{y(points):.1f}" x2="{width - right}" y2="{y(points):.1f}"/>'
                         f'<text class=month x="{left}" y="{y(points) - 3:.1f}">{points}</text>')
    taken = []
    for place, race in reversed(list(enumerate(racers, 1))):
        path = f"M{x(race[0].game_date):.1f} {y(0):.1f}"
        for row in race:
            path += f"H{x(row.game_date):.1f}V{y(row.points_so_far):.1f}"
        parts.append(f'<path class=p{place} d="{path}"/>')
    for place, race in enumerate(racers, 1):
        end, at = race[-1], y(race[-1].points_so_far)
        apart = 15 if names else 10
        while any(abs(at - other) < apart for other in taken):
            at += 1
        taken.append(at)
        label = f"{end.points_so_far} {escape(end.full_name if width > 600 else end.full_name.split()[-1])}" if names else end.points_so_far
        parts.append(f'<text class="end t{place}" x="{(width - right if names else x(end.game_date)) + 3:.1f}" y="{at + 3.5:.1f}">{label}</text>')
    description = ", ".join(f"{r[0].full_name} {r[-1].points_so_far}" for r in racers)
    return (f'<svg viewBox="0 0 {width} {height}" role=img aria-label="Points over the season: {escape(description, True)}">'
            f'{"".join(parts)}</svg>')


def league_race(rows, first_day, last_day):
    races = {}
    for row in rows:
        races.setdefault(row.points_rank, []).append(row)
    racers = [races[place] for place in sorted(races)]
    return "".join(
        f"<div class='card {name}'>{race_chart(racers, first_day, last_day, size, right, names=True)}</div>"
        for name, size, right in LEAGUE_RACES) if racers else ""


def team_cards(rows, records, first_day, last_day):
    teams = {}
    for row in rows:
        teams.setdefault(row.team_id, {}).setdefault(row.points_rank, []).append(row)
    cards = []
    for team_id, races in teams.items():
        racers = [races[place] for place in sorted(races)]
        record = records.get(team_id)
        legend = "".join(
            f"<li><i class=k{place}></i><span>{escape(r[0].full_name)}</span>"
            f"<small>{r[0].goals}+{r[0].assists}</small><b>{r[0].points}</b></li>" for place, r in enumerate(racers, 1))
        won = f"<small>{record.wins} wins, {record.losses} losses, {record.overtime_losses} overtime losses{f', {record.ties} ties' if record.ties else ''}</small>" if record else ""
        cards.append(
            f"<article class=card><h3>{escape(racers[0][0].team_name)}{won}</h3>"
            f"{race_chart(racers, first_day, last_day)}<ol>{legend}</ol></article>")
    return "".join(cards)


def bar(value, low, high):
    share = max(0.0, min(1.0, (float(value) - low) / ((high - low) or 1)))
    return f'<span class=bar><span style="width:{8 + 92 * share:.0f}%"></span></span>'


def goalie_table(rows):
    if not rows:
        return "<p>No goalie has played enough games.</p>"
    values = [float(r.save_pct) for r in rows]
    low, high = min(values) - 0.003, max(values)
    ties = any(r.ties for r in rows)
    return table(
        ["Goalie", heading("SV%", "Save percentage"), "", heading("GAA", "Goals-against average"), "W–L–T" if ties else "W–L–OTL", "Shutouts", "Games"],
        [[player(r.full_name, r.team_name), f"<b>{short_share(r.save_pct)}</b>", bar(r.save_pct, low, high),
          dash(r.goals_against_average), f"{r.wins}–{r.losses}–{r.overtime_losses + r.ties}", dash(r.shutouts), r.games_played] for r in rows],
        {1, 3, 4, 5, 6}, {5}, name="goalies")


def quality_box(exceptions, missing, filled, games_missing):
    """The state of the season: its failed checks, its dates with missing games, and the number of its games that are missing."""
    errors = [e for e in exceptions if e.severity == "error"]
    state = ("bad", "Some games are quarantined: their statistics contradict each other or the score") if errors else (
        ("fair", "Some games are missing") if missing or games_missing else ("good", "All games are loaded, and no game is quarantined"))
    rows = [
        [escape(e.check_name), f"<span class=tag>{escape(e.severity)}</span>", number(e.cases),
         ", ".join(str(g) for g in e.games) + (" …" if e.cases > len(e.games) else "")] for e in exceptions]
    dates = "".join(f"<li>{day(m.game_date)}: {escape(m.what)}</li>" for m in missing[:SHOWN_DATES])
    if len(missing) > SHOWN_DATES:
        dates += f"<li>and {len(missing) - SHOWN_DATES} more: missing_game_nights</li>"
    columns = "".join(
        f"<li>{escape(f.source)}: {f.some} of {f.columns} columns</li>" for f in filled)
    return (
        f"<p class='state {state[0]}'>{state[1]}.</p>"
        + (f"<h3>Dates with missing games</h3><ul>{dates}</ul>" if missing else "")
        + ("<h3>Failed checks</h3>" + table(["Check", "Severity", "Cases", "Latest games"], rows, {2}, {3})
           if rows else "<p>All checks passed.</p>")
        + f"<h3>Columns with values, by source</h3><ul>{columns}</ul>")


def page(ask, season):
    facts = ask(FACTS)[0]
    records = {r.team_id: r for r in ask(RECORDS)}
    races = ask(RACE_OF_TEAMS)
    leaders = ask(LEADERS)
    most = leaders[0].points if leaders else 1
    top = table(
        ["Player", "Points", "", "Goals", "Assists", "Regular season + playoffs", "Games"],
        [[player(r.full_name, r.team_name), f"<b>{r.points}</b>", bar(r.points, 0, most), r.goals, r.assists,
          f"{r.regular_points} + {r.playoff_points}", r.games_played] for r in leaders],
        {1, 3, 4, 5, 6}, {5}, name="leaders")
    standings, completeness = ask(STANDINGS), ask(COMPLETENESS)[0]
    best_games = table(
        ["Player", "Points", heading("G + A", "Goals + assists"), "Against", "Date"],
        [[player(r.full_name, r.team_name), f"<b>{r.points}</b>", f"{r.goals} + {r.assists}",
          escape(r.opponent_team_name or ""), day(r.game_date)] for r in ask(BEST_GAMES)], {1, 2, 4}, {2}, name="games")
    shutouts = table(
        ["Goalie", "Saves", "Against", "Date"],
        [[player(r.full_name, r.team_name), f"<b>{r.saves}</b>", escape(r.opponent_team_name or ""), day(r.game_date)]
         for r in ask(SHUTOUTS)], {1, 3}, name="games")
    tiles = "".join(f"<div><b>{value}</b><span>{label}</span></div>" for value, label in (
        (number(facts.games), "games"), (number(facts.playoff_games), "playoff games"),
        (number(facts.goals), "goals"), (number(ask(PLAYERS)[0].players), "players")))
    return (HERE / "page.html").read_text().format(
        season=season_name(season), warning=INVENTED if facts.is_invented else "", mark=" (invented: sample league)" if facts.is_invented else "",
        dates=days(facts.first_day, facts.last_day), parts="regular season and playoffs" if facts.playoff_games else "regular season", tiles=tiles,
        standings=standings_table(standings) + series_table(ask(SERIES)),
        standings_note=f"Ranked by {escape(standings[0].ranking_rule)}." if standings else "", missing=missing_note(completeness.expected, completeness.missing),
        leaders=league_race(ask(LEAGUE_RACE), facts.first_day, facts.last_day) + top,
        teams=team_cards(races, records, facts.first_day, facts.last_day), goalies=goalie_table(ask(GOALIES)),
        best_games=best_games, shutouts=shutouts, quality=quality_box(ask(EXCEPTIONS), ask(MISSING), ask(FILLED), completeness.missing),
        sources=escape(facts.sources), loaded=f"{facts.loaded_at.astimezone(timezone.utc):%Y-%m-%d %H:%M} UTC",
        written=f"{datetime.now(timezone.utc):%Y-%m-%d %H:%M} UTC")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--season", type=season_of, help="such as 2024-25; the default is the latest one")
    parser.add_argument("--out", type=Path, default=Path("target/report.html"))
    arguments = parser.parse_args()
    postgres.settle()
    try:
        connection = connect()
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with connection, connection.cursor() as cursor:
            def ask(query):
                cursor.execute(query, parameters)
                return cursor.fetchall()
            parameters = {}
            seasons = [row.season for row in ask(SEASONS)]
            if not seasons:
                sys.exit("the marts have no games yet. Load some (nhldata backfill), then run: nhldata marts")
            season = arguments.season or seasons[-1]
            if season not in seasons:
                sys.exit(f"the marts have no games of {season_name(season)}, but of {', '.join(map(season_name, seasons))}")
            parameters = {"season": season, "racers": RACERS, "league_racers": LEAGUE_RACERS, "share": GOALIE_SHARE}
            html = page(ask, season)
    except (psycopg2.errors.UndefinedTable, psycopg2.errors.UndefinedColumn):
        sys.exit("the marts have not been built yet, or by an earlier version. Run: nhldata marts")
    except psycopg2.OperationalError as e:
        sys.exit(f"PostgreSQL unavailable: {str(e).strip()}")
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(html, encoding="utf-8")
    print(f"open {arguments.out}")


if __name__ == "__main__":
    main()
