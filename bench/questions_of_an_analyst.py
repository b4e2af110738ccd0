#!/usr/bin/env python3
"""Answers 33 questions of an analyst from the marts, and compares each answer with the box scores.

Usage: .venv/bin/python bench/questions_of_an_analyst.py [DOCUMENTS] [--season 20242025] [--show]

Without DOCUMENTS, or with --show, it prints the queries. DOCUMENTS is a folder with season-20242025.tar.gz or a folder 20242025,
in which v1/gamecenter/GAME/boxscore.json are the documents of the NHL's API; PGHOST, PGPORT and PGDATABASE name a database into
which these seasons were loaded. The queries read published marts only and join none with itself; the expected answers are
computed from the documents in Python. Exit code 1 if one differs.
"""
import argparse
import json
import os
import sys
import tarfile
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

GAME_TYPES = {2: "regular season", 3: "playoffs"}
QUESTIONS = []


def question(text, query):
    def add(answer):
        QUESTIONS.append((text, query, answer))
        return answer
    return add


def seconds(clock):
    minutes, rest = (clock or "0:0").split(":")
    return int(minutes) * 60 + int(rest)


def rounded(numerator, denominator, places):
    return (Decimal(numerator) / Decimal(denominator)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if denominator else None


class Line:
    """A player in a game."""

    def __init__(self, game, side, player, goalie):
        self.game, self.side, self.id, self.is_goalie = game, side, player["playerId"], goalie
        self.team, self.position, self.seconds = side.id, player["position"], seconds(player.get("toi"))
        self.get = player.get
        self.decision = {"OTL": "O"}.get(player.get("decision"), player.get("decision"))
        self.has_played = self.seconds > 0 or goalie and self.decision is not None
        self.goals, self.assists = (None, None) if goalie else (player["goals"], player["assists"])
        self.points = None if goalie else self.goals + self.assists


class Side:
    """A team in a game."""

    def __init__(self, game, document, name, where):
        self.game, self.id, self.team, self.score, self.where = game, document[name]["id"], document[name]["abbrev"], document[name]["score"], where
        groups = document["playerByGameStats"][name]
        self.lines = [Line(game, self, p, group == "goalies") for group in ("forwards", "defense", "goalies") for p in groups[group]]
        self.skaters = [line for line in self.lines if not line.is_goalie]
        self.goalies = [line for line in self.lines if line.is_goalie]
        self.goals = sum(line.goals for line in self.skaters)
        self.seconds = sum(line.seconds for line in self.goalies)


class Game:
    def __init__(self, document):
        self.id, self.season, self.date = document["id"], document["season"], document["gameDate"]
        self.type, self.start = GAME_TYPES[document["gameType"]], document["startTimeUTC"]
        self.venue = document["venue"]["default"] or None
        self.home, self.away = Side(self, document, "homeTeam", "home"), Side(self, document, "awayTeam", "away")
        self.sides = (self.home, self.away)
        self.home.other, self.away.other = self.away, self.home
        winner = max(self.sides, key=lambda side: side.score)
        decisions = {line.decision for side in self.sides for line in side.goalies}
        # Of 2019-20, four teams of each conference played a round robin for the first places.
        self.is_round_robin = self.type == "playoffs" and self.id % 1000 < 20
        # These documents have no last period. A shootout is won by a goal that no player has.
        self.is_shootout = (self.type == "regular season" or self.is_round_robin) and winner.score - winner.other.score == 1 and winner.goals == winner.other.goals
        self.is_overtime = self.is_shootout or "O" in decisions or max(side.seconds for side in self.sides) > 3605
        for side in self.sides:
            lost_in_overtime = self.is_overtime and self.type == "regular season"
            side.outcome = "win" if side is winner else "overtime loss" if lost_in_overtime else "loss"


class Documents:
    def __init__(self, folder, season):
        archive, plain = folder / f"season-{season}.tar.gz", folder / str(season)
        if archive.exists():
            with tarfile.open(archive) as tar:
                texts = [tar.extractfile(m).read() for m in tar if m.name.endswith("/boxscore.json")]
        else:
            texts = [file.read_bytes() for file in plain.glob("v1/gamecenter/*/boxscore.json")]
        self.games = sorted((Game(json.loads(text)) for text in texts), key=lambda game: (game.date, game.id))
        self.sides = [side for game in self.games for side in game.sides]
        self.lines = [line for side in self.sides for line in side.lines]
        self.season = season

    def of(self, game_type, rows=None):
        return [row for row in (self.lines if rows is None else rows) if row.game.type == game_type]

    def regular(self):
        return self.of("regular season")

    def skaters(self, game_type="regular season"):
        """Games as a skater, by player."""
        return grouped((line for line in self.of(game_type) if not line.is_goalie and line.has_played), lambda line: line.id)

    def goalies(self, game_type="regular season"):
        return grouped((line for line in self.of(game_type) if line.is_goalie and line.has_played), lambda line: line.id)

    def teams(self, game_type="regular season"):
        return grouped(self.of(game_type, self.sides), lambda side: side.team)

    def abbreviation_of(self, player, game_type=None):
        """Team of the player's latest game in the season, whether he played or not."""
        return [line for line in self.lines if line.id == player and game_type in (None, line.game.type)][-1].side.team


def grouped(rows, key):
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def total(lines, name):
    """NULL if a box score lacks the value."""
    values = [line.get(name) for line in lines]
    return None if None in values else sum(values)


def top(rows, count, key):
    return sorted(rows, key=key)[:count]


def outcomes(sides):
    return tuple(sum(side.outcome == outcome for side in sides) for outcome in ("win", "loss", "overtime loss"))


def points_of(sides):
    wins, _, overtime_losses = outcomes(sides)
    return 2 * wins + overtime_losses


def sums(lines):
    """Goals, assists and points of the games that have them: a goalie's never do."""
    return tuple(sum(getattr(line, name) or 0 for line in lines) for name in ("goals", "assists", "points"))


# Points

@question("Who has the most points of the season?", """
    select player_id, games_played, goals, assists, points from player_season_totals where season = %(season)s
    order by points desc nulls last, goals desc, games_played, player_id limit 20""")
def points(documents):
    found = [(player, len(lines), *sums(lines)) for player, lines in documents.skaters().items()]
    return top(found, 20, lambda r: (-r[4], -r[2], r[1], r[0]))


@question("Who scores most in the playoffs?", """
    select player_id, playoff_games_played, playoff_goals, playoff_points from player_season_totals where season = %(season)s
    order by playoff_points desc nulls last, playoff_goals desc, player_id limit 20""")
def playoff_points(documents):
    found = [(player, len(lines), sums(lines)[0], sums(lines)[2]) for player, lines in documents.skaters("playoffs").items()]
    return top(found, 20, lambda r: (-r[3], -r[2], r[0]))


@question("Who has the most goals of regular season and playoffs together?", """
    select player_id, total_games_played, total_goals from player_season_totals where season = %(season)s
    order by total_goals desc nulls last, player_id limit 20""")
def all_goals(documents):
    players = grouped((line for line in documents.lines if not line.is_goalie and line.has_played), lambda line: line.id)
    return top([(player, len(lines), sums(lines)[0]) for player, lines in players.items()], 20, lambda r: (-r[2], r[0]))


@question("Who leads each team in points, counting those for this team only?", """
    select team_abbreviation, player_id, games_played, points from season_points_leaders
    where season = %(season)s and game_type = 'regular season' order by team_abbreviation, player_id""")
def leaders(documents):
    found = []
    for team, lines in grouped(documents.regular(), lambda line: line.side.team).items():
        scorers = {player: rows for player, rows in grouped(lines, lambda line: line.id).items() if not rows[0].is_goalie}
        best = max(sums(rows)[2] for rows in scorers.values())
        found += [(team, player, sum(r.has_played for r in rows), best) for player, rows in scorers.items() if sums(rows)[2] == best]
    return sorted(found)


@question("What did traded players do for each of their teams?", """
    select player_id, team_abbreviation, count(*) filter (where has_played) as games, sum(points) as points from player_game_log
    where season = %(season)s and game_type = 'regular season'
        and player_id in (select player_id from skaters where season = %(season)s and game_type = 'regular season' and team_count > 1)
    group by player_id, team_abbreviation having count(*) filter (where has_played) > 0 order by player_id, team_abbreviation""")
def traded(documents):
    found = []
    for player, lines in documents.skaters().items():
        teams = grouped(lines, lambda line: line.side.team)
        if len(teams) > 1:
            found += [(player, team, len(rows), sums(rows)[2]) for team, rows in teams.items()]
    return sorted(found)


# Game by game

@question("Who has the most games of three goals or more?", """
    select player_id, count(*) from player_game_log
    where season = %(season)s and game_type in ('regular season', 'playoffs') and goals >= 3
    group by player_id order by count(*) desc, player_id""")
def hat_tricks(documents):
    games = grouped((line for line in documents.lines if (line.goals or 0) >= 3), lambda line: line.id)
    return sorted(((player, len(lines)) for player, lines in games.items()), key=lambda r: (-r[1], r[0]))


@question("What is the longest point streak?", """
    with played as (
        select player_id, points, game_date, game_id,
            count(*) filter (where points = 0) over (partition by player_id order by game_date, game_id) as blanks
        from player_game_log
        where season = %(season)s and game_type = 'regular season' and has_played and not is_goalie
    )
    select player_id, count(*) filter (where points > 0) as games from played
    group by player_id, blanks order by games desc, player_id limit 10""")
def point_streaks(documents):
    found = []
    for player, lines in documents.skaters().items():
        streak = 0
        for line in [*lines, None]:
            if line is not None and line.points:
                streak += 1
            else:
                found.append((player, streak))
                streak = 0
    return top(found, 10, lambda r: (-r[1], r[0]))


@question("What are the most points in a game?", """
    select player_id, game_id, goals, assists, points from player_game_log where season = %(season)s and points >= 5
    order by points desc, goals desc, game_id, player_id""")
def best_games(documents):
    return sorted(((line.id, line.game.id, line.goals, line.assists, line.points) for line in documents.lines if (line.points or 0) >= 5),
                  key=lambda r: (-r[4], -r[2], r[1], r[0]))


@question("How did the leader get there, month by month?", """
    select date_trunc('month', game_date)::date::text as month, sum(points) as points, max(points_so_far) as points_so_far
    from player_game_log where season = %(season)s and game_type = 'regular season' and player_id = (
        select player_id from player_season_totals where season = %(season)s
        order by points desc nulls last, goals desc, games_played, player_id limit 1)
    group by 1 order by 1""")
def months(documents):
    leader = points(documents)[0][0]
    so_far, found = 0, []
    for month, lines in grouped(documents.skaters()[leader], lambda line: line.game.date[:7]).items():
        so_far += sums(lines)[2]
        found.append((f"{month}-01", sums(lines)[2], so_far))
    return found


# Skaters

@question("Who scores most on the power play?", """
    select player_id, power_play_goals from skaters where season = %(season)s and game_type = 'regular season'
    order by power_play_goals desc nulls last, player_id limit 20""")
def power_play(documents):
    return top([(p, total(lines, "powerPlayGoals")) for p, lines in documents.skaters().items()], 20, lambda r: (-r[1], r[0]))


@question("Who has the best plus-minus?", """
    select player_id, plus_minus from skaters where season = %(season)s and game_type = 'regular season'
    order by plus_minus desc nulls last, player_id limit 20""")
def plus_minus(documents):
    return top([(p, total(lines, "plusMinus")) for p, lines in documents.skaters().items()], 20, lambda r: (-r[1], r[0]))


@question("Who shoots most, and who most accurately (100 shots or more)?", """
    select player_id, goals, shots, shooting_percentage from skaters
    where season = %(season)s and game_type = 'regular season' and shots >= 100
    order by shooting_percentage desc, player_id""")
def shots(documents):
    found = [(p, sums(lines)[0], total(lines, "sog")) for p, lines in documents.skaters().items()]
    return sorted(((p, goals, shots, rounded(100 * goals, shots, 2)) for p, goals, shots in found if shots >= 100), key=lambda r: (-r[3], r[0]))


@question("Who hits and blocks most?", """
    select player_id, hits, blocked_shots from skaters where season = %(season)s and game_type = 'regular season'
    order by hits + blocked_shots desc nulls last, player_id limit 30""")
def hits(documents):
    found = [(p, total(lines, "hits"), total(lines, "blockedShots")) for p, lines in documents.skaters().items()]
    return top(found, 30, lambda r: (-(r[1] + r[2]), r[0]))


@question("Who takes the puck away, and who gives it away?", """
    select player_id, takeaways, giveaways from skaters where season = %(season)s and game_type = 'regular season'
    order by takeaways desc nulls last, player_id limit 30""")
def takeaways(documents):
    found = [(p, total(lines, "takeaways"), total(lines, "giveaways")) for p, lines in documents.skaters().items()]
    return top(found, 30, lambda r: (-r[1], r[0]))


@question("Who is penalised most?", """
    select player_id, penalty_minutes from skaters where season = %(season)s and game_type = 'regular season'
    order by penalty_minutes desc nulls last, player_id limit 20""")
def penalties(documents):
    return top([(p, total(lines, "pim")) for p, lines in documents.skaters().items()], 20, lambda r: (-r[1], r[0]))


@question("Who is on the ice longest, in how many shifts a game?", """
    select player_id, games_played, time_on_ice_seconds, shifts, time_on_ice_seconds_per_game from skaters
    where season = %(season)s and game_type = 'regular season' and games_played >= 20
    order by time_on_ice_seconds_per_game desc, player_id limit 30""")
def ice_time(documents):
    found = [(p, len(lines), sum(line.seconds for line in lines), total(lines, "shifts")) for p, lines in documents.skaters().items() if len(lines) >= 20]
    return top([(*row, int(rounded(row[2], row[1], 0))) for row in found], 30, lambda r: (-r[4], r[0]))


@question("Who scores most per 60 minutes (40 games or more)?", """
    select player_id, points_per_60, goals_per_60, shots_per_60, hits_per_60 from skaters
    where season = %(season)s and game_type = 'regular season' and games_played >= 40
    order by points_per_60 desc, player_id limit 50""")
def per_60(documents):
    found = []
    for player, lines in documents.skaters().items():
        time = sum(line.seconds for line in lines)
        if len(lines) >= 40:
            found.append((player, *(rounded(3600 * n, time, 2) for n in (sums(lines)[2], sums(lines)[0], total(lines, "sog"), total(lines, "hits")))))
    return top(found, 50, lambda r: (-r[1], r[0]))


@question("Which defensemen have the most points in the playoffs?", """
    select player_id, team_abbreviation, points from skaters where season = %(season)s and game_type = 'playoffs' and position_code = 'D'
    order by points desc, player_id limit 10""")
def defensemen(documents):
    found = [(p, lines[-1].side.team, sums(lines)[2]) for p, lines in documents.skaters("playoffs").items()
             if sum(line.position == "D" for line in lines) > len(lines) / 2]
    return top(found, 10, lambda r: (-r[2], r[0]))


# Goalies

@question("Which goalie has the best save percentage (25 games or more)?", """
    select player_id, games_played, saves, shots_against, save_pct from goalies
    where season = %(season)s and game_type = 'regular season' and games_played >= 25 order by save_pct desc, player_id""")
def save_percentages(documents):
    found = [(p, len(lines), total(lines, "saves"), total(lines, "shotsAgainst")) for p, lines in documents.goalies().items() if len(lines) >= 25]
    return sorted(((*row, rounded(row[2], row[3], 3)) for row in found), key=lambda r: (-r[4], r[0]))


@question("Which goalie lets in fewest goals per 60 minutes?", """
    select player_id, goals_against, goals_against_average from goalies
    where season = %(season)s and game_type = 'regular season' order by player_id""")
def averages(documents):
    return sorted((p, total(lines, "goalsAgainst"), rounded(3600 * total(lines, "goalsAgainst"), sum(line.seconds for line in lines), 2))
                  for p, lines in documents.goalies().items())


@question("Which goalies start most, and win most?", """
    select player_id, starts, wins, losses, overtime_losses from goalies
    where season = %(season)s and game_type = 'regular season' order by player_id""")
def starts(documents):
    return sorted((p, sum(bool(line.get("starter")) for line in lines), *(sum(line.decision == d for line in lines) for d in "WLO"))
                  for p, lines in documents.goalies().items())


@question("Who has the most shutouts?", """
    select player_id, game_type, shutouts from goalies where season = %(season)s and shutouts > 0 order by player_id, game_type""")
def shutouts(documents):
    found = []
    for game_type in GAME_TYPES.values():
        for player, lines in documents.goalies(game_type).items():
            count = sum(line.get("goalsAgainst") == 0 and sum(other.has_played for other in line.side.goalies) == 1 for line in lines)
            found += [(player, game_type, count)] if count else []
    return sorted(found)


# Teams

@question("What are the standings?", """
    select team_abbreviation, games_played, wins, losses, overtime_losses, points, points_pct from standings
    where season = %(season)s order by team_abbreviation""")
def standings(documents):
    return sorted((team, len(sides), *outcomes(sides), points_of(sides), rounded(points_of(sides), 2 * len(sides), 3))
                  for team, sides in documents.teams().items())


@question("How many wins came in regulation, in overtime, in a shootout?", """
    select team_abbreviation, regulation_wins, regulation_and_overtime_wins, shootout_wins, shootout_losses from standings
    where season = %(season)s order by team_abbreviation""")
def kinds_of_wins(documents):
    found = []
    for team, sides in documents.teams().items():
        won = [side.game for side in sides if side.outcome == "win"]
        found.append((team, sum(not g.is_overtime for g in won), sum(not g.is_shootout for g in won), sum(g.is_shootout for g in won),
                      sum(side.game.is_shootout for side in sides) - sum(g.is_shootout for g in won)))
    return sorted(found)


@question("Who is first of the league, and by which tie-break?", """
    select team_abbreviation from standings where season = %(season)s and league_rank = 1""")
def first(documents):
    kinds = {row[0]: row[1:] for row in kinds_of_wins(documents)}

    def rank(team):
        sides = documents.teams()[team]
        share = Decimal(points_of(sides)) / len(sides) if documents.season == 20192020 else points_of(sides)
        wins = (kinds[team][:2] if documents.season >= 20192020 else kinds[team][1:2])
        return (share, 0 if documents.season == 20192020 else -len(sides), *wins)
    return [(max(documents.teams(), key=rank),)]


@question("Who is strong at home and on the road?", """
    select team_abbreviation, home_wins, home_losses, home_overtime_losses, road_wins, road_losses, road_overtime_losses from standings
    where season = %(season)s order by team_abbreviation""")
def home_and_road(documents):
    return sorted((team, *outcomes([s for s in sides if s.where == "home"]), *outcomes([s for s in sides if s.where == "away"]))
                  for team, sides in documents.teams().items())


@question("Who is in form: last ten games and streak?", """
    select team_abbreviation, last_ten_wins, last_ten_losses, last_ten_overtime_losses, streak from standings
    where season = %(season)s order by team_abbreviation""")
def form(documents):
    found = []
    for team, sides in documents.teams().items():
        streak = 1
        while streak < len(sides) and sides[-streak - 1].outcome == sides[-1].outcome:
            streak += 1
        letter = {"win": "W", "loss": "L", "overtime loss": "OT"}[sides[-1].outcome]
        found.append((team, *outcomes(sides[-10:]), f"{letter}{streak}"))
    return sorted(found)


@question("How many goals for and against, as the league counts them, and without shootouts?", """
    select team_abbreviation, goals_for, goals_against, goals_for_without_shootout, goals_against_without_shootout, shots, penalty_minutes
    from teams where season = %(season)s and game_type = 'regular season' order by team_abbreviation""")
def goals(documents):
    found = []
    for team, sides in documents.teams().items():
        lines = [line for side in sides for line in side.skaters]
        found.append((team, sum(s.score for s in sides), sum(s.other.score for s in sides),
                      sum(s.score - (s.game.is_shootout and s.outcome == "win") for s in sides),
                      sum(s.other.score - (s.game.is_shootout and s.outcome != "win") for s in sides),
                      total(lines, "sog"), total(lines, "pim")))
    return sorted(found)


@question("What is each team's record against one team?", """
    select opponent_team_abbreviation, count(*) filter (where outcome = 'win') as wins, count(*) filter (where outcome = 'loss') as losses,
        count(*) filter (where outcome = 'overtime loss') as overtime_losses
    from team_game_results where season = %(season)s and game_type = 'regular season' and team_abbreviation = 'BOS'
    group by opponent_team_abbreviation order by opponent_team_abbreviation""")
def against(documents):
    games = grouped(documents.teams()["BOS"], lambda side: side.other.team)
    return sorted((opponent, *outcomes(sides)) for opponent, sides in games.items())


@question("Who won which playoff series, in how many games and overtimes?", """
    select least(team_abbreviation, opponent_team_abbreviation), greatest(team_abbreviation, opponent_team_abbreviation),
        winner_team_id, greatest(wins, opponent_wins) as wins, least(wins, opponent_wins) as losses, overtime_games, first_date::text, last_date::text
    from playoff_series where season = %(season)s and is_decided order by 1, 2""")
def series(documents):
    found = []
    played = grouped((g for g in documents.games if g.type == "playoffs" and not g.is_round_robin),
                     lambda g: tuple(sorted((g.home.team, g.away.team))))
    for pair, games in played.items():
        wins = defaultdict(int)
        for game in games:
            wins[max(game.sides, key=lambda side: side.score).id] += 1
        winner = max(wins, key=wins.get)
        found.append((*pair, winner, wins[winner], len(games) - wins[winner], sum(g.is_overtime for g in games), games[0].date, games[-1].date))
    return sorted(found)


# Games

@question("Which games were decided in overtime, and which in a shootout?", """
    select game_id, is_shootout, winner_team_id, home_score, away_score from games where season = %(season)s and is_overtime order by game_id""")
def overtime_games(documents):
    return sorted((g.id, g.is_shootout, max(g.sides, key=lambda s: s.score).id, g.home.score, g.away.score) for g in documents.games if g.is_overtime)


@question("Where and when did each game begin?", """
    select game_id, game_date::text, to_char(start_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), venue,
        home_team_abbreviation, away_team_abbreviation
    from games where season = %(season)s order by game_id""")
def places(documents):
    return sorted((g.id, g.date, g.start, g.venue, g.home.team, g.away.team) for g in documents.games)


@question("Of how many games are the totals, and how many are missing?", """
    select team_abbreviation, games_loaded, games_expected - games_missing, games_played from teams
    where season = %(season)s and game_type = 'regular season' order by team_abbreviation""")
def completeness(documents):
    return sorted((team, *[len(sides)] * 3) for team, sides in documents.teams().items())


def difference(found, expected):
    """The first rows in which two answers differ."""
    if len(found) != len(expected):
        extra = [row for row in found if row not in expected], [row for row in expected if row not in found]
        return f"{len(found)} rows, the documents have {len(expected)}; only in the marts {extra[0][:3]}, only in the documents {extra[1][:3]}"
    pairs = [(one, other) for one, other in zip(found, expected) if one != other]
    return "; ".join(f"{one}, the documents have {other}" for one, other in pairs[:3]) + (f" ({len(pairs)} rows)" if pairs else "")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path, nargs="?")
    parser.add_argument("--season", type=int, action="append", help="such as 20242025; the default is each season of the marts")
    parser.add_argument("--show", action="store_true", help="print the questions and their queries")
    arguments = parser.parse_args()
    if arguments.show or not arguments.documents:
        for number, (text, query, _) in enumerate(QUESTIONS, 1):
            print(f"-- {number}. {text}{query.rstrip()};\n".replace("%(season)s", "20242025"))
        return 0
    import psycopg2  # not needed to print the queries
    connection = psycopg2.connect(
        host=os.environ.get("PGHOST", "localhost"), port=os.environ.get("PGPORT", "5432"), user=os.environ.get("PGUSER", "postgres"),
        password=os.environ.get("PGPASSWORD", "postgres"), dbname=os.environ.get("PGDATABASE", "postgres"))
    connection.set_session(readonly=True, autocommit=True)
    cursor = connection.cursor()
    cursor.execute("select distinct season from games order by season")
    equal = asked = 0
    for season in arguments.season or [season for (season,) in cursor.fetchall()]:
        documents = Documents(arguments.documents, season)
        for number, (text, query, answer) in enumerate(QUESTIONS, 1):
            cursor.execute(query, {"season": season})
            wrong = difference(cursor.fetchall(), [tuple(row) for row in answer(documents)])
            asked, equal = asked + 1, equal + (not wrong)
            if wrong:
                print(f"{season} question {number}. {text} {wrong}")
        print(f"{season}: {len(documents.games)} documents")
    print(f"{equal} of {asked} answers ({len(QUESTIONS)} questions) equal the documents")
    return 0 if equal == asked else 1


if __name__ == "__main__":
    sys.exit(main())
