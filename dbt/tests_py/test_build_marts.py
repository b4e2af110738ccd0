"""Builds the marts of a small invented league in a separate database on the server at PGHOST and PGPORT."""
import atexit
import csv
import functools
import json
import multiprocessing
import os
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

import dbt.cli.main  # noqa: F401 (each build is a fork of this process and need not import it)
import psycopg2

from browser import CHROMIUM, BrowserPage

DBT = Path(__file__).resolve().parents[1]
MIGRATIONS = DBT.parent / "src/main/resources/db/migration"
DATABASE = f"marts_test_{os.getpid()}"
TEAMS = {1: "Ants", 2: "Bees", 3: "Cats", 4: "Dogs"}


def abbreviation(team):
    return TEAMS[team][:3].upper()


MARTS = """
    select table_name::text from information_schema.tables
    where table_schema = 'public' and table_name <> 'game_stats' order by 1
"""


def connect(database):
    connection = psycopg2.connect(
        host=os.environ.get("PGHOST", "localhost"), port=os.environ["PGPORT"],
        user=os.environ.get("PGUSER", "postgres"), password=os.environ.get("PGPASSWORD", "postgres"), dbname=database)
    connection.autocommit = True
    return connection


# Each way in which a game can fail a check that quarantines it: statements with a semicolon between them.
LINE = "update public.game_stats set {} where game_id = {{game}} and player_person_id = "
BREAKAGES = [
    "update etl.game set row_count = row_count + 1 where game_id = {game}",
    "delete from public.game_stats where game_id = {game}",
    LINE.format("player_stats_skaterstats_goals = 9") + "11",
    LINE.format("player_stats_goaliestats_shots = 30") + "19;insert into etl.game_details (game_id, stored, loaded) values ({game}, null, '{\"goals_against\": {\"19\": 7, \"29\": 9}}')",
    LINE.format("player_stats_goaliestats_decision = case player_person_id when 19 then 'L' else 'W' end") + "any (array[19, 29])",
    "delete from public.game_stats where game_id = {game} and side = 'away';update etl.game set row_count = 3 where game_id = {game}",
    LINE.format("player_person_currentteam_id = 1") + "any (array[21, 22, 29])",
    LINE.format("player_person_currentteam_id = 3") + "22",
    "update etl.game set home_score = 1 where game_id = {game};" + LINE.format("player_stats_skaterstats_goals = 1") + "11;" + LINE.format("player_stats_goaliestats_decision = null") + "any (array[19, 29])",
    *(LINE.format(f"{column} = {value}") + "11" for column in ("player_person_fullname", "player_person_currentteam_name", "player_person_currentteam_id", "side")
      for value in ("null", "0" if column.endswith("_id") else "''" if column != "side" else "'middle'")),
    LINE.format("player_stats_goaliestats_timeonice = '20:00'") + "11",
    LINE.format("player_stats_skaterstats_timeonice = '20:77'") + "11",
    LINE.format("player_stats_goaliestats_timeonice = 'all'") + "19",
    LINE.format("player_stats_skaterstats_hits = 0.5") + "11",
    LINE.format("player_stats_skaterstats_goals = 'NaN'") + "11",
    LINE.format("player_stats_skaterstats_assists = -7") + "12",
    LINE.format("player_stats_goaliestats_savepercentage = 101") + "19",
    LINE.format("player_stats_goaliestats_saves = 99") + "19",
]

# Figures that are allowed or can be accepted, for which a ratio has no meaning; the skater and the goalie played a second.
SKATER_FIGURES = ("assists", "blocked", "faceoffwins", "faceofftaken", "giveaways", "goals", "hits", "penaltyminutes", "plusminus",
                  "powerplayassists", "powerplaygoals", "shorthandedassists", "shorthandedgoals", "shots", "takeaways")
GOALIE_FIGURES = ("assists", "evensaves", "evenshotsagainst", "goals", "pim", "powerplaysaves", "powerplayshotsagainst", "saves",
                  "shorthandedsaves", "shorthandedshotsagainst", "shots")
ODD_FIGURES = [
    *(("skater", {name: 999}) for name in SKATER_FIGURES),
    ("skater", {"faceoffwins": 999, "faceofftaken": 1}), ("skater", {"goals": 150, "shots": 1}), ("skater", {"goals": -999, "shots": 1}),
    ("skater", dict.fromkeys(SKATER_FIGURES, 999)), ("skater", dict.fromkeys(SKATER_FIGURES, -999)),
    *(("goalie", {name: 999}) for name in GOALIE_FIGURES),
    ("goalie", {"saves": 999, "shots": 1}), ("goalie", {"saves": -999, "shots": 1}), ("goalie", {"shots": 999, "saves": 0}),
    ("goalie", dict.fromkeys(GOALIE_FIGURES, 999)), ("goalie", dict.fromkeys(GOALIE_FIGURES, -999)),
]


class League:
    """Writes what the application would: rows of game_stats, and the game in the ledger."""

    def __init__(self):
        self.connection = connect(DATABASE)
        self.cursor = self.connection.cursor()
        versions = sorted(MIGRATIONS.glob("V*.sql"), key=lambda f: int(f.name[1:f.name.index("_")]))
        self.cursor.execute("create schema etl")
        for file in [*versions, *sorted(MIGRATIONS.glob("R*.sql"))]:
            self.cursor.execute(file.read_text())
        self.cursor.execute("alter table etl.game disable trigger user")  # games are inserted as loaded, without the transitions before
        self.cursor.execute("insert into etl.run (run_id, kind, source, owner) values ('r', 'sweep', 'test', 'o')")

    def play(self, season, number, home, away, home_goals, away_goals, game_type=2, end="REG"):
        """A game between two teams of two skaters and a goalie each; the first skater scores every goal, and the second
        assists. The end is REG, OT, or SO: then the score of the winner has one goal more than he scored."""
        game_id = season // 10000 * 1_000_000 + game_type * 10_000 + number
        date = f"{season // 10000}-11-{number:02}" if game_type == 2 else f"{season % 10000}-05-{number % 100:02}"
        score = (home_goals + (end == "SO" and home_goals >= away_goals), away_goals)
        rows = []
        for side, team, scored, conceded in (("home", home, home_goals, away_goals), ("away", away, away_goals, home_goals)):
            for place in (1, 2):
                goals, assists = (scored, 0) if place == 1 else (0, scored)
                rows.append({
                    "player_person_id": team * 10 + place, "side": side, "player_person_currentteam_id": team,
                    "player_person_currentteam_name": TEAMS[team], "player_person_fullname": f"Player {team * 10 + place}",
                    "player_position_type": "Forward", "player_stats_skaterstats_timeonice": "20:00",
                    "player_stats_skaterstats_goals": goals, "player_stats_skaterstats_assists": assists,
                    "player_stats_skaterstats_shots": goals + 5})
            rows.append({
                "player_person_id": team * 10 + 9, "side": side, "player_person_currentteam_id": team,
                "player_person_currentteam_name": TEAMS[team], "player_person_fullname": f"Goalie {team}",
                "player_position_type": "Goalie", "player_stats_goaliestats_timeonice": {"REG": "60:00", "OT": "63:00", "SO": "65:00"}[end],
                "player_stats_goaliestats_shots": 10 + conceded, "player_stats_goaliestats_saves": 10,
                "player_stats_goaliestats_decision":
                    "W" if scored > conceded or (end == "SO" and side == "home") else "L" if end == "REG" or game_type == 3 else "O"})
        self.execute(
            "insert into etl.game (game_id, game_date, season, game_type, state, source, shape, run_id, row_count,"
            " loaded_at, home_score, away_score, shootout, home_team_id, away_team_id, home_team, away_team, s3_key)"
            " values (%s, %s, %s, %s, 'loaded', 'test', 'apiweb-flat', 'r', %s, now(), %s, %s, %s, %s, %s, %s, %s, 'k')",
            game_id, date, season, game_type, len(rows), *score, True if end == "SO" else None, home, away, abbreviation(home), abbreviation(away))
        for row in rows:
            row |= {"game_id": game_id, "game_date": date, "season": season, "game_type": game_type,
                     "source": "test", "s3_key": "k", "run_id": "r"}
            names = ", ".join(row)
            self.execute(f"insert into public.game_stats ({names}) values ({', '.join(['%s'] * len(row))})",
                         *row.values())
        return game_id

    def correct(self, game_id, player_id, assignment):
        self.execute(f"update public.game_stats set {assignment}, loaded_at = now()"
                     " where game_id = %s and player_person_id = %s", game_id, player_id)
        self.touch(game_id)

    def record_correction(self, game_id, player_id, column, old, new):
        self.execute("insert into etl.correction (game_id, player_id, column_name, old_value, new_value, run_id)"
                     " values (%s, %s, %s, %s, %s, 'r')", game_id, player_id, column, old, new)

    def remove(self, game_id, player_id):
        self.record_correction(game_id, player_id, "(line)", f"Player {player_id}", None)
        self.execute("delete from public.game_stats where game_id = %s and player_person_id = %s", game_id, player_id)
        self.execute("update etl.game set row_count = row_count - 1 where game_id = %s", game_id)
        self.touch(game_id)

    def touch(self, game_id):
        self.execute("update etl.game set loaded_at = clock_timestamp() where game_id = %s", game_id)

    def execute(self, statement, *values):
        self.cursor.execute(statement, values or None)

    def rows(self, query, *values):
        self.execute(query, *values)
        return self.cursor.fetchall()

    def marts(self):
        """All published rows, sorted, by mart."""
        return {
            name: [row for (row,) in self.rows(f"select to_jsonb(m)::text from public.{name} as m order by 1")]
            for (name,) in self.rows(MARTS)
        }


@functools.cache
def tested_project():
    """A copy of the project without its unit tests, which every full refresh would repeat."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    project = shutil.copytree(DBT, Path(folder) / "dbt", ignore=shutil.ignore_patterns("target", "logs", "tests_py", "__pycache__"))
    for unit_tests in project.glob("models/**/*unit_tests.yml"):
        unit_tests.unlink()
    return project


class Build(multiprocessing.get_context("fork").Process):
    """`python build_marts.py ARGUMENTS`, started as a fork of this process, which saves a quarter of its time."""

    def __init__(self, *arguments, project=None):
        super().__init__()
        self.script, self.arguments = (project or tested_project()) / "build_marts.py", arguments
        self.output = [tempfile.TemporaryFile("w+") for _ in range(2)]
        standard_input, self.input = os.pipe()
        self.files = [standard_input, *self.output]
        self.start()
        os.close(standard_input)

    def run(self):
        os.close(self.input)
        for number, file in enumerate(self.files):
            os.dup2(file if isinstance(file, int) else file.fileno(), number)
        os.environ |= {"PGDATABASE": DATABASE, "DBT_LOG_PATH": str(DBT / "logs"), "DBT_LOG_LEVEL_FILE": "warn"}
        sys.argv = [str(self.script), *self.arguments]
        sys.path.insert(0, str(self.script.parent))
        runpy.run_path(sys.argv[0], run_name="__main__")

    def close_input(self):
        if self.input is not None:
            os.close(self.input)
            self.input = None

    def result(self):
        self.join(1800)
        self.close_input()
        if self.exitcode is None:
            self.kill()
            self.join()
        texts = []
        for file in self.output:
            with file:
                file.seek(0)
                texts.append(file.read())
        return subprocess.CompletedProcess(self.arguments, self.exitcode, *texts)


def build(*arguments, project=None):
    return Build(*arguments, project=project).result()


def changed_copy(folder, file, old, new):
    """A copy of the project with one change in one file. It has no unit tests: they would fail before the changed table is built."""
    project = shutil.copytree(tested_project(), Path(folder) / "dbt", ignore=shutil.ignore_patterns("target"))
    text = (project / file).read_text()
    assert old in text, f"{file} does not contain {old}"
    (project / file).write_text(text.replace(old, new))
    return project


class BuildMartsTest(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        server = connect("postgres")
        server.cursor().execute(f"create database {DATABASE}")
        cls.addClassCleanup(server.cursor().execute, f"drop database {DATABASE} with (force)")
        cls.league = League()
        cls.addClassCleanup(cls.league.connection.close)
        cls.expect_published(build())
        assert cls.league.marts()["nhl_players"] == [], "no games, no players"
        for season in (20222023, 20232024):
            cls.league.play(season, 1, 1, 2, 3, 1)
            cls.league.play(season, 2, 3, 4, 2, 5)
            cls.league.play(season, 3, 2, 3, 4, 2)
            cls.league.play(season, 4, 1, 4, 2, 1, game_type=3)
        cls.expect_published(build())

    @classmethod
    def expect_published(cls, done):
        if done.returncode != 0:
            raise AssertionError(done.stdout + done.stderr)

    def last_build(self):
        row = self.league.rows("select to_jsonb(d) from etl.dbt_run as d order by dbt_run_id desc limit 1")
        return row[0][0]

    def test_incremental_builds_equal_a_full_refresh(self):
        league = self.league
        league.play(20232024, 5, 4, 2, 6, 0)
        league.correct(2022020001, 12, "player_stats_skaterstats_assists = 2")
        league.record_correction(2022020001, 12, "player_stats_skaterstats_assists", "3", "2")
        league.remove(2023020003, 22)
        league.execute("update public.game_stats set season = 20232024, game_date = '2024-03-01' where game_id = 2022020002")
        league.execute("update etl.game set season = 20232024, game_date = '2024-03-01' where game_id = 2022020002")
        league.touch(2022020002)
        league.execute("update etl.game set shootout = true, home_score = home_score + 1 where game_id = 2022020003")
        self.expect_published(build())
        self.assertEqual((5, False), (self.last_build()["games_changed"], self.last_build()["full_refresh"]))
        incremental = league.marts()
        self.expect_published(build("--full-refresh"))
        self.assertEqual(incremental, league.marts())
        self.assertEqual([(True, 5, 4)], league.rows("select is_shootout, home_score, home_goals from public.games where game_id = 2022020003"))
        self.assertEqual([], league.rows("select * from public.player_game_stats where game_id = 2023020003 and nhl_player_id = 22"))
        self.assertEqual(
            [(2022020001, "Player 12", "value changed", "assists", "3", "2"),
             (2023020003, "Player 22", "line removed", None, None, None)],
            league.rows("select game_id, full_name, change, statistic, old_value, new_value from public.corrections order by 1"))

    def test_a_reverted_version_that_failed_its_tests_leaves_no_rows(self):
        league, previous = self.league, self.league.marts()
        with tempfile.TemporaryDirectory() as folder:
            doubled = changed_copy(
                folder, "models/intermediate/player_season_teams.sql",
                "known_sum('coalesce(goals,",
                "known_sum('coalesce(2 * goals,")
            self.assertEqual(1, build(project=doubled).returncode)
            self.assertEqual(("refused", previous), (self.last_build()["status"], league.marts()))
        league.play(20232024, 26, 2, 1, 1, 0)
        self.expect_published(build())
        self.assertEqual(True, self.last_build()["full_refresh"])
        after_the_refusal = league.marts()
        self.assertEqual(
            league.rows("select sum(player_stats_skaterstats_goals)::int from public.game_stats"),
            league.rows("select sum(goals)::int from public.nhl_players"))
        self.expect_published(build("--full-refresh"))
        self.assertEqual(after_the_refusal, league.marts())

    def test_a_manual_dbt_build_is_rejected_and_changes_nothing(self):
        previous = self.league.rows("select xmin::text, ctid::text from marts_next.player_totals")
        for target in ("next", "published"):
            by_hand = subprocess.run(
                [str(Path(sys.executable).parent / "dbt"), "build", "--target", target, "--project-dir", str(tested_project()),
                 "--profiles-dir", str(DBT), "--target-path", str(tested_project() / "target" / target)],
                capture_output=True, text=True, check=False,
                env=os.environ | {"PGDATABASE": DATABASE, "DBT_LOG_PATH": str(DBT / "logs"), "NHLDATA_DBT_RUN": "1"})
            self.assertNotEqual(0, by_hand.returncode)
            self.assertIn("nhldata marts", by_hand.stdout)
        self.assertEqual(previous, self.league.rows("select xmin::text, ctid::text from marts_next.player_totals"))

    def quarantined(self):
        return dict(self.league.rows("select game_id, reason from etl.quarantined_game"))

    def expect_full_build_agrees(self):
        incremental = self.league.marts()
        self.assertFalse(self.last_build()["full_refresh"])
        self.expect_published(build("--full-refresh"))
        self.assertEqual(incremental, self.league.marts())

    def test_a_quarantined_game_keeps_its_published_version_and_all_others_are_published(self):
        league, previous = self.league, self.league.marts()
        bad = {
            2022020001: (11, "player_stats_skaterstats_goals = 4", "the players' goals are 4, the score is 3"),
            2022020002: (32, "player_stats_skaterstats_shots = 'NaN'", "skaterstats_shots NaN"),
            2022020003: (22, "player_person_fullname = null", "name none"),
            2022030004: (41, "player_stats_skaterstats_timeonice = '9:5'", "skaterstats_timeonice 9:5"),
            2023020001: (29, "player_stats_goaliestats_saves = 10, player_stats_goaliestats_shots = 1", "10 saves of 1 shots"),
            2023020003: (21, "player_stats_skaterstats_shots = 0.5", "skaterstats_shots 0.5"),
            2023030004: (12, "side = 'guest'", "side guest"),
        }
        for game, (player, assignment, _) in bad.items():
            league.execute("create table if not exists saved_rows as select * from public.game_stats with no data")
            league.execute("insert into saved_rows select * from public.game_stats where (game_id, player_person_id) = (%s, %s)", game, player)
            league.correct(game, player, assignment)
        league.execute("update etl.game set row_count = row_count + 1 where game_id = 2023020002")
        league.touch(2023020002)
        new = league.play(20232024, 27, 4, 1, 7, 0)
        league.correct(new, 41, "player_stats_skaterstats_goals = 1000000000")
        sound = league.play(20232024, 28, 2, 3, 2, 0)
        done = build()
        self.expect_published(done)
        reasons = self.quarantined()
        self.assertEqual({*bad, 2023020002, new}, set(reasons))
        for game, (_, _, words) in bad.items():
            self.assertIn(words, reasons[game])
            self.assertRegex(done.stderr, rf"game {game} of .*{words}.*File k\. The marts keep its former version\. Run: nhldata backfill")
        self.assertRegex(done.stderr, f"game {new} .*The marts do without it")
        marts = league.marts()
        self.assertEqual(
            [row for row in marts["player_game_stats"] if f'"game_id": {sound}' not in row], previous["player_game_stats"])
        self.assertEqual([(1,)], league.rows("select count(*) from public.games where game_id = %s", sound))
        self.assertEqual(
            [(1, 1), (4, 1)],
            league.rows("select team_id, games_missing from public.teams where season = 20232024 and games_missing > 0 order by 1"))
        self.assertEqual(
            [(1, 1), (4, 1)], league.rows(
                "select distinct team_id, games_missing from public.season_points_leaders"
                " where season = 20232024 and game_type = 'regular season' and games_missing > 0 order by 1"))
        for mart in ("player_season_totals", "goalies where game_type = 'regular season'"):
            self.assertEqual(
                [(10, 1), (20, 0), (30, 0), (40, 1)],
                league.rows(f"select player_id / 10 * 10 as team, max(games_missing) from (select * from public.{mart}) as m"
                            " where season = 20232024 group by 1 having min(games_missing) = max(games_missing) order by 1"))
            self.assertEqual([], league.rows(
                f"select * from (select * from public.{mart}) as m where season = 20232024 and (games_expected - games_missing, games_loaded) <> (games_played, games_played)"
                f" and player_id % 10 = {9 if 'goalies' in mart else 1}"))
        self.assertEqual(
            [(9, True)], league.rows("select games_quarantined, is_current from etl.marts_status"))
        self.expect_full_build_agrees()
        # after the correction the next build publishes them
        for game, (player, _, _) in bad.items():
            league.execute("delete from public.game_stats where (game_id, player_person_id) = (%s, %s)", game, player)
            league.touch(game)
        league.execute("insert into public.game_stats select * from saved_rows")
        league.execute("drop table saved_rows")
        league.execute("update etl.game set row_count = row_count - 1 where game_id = 2023020002")
        league.correct(new, 41, "player_stats_skaterstats_goals = 7")
        self.expect_published(build())
        self.assertEqual({}, self.quarantined())
        self.assertEqual([(0,)], league.rows("select sum(games_missing) from public.teams"))
        self.expect_full_build_agrees()

    def test_the_next_build_applies_accepted_and_withdrawn_exceptions(self):
        league = self.league
        game = league.play(20222023, 29, 1, 2, 3, 1)
        self.expect_published(build())
        league.correct(game, 11, "player_stats_skaterstats_goals = 5")
        self.expect_published(build())
        goals = "select sum(stats_goals)::int from public.player_game_stats where game_id = %s"
        self.assertEqual([(4,)], league.rows(goals, game), "the previously published version")
        (checks,), = league.rows("select checks from etl.quarantined_game where game_id = %s", game)
        self.assertEqual(["goals are the score"], checks)
        with self.assertRaisesRegex(psycopg2.Error, "not quarantined because of"):
            league.execute("select etl.accept_exception(%s, 'goals are the scores', 'a slip')", game)
        league.execute("select etl.accept_exception(%s, 'goals are the score', 'the league said so')", game)
        self.assertEqual([(False,)], league.rows("select is_current from etl.marts_status"))
        self.expect_published(build())
        self.assertEqual([(6,)], league.rows(goals, game))
        self.assertEqual(
            [("accepted", "the league said so")],
            league.rows("select severity, accepted_because from public.data_quality_exceptions where game_id = %s and severity <> 'warn'", game))
        # another version with other figures is not what was accepted
        league.correct(game, 11, "player_stats_skaterstats_goals = 99")
        self.expect_published(build())
        self.assertEqual([(6,)], league.rows(goals, game), "the version that was accepted")
        self.assertIn("goals are 99", self.quarantined()[game])
        league.execute("select etl.accept_exception(%s, 'goals are the score', 'the league said so')", game)
        self.assertEqual([(False,)], league.rows("select is_current from etl.marts_status"))
        self.expect_published(build())
        self.assertEqual([(100,)], league.rows(goals, game))
        self.assertNotIn(game, self.quarantined())
        league.execute("select etl.withdraw_exception(%s, 'goals are the score', 'it did not')", game)
        self.expect_published(build())
        self.assertEqual([(None,)], league.rows(goals, game), "the previously published version was published only because it was accepted")
        self.assertIn(game, self.quarantined())
        self.expect_full_build_agrees()
        league.correct(game, 11, "player_stats_skaterstats_goals = 3")
        self.expect_published(build())
        self.assertEqual([(4,)], league.rows(goals, game))

    def play_odd_figures(self):
        """A game for each, fetched and added to the bucket manually, each with a separate player. The games in order."""
        games = []
        for number, (kind, figures) in enumerate(ODD_FIGURES * 2):
            is_manual = number >= len(ODD_FIGURES)
            game = self.league.play((number // 30 + 2009) * 10001 + 1, number % 30 + 1, 1, 2, 3, 1)
            if is_manual:
                self.league.execute("update etl.game set source = 'bucket', shape = 'csv', home_score = null, away_score = null where game_id = %s", game)
            prefix = f"player_stats_{kind}stats_"
            self.league.correct(game, 11 if kind == "skater" else 19, ", ".join(
                [f"player_person_id = {5000 + number}", f"{prefix}timeonice = '0:01'", *(f"{prefix}{name} = {figure}" for name, figure in figures.items())]))
            games.append(game)
        return games

    def test_every_acceptable_exception_is_published_once_accepted(self):
        """One game for each check and each way to violate it: once accepted, none blocks the publication of the others."""
        league = self.league
        broken, odd = {}, self.play_odd_figures()
        for number, breakage in enumerate(BREAKAGES, 1):
            game = league.play(20212022, number, 1, 2, 3, 1)
            for statement in breakage.split(";"):
                league.execute(statement.replace("{game}", str(game)))
            league.touch(game)
            broken[game] = breakage
        self.expect_published(build())
        quarantined = dict(league.rows("select game_id, checks from etl.quarantined_game"))
        self.assertEqual(sorted(broken), sorted(set(quarantined) - set(odd)), [b for g, b in broken.items() if g not in quarantined])
        refused = set()
        for game, checks in quarantined.items():
            for check in checks:
                try:
                    league.execute("select etl.accept_exception(%s, %s, 'as the league says')", game, check)
                except psycopg2.Error as error:
                    self.assertIn("cannot be accepted", str(error))
                    refused.add(game)
                    # an older version accepted every check
                    league.execute("insert into etl.accepted_exception (game_id, check_name, reason) values (%s, %s, 'r')", game, check)
        self.expect_published(build())
        self.assertEqual(sorted(refused), sorted(self.quarantined()))
        self.assertEqual(odd, [game for (game,) in league.rows("select game_id from public.games where game_id = any(%s) order by 1", odd)])
        self.assertEqual([(0, 0)], league.rows("""
            select count(*) filter (where shooting_percentage not between 0 and 100), count(*) filter (where face_off_percentage not between 0 and 100)
            from public.skaters"""))
        self.expect_full_build_agrees()
        for table in ("etl.accepted_exception", "etl.correction", "public.game_stats", "etl.game"):
            league.execute(f"delete from {table} where game_id = any(%s)", [*broken, *odd])
        self.expect_published(build())
        self.assertEqual({}, self.quarantined())

    def test_facts_that_change_without_a_row_update_all_marts(self):
        league = self.league
        league.execute("update etl.game set shape = 'csv', fetched_at = now(), source = 'bucket' where game_id = 2022020001")
        league.execute("update etl.game set game_date = '2023-03-30', state = 'final' where game_id = 2022020003")
        self.expect_published(build())
        self.assertEqual(
            [(True, "csv")], league.rows("select distinct is_edited, shape from public.team_game_results where game_id = 2022020001"))
        self.assertEqual(
            [("2023-03-30",)], league.rows("""
                select game_date::text from public.games where game_id = 2022020003
                union select game_date::text from public.player_game_log where game_id = 2022020003
                union select game_date::text from public.player_game_stats where game_id = 2022020003"""))
        # a game being loaded again: the ledger has its new score before game_stats has its rows
        league.execute("update etl.game set state = 'loading', home_score = home_score + 3 where game_id = 2022020002")
        self.expect_published(build())
        self.assertEqual({}, self.quarantined())
        self.expect_full_build_agrees()
        league.execute("update etl.game set state = 'loaded', home_score = home_score - 3 where game_id = 2022020002")
        league.execute("update etl.game set shape = 'apiweb-flat', fetched_at = null, source = 'test' where game_id = 2022020001")
        league.execute("update etl.game set game_date = '2022-11-03', state = 'loaded' where game_id = 2022020003")
        self.expect_published(build())

    def test_a_goal_too_many_in_an_edited_csv_is_found_without_a_score(self):
        self.league.execute(
            "update etl.game set shape = 'csv', fetched_at = now(), home_score = null, away_score = null where game_id = 2023020002")
        self.league.correct(2023020002, 41, "player_stats_skaterstats_goals = 6")
        self.expect_published(build())
        self.assertIn("15 shots, 6 goals", self.quarantined()[2023020002])
        self.assertEqual(
            [("nhldata load",)], self.league.rows("select next_command from etl.quarantined_game where game_id = 2023020002"))
        self.league.execute(
            "update etl.game set shape = 'apiweb-flat', fetched_at = null, home_score = 2, away_score = 5 where game_id = 2023020002")
        self.league.correct(2023020002, 41, "player_stats_skaterstats_goals = 5")
        self.expect_published(build())

    def test_a_failing_model_leaves_the_marts_unchanged(self):
        previous = self.league.marts()
        with tempfile.TemporaryDirectory() as folder:
            broken = changed_copy(folder, "models/mart/players.sql", "min(season) as first_season", "min(season) / 0 as first_season")
            self.assertEqual(1, build(project=broken).returncode)
        self.assertEqual(("failed", previous), (self.last_build()["status"], self.league.marts()))
        self.assertIn("division by zero", self.last_build()["message"])
        self.expect_published(build())
        self.assertEqual(previous, self.league.marts())

    def test_foreign_relations_in_schema_public_are_neither_dropped_nor_changed(self):
        league = self.league
        # as in an installation whose older version had no etl.published_mart
        league.execute("delete from etl.published_mart")
        league.execute("alter table public.teams rename to teams_of_the_marts")
        league.execute("create table public.teams (id int, name text)")
        league.execute("insert into public.teams select n, 'mine' from generate_series(1, 1000) as n")
        league.execute("create view public.my_teams as select name from public.teams")
        done = build()
        self.assertEqual(1, done.returncode)
        self.assertIn("public.teams: not created by nhldata", done.stderr)
        self.assertNotIn("public.games", done.stderr)
        self.assertEqual("failed", self.last_build()["status"])
        self.assertEqual([(1000,)], league.rows("select count(*) from public.my_teams"))
        league.execute("drop table public.teams cascade")
        league.execute("alter table public.teams_of_the_marts rename to teams")
        self.expect_published(build())
        self.assertEqual(
            league.rows("select count(*) from etl.published_mart"),
            league.rows("select count(*) from information_schema.tables where table_schema = 'public' and table_name <> 'game_stats'"))

    def test_views_and_grants_of_others_survive_column_changes_or_the_build_names_them(self):
        league = self.league
        league.execute("create view public.my_goalies as select player_id, wins, team_name from public.goalies")
        league.execute("create view public.my_v1 as select wins from public.v_goalies_v1")
        self.addCleanup(league.execute, "drop view if exists public.my_goalies, public.my_v1, public.my_saves")
        league.execute("do $$ begin create role somebody nologin; exception when duplicate_object then null; end $$")
        self.addCleanup(league.execute, "drop owned by somebody; drop role somebody")
        league.execute("grant select on public.goalies, public.v_goalies_v1, public.my_goalies to somebody")
        league.execute("grant select (game_date, season) on public.missing_game_nights to somebody with grant option")
        granted = """
            select has_column_privilege('somebody', 'public.missing_game_nights', 'game_date', 'select with grant option'),
                has_column_privilege('somebody', 'public.missing_game_nights', 'what', 'select'),
                has_column_privilege('somebody', 'public.missing_game_nights', 'season', 'select with grant option')"""
        wins = league.rows("select sum(wins) from public.my_goalies")
        wins_v1 = league.rows("select sum(wins) from public.my_v1")
        with tempfile.TemporaryDirectory() as folder:
            # an additional column in the middle
            other = changed_copy(folder, "models/mart/goalies.sql", "        totals.ties,\n", "        1 as one,\n        totals.ties,\n")
            for name, old, new in (
                    ("_mart__players.yml", "      - {name: ties, data_type: integer, description: \"Ties as the goalie", "      - {name: one, data_type: integer, description: One, constraints: [{type: not_null}]}\n"
                     "      - {name: ties, data_type: integer, description: \"Ties as the goalie"),
                    ("views/v_goalies_v2.sql", "        games_with_exceptions\n", "        games_with_exceptions,\n        one\n"),
                    # a view that must be dropped and created
                    ("missing_game_nights.sql", "        unioned.what,\n        seasons.season\n", "        1 as one,\n        unioned.what,\n        seasons.season\n"),
                    ("_mart__quality.yml", "      - name: what\n", "      - {name: one, data_type: integer, description: One}\n      - name: what\n")):
                file = other / "models/mart" / name
                self.assertIn(old, file.read_text())
                file.write_text(file.read_text().replace(old, new))
            self.expect_published(build(project=other))
            self.assertEqual([("one", "integer", "NO"), ("ties", "integer", "NO")], league.rows("""
                select column_name::text, data_type::text, is_nullable::text from information_schema.columns
                where table_schema = 'public' and table_name = 'goalies' and column_name in ('one', 'ties') order by 1"""))
            self.assertEqual(wins, league.rows("select sum(wins) from public.my_goalies"))
            self.assertEqual(wins_v1, league.rows("select sum(wins) from public.my_v1"))
            self.assertEqual([(True, False, True)], league.rows(granted))
            # the column is removed again, but a view of another owner uses it
            league.execute("create view public.my_saves as select one from public.goalies")
            previous = league.marts()
            done = build()
            self.assertEqual(1, done.returncode)
            self.assertIn("column one of public.goalies changes in this version, and other views depend on it:", done.stderr)
            self.assertIn("public.my_saves", done.stderr)
            self.assertEqual(previous, league.marts())
            league.execute("drop view public.my_saves")
        self.expect_published(build())
        self.assertEqual(wins, league.rows("select sum(wins) from public.my_goalies"))
        self.assertEqual(wins_v1, league.rows("select sum(wins) from public.my_v1"))
        self.assertEqual([(True, False, True)], league.rows(granted))
        self.assertEqual([(True, True, True)], league.rows("""
            select has_table_privilege('somebody', 'public.goalies', 'select'),
                has_table_privilege('somebody', 'public.v_goalies_v1', 'select'),
                has_table_privilege('somebody', 'public.my_goalies', 'select')"""))

    def test_a_column_added_to_game_stats_is_a_warning(self):
        self.league.execute("alter table public.game_stats add column my_note text")
        self.addCleanup(self.league.execute, "alter table public.game_stats drop column my_note")
        self.league.play(20232024, 19, 3, 1, 1, 0)
        done = build()
        self.expect_published(done)
        self.assertIn("warned: source_columns_are_described", done.stdout)
        self.expect_full_build_agrees()

    def test_a_reader_in_a_long_transaction_neither_waits_nor_blocks(self):
        reader = connect(DATABASE)
        self.addCleanup(reader.close)
        reader.autocommit = False
        query = "select goals from public.nhl_players where id = 41"
        with reader.cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read")
            cursor.execute(query)
            goals = cursor.fetchone()[0]
            self.league.play(20232024, 20, 4, 1, 7, 0)
            self.expect_published(build())
            cursor.execute(query)
            self.assertEqual(goals, cursor.fetchone()[0])
            reader.commit()
            cursor.execute(query)
            self.assertEqual(goals + 7, cursor.fetchone()[0])

    def test_concurrent_builds_run_one_after_the_other(self):
        previous = self.league.marts()
        done = []
        threads = [threading.Thread(target=lambda: done.append(build())) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for one in done:
            self.expect_published(one)
        self.assertEqual(2, len(done))
        self.assertEqual(previous, self.league.marts())

    def block_build(self, lock="access exclusive"):
        """A connection whose lock on etl.day makes a build wait half way, until its transaction ends."""
        holder = connect(DATABASE)
        self.addCleanup(holder.close)
        holder.autocommit = False
        holder.cursor().execute(f"lock table etl.day in {lock} mode")
        return holder

    def await_blocked_build(self):
        for _ in range(3000):
            if self.league.rows("select 1 from pg_locks where not granted and relation = 'etl.day'::regclass"):
                return
            time.sleep(0.1)
        self.fail("no build is waiting for etl.day")

    def test_a_stopped_build_leaves_the_marts_unchanged_and_the_next_one_is_complete(self):
        previous = self.league.marts()
        self.league.play(20232024, 22, 1, 3, 2, 0)
        for how in (Build.terminate, Build.close_input):
            holder = self.block_build()
            process = Build("--with-parent")
            self.await_blocked_build()
            how(process)
            self.assertEqual(130, process.result().returncode)
            holder.rollback()
            self.assertEqual(("stopped", previous), (self.last_build()["status"], self.league.marts()))
        status, current = self.league.rows("select status, is_current from etl.marts_status")[0]
        self.assertEqual(("published", False), (status, current), "the latest result is that of the previous build, whose data is outdated")
        self.expect_published(build())
        self.assertTrue(self.league.rows("select is_current from etl.marts_status")[0][0])

    def test_no_wait_exits_during_a_build_and_a_corrected_score_waits_for_its_rows(self):
        previous = self.league.marts()
        self.league.execute("update etl.game set state = 'stored', home_score = home_score + 1 where game_id = 2023020003")
        holder = self.block_build()
        first = Build()
        self.await_blocked_build()
        self.assertEqual(3, build("--no-wait").returncode)
        holder.rollback()
        self.expect_published(first.result())
        self.assertEqual(previous, self.league.marts())
        self.league.execute("update etl.game set state = 'loaded', home_score = home_score - 1 where game_id = 2023020003")

    def test_a_game_loaded_again_during_the_build_is_read_again(self):
        holder = self.block_build()
        building = Build()
        self.await_blocked_build()
        self.league.execute("begin")
        self.league.execute("update etl.game set home_score = home_score + 1 where game_id = 2023020001")
        self.league.correct(2023020001, 11, "player_stats_skaterstats_goals = 4, player_stats_skaterstats_shots = 9")
        self.league.correct(2023020001, 29, "player_stats_goaliestats_shots = 14")
        new = self.league.play(20222023, 25, 1, 2, 1, 0)
        self.league.execute("commit")
        holder.rollback()
        self.expect_published(building.result())
        self.assertEqual(
            [(4, 4)],
            self.league.rows("select l.stats_goals, g.home_score from public.player_game_stats as l"
                             " inner join public.games as g on l.game_id = g.game_id"
                             " where (l.game_id, l.nhl_player_id) = (2023020001, 11)"))
        self.assertEqual([(6,)], self.league.rows("select count(*) from public.player_game_stats where game_id = %s", new))
        self.league.execute("update etl.game set home_score = home_score - 1 where game_id = 2023020001")
        self.league.correct(2023020001, 11, "player_stats_skaterstats_goals = 3, player_stats_skaterstats_shots = 8")
        self.league.correct(2023020001, 29, "player_stats_goaliestats_shots = 13")
        self.expect_published(build())

    def test_views_and_grants_of_others_survive_a_build(self):
        self.league.execute("create or replace view public.my_view as select id from public.nhl_players")
        self.addCleanup(self.league.execute, "drop view public.my_view")
        self.league.play(20232024, 21, 3, 1, 1, 0)
        self.expect_published(build())
        self.assertEqual(12, self.league.rows("select count(*) from public.my_view")[0][0])
        readable = self.league.rows("""
            select table_schema || '.' || table_name from information_schema.tables
            where table_schema in ('public', 'etl', 'marts_next')
            and has_table_privilege('nhldata_reader', format('%I.%I', table_schema, table_name), 'select')
            and (table_schema <> 'public' or table_name = 'game_stats')""")
        self.assertEqual({("etl.accepted_exception",), ("etl.action_required",), ("etl.api_drift",), ("etl.correction",), ("etl.data_source",), ("etl.data_status",), ("etl.date_gap",), ("etl.day",), ("etl.dbt_result",), ("etl.dbt_run",), ("etl.dead_letter",), ("etl.dead_schedule",), ("etl.freshness",), ("etl.game",), ("etl.game_details",), ("etl.marts_status",), ("etl.published_mart",), ("etl.quarantined_game",), ("etl.routes_status",), ("etl.run",), ("etl.season",), ("etl.transition",)}, set(readable))
        self.assertTrue(self.league.rows("select has_table_privilege('nhldata_reader', 'public.nhl_players', 'select')")[0][0])

    def report(self, page, *arguments):
        return subprocess.run(
            [sys.executable, str(DBT / "report/season_report.py"), "--out", str(page), *arguments], check=False,
            capture_output=True, text=True, env=os.environ | {"PGDATABASE": DATABASE})

    def test_the_report_is_of_the_season_asked_for_and_says_if_it_is_invented(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "report.html"
            self.league.execute(
                "insert into etl.day (game_date, games_listed, games_wanted, games_final, source, run_id)"
                " values ('2022-12-24', 2, 2, 2, 'test', 'r'), ('2023-12-24', 2, 2, 2, 'test', 'r')")
            self.addCleanup(self.league.execute, "delete from etl.day where game_date in ('2022-12-24', '2023-12-24')")
            self.assertEqual(0, self.report(page, "--season", "2022-23").returncode)
            html = page.read_text()
            self.assertIn("<h1>NHL 2022–23</h1>", html)
            self.assertIn("24 Dec 2022: 2 of 2 games are not loaded", html)
            self.assertNotIn("Dec 2023", html, "missing nights of this season only")
            self.assertNotIn("invented", re.sub("<style>.*</style>", "", html, flags=re.S))
            self.league.execute("update public.games set source = 'sample' where game_id = 2023020001")
            self.addCleanup(self.league.execute, "update public.games set source = 'nhl' where game_id = 2023020001")
            self.assertEqual(0, self.report(page, "--season", "2022-23").returncode)
            self.assertRegex(page.read_text(), r"(?s)<title>NHL 2022–23 \(invented.*<p class=invented.*players and games are invented")
            unknown = self.report(page, "--season", "1999-00")
            self.assertEqual(1, unknown.returncode)
            self.assertRegex(unknown.stderr, "the marts have no games of 1999–00, but of .*2022–23, 2023–24")

    def test_the_report_is_one_page_of_the_latest_season(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "report.html"
            self.assertEqual(0, self.report(page).returncode)
            html = page.read_text()
            self.pages = [BrowserPage(page, width, dark) for width in (1280, 768, 390) for dark in (False, True)] if CHROMIUM else []
        self.assertIn("NHL 2023–24", html)
        self.assertIn("Player 41", html)
        self.assertNotRegex(html, r"<script|<link|src=|url\(|https?://")
        if not CHROMIUM:
            self.skipTest("Chromium is not installed: the rendered page was not checked")
        for opened, width, dark in zip(self.pages, (1280, 1280, 768, 768, 390, 390), (False, True) * 3):
            with self.subTest(width=width, dark=dark):
                seen = opened.measured
                self.assertEqual(([], []), (opened.console_messages, seen["requests"]), "no console messages and no requests")
                self.assertEqual((width, dark), (seen["width"], seen["dark"]))
                self.assertLessEqual(seen["needed"], width, "no horizontal overflow")
                self.assertGreater(abs(seen["paper"] - seen["ink"]), 120, "sufficient contrast")
                self.assertEqual(dark, seen["paper"] < 60)
                self.assertEqual(5, seen["charts"], "one chart of the league and one of each team")
                self.assertTrue(all(seen["lines"]), seen["lines"])
                self.assertEqual([], seen["clipped"])
                self.assertEqual(([], 0), (seen["cut"], seen["shifted"]), "all columns fit, each under its heading")

    def test_views_for_applications_keep_their_columns(self):
        """stable_views.csv only grows: a column of a view is never removed, renamed, moved or given another type."""
        with (DBT / "tests_py/stable_views.csv").open() as file:
            promised = [tuple(row.values()) for row in csv.DictReader(file)]
        found = self.league.rows("""
            select c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod)
            from pg_class as c inner join pg_attribute as a on c.oid = a.attrelid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'public'::regnamespace and c.relname like 'v\\_%' order by c.relname, a.attnum""")
        for view in {view for view, *_ in promised}:
            columns = [column for column in promised if column[0] == view]
            self.assertEqual(columns, [column for column in found if column[0] == view][:len(columns)])
        self.assertEqual(set(), {row[0] for row in found} - {row[0] for row in promised}, "a new view belongs into the file")

    def test_all_published_relations_have_comments(self):
        self.assertEqual([], self.league.rows("""
            select c.relname from pg_class as c where c.relnamespace = 'public'::regnamespace
            and c.relkind in ('r', 'v') and c.relname <> 'my_view' and obj_description(c.oid) is null"""))


if __name__ == "__main__":
    unittest.main()
