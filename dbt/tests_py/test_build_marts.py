"""Builds the marts of a small invented league in a database of its own, on the server that PGHOST and PGPORT name."""
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

import psycopg2

from browser import CHROMIUM, Look

DBT = Path(__file__).resolve().parents[1]
MIGRATIONS = DBT.parent / "src/main/resources/db/migration"
DATABASE = f"marts_test_{os.getpid()}"
TEAMS = {1: "Ants", 2: "Bees", 3: "Cats", 4: "Dogs"}
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


class League:
    """Writes what the program would: lines in game_stats and the game in the ledger, in one transaction."""

    def __init__(self):
        self.connection = connect(DATABASE)
        self.cursor = self.connection.cursor()
        versions = sorted(MIGRATIONS.glob("V*.sql"), key=lambda f: int(f.name[1:f.name.index("_")]))
        self.cursor.execute("create schema etl")
        for file in versions:
            self.cursor.execute(file.read_text())
        self.cursor.execute("alter table etl.game disable trigger user")  # a game is loaded at once here
        self.cursor.execute("insert into etl.run (run_id, kind, source, owner) values ('r', 'sweep', 'test', 'o')")

    def play(self, season, number, home, away, home_goals, away_goals, game_type=2):
        """A game between two teams of two skaters and a goalie each; the first skater scores every goal."""
        game_id = season // 10000 * 1_000_000 + game_type * 10_000 + number
        date = f"{season // 10000}-11-{number:02}" if game_type == 2 else f"{season % 10000}-05-{number:02}"
        lines = []
        for side, team, scored, let_in in (("home", home, home_goals, away_goals), ("away", away, away_goals, home_goals)):
            for place in (1, 2):
                goals, assists = (scored, 0) if place == 1 else (0, scored)
                lines.append({
                    "player_person_id": team * 10 + place, "side": side, "player_person_currentteam_id": team,
                    "player_person_currentteam_name": TEAMS[team], "player_person_fullname": f"Player {team * 10 + place}",
                    "player_position_type": "Forward", "player_stats_skaterstats_timeonice": "20:00",
                    "player_stats_skaterstats_goals": goals, "player_stats_skaterstats_assists": assists,
                    "player_stats_skaterstats_shots": goals + 5})
            lines.append({
                "player_person_id": team * 10 + 9, "side": side, "player_person_currentteam_id": team,
                "player_person_currentteam_name": TEAMS[team], "player_person_fullname": f"Goalie {team}",
                "player_position_type": "Goalie", "player_stats_goaliestats_timeonice": "60:00",
                "player_stats_goaliestats_shots": 10 + let_in, "player_stats_goaliestats_saves": 10,
                "player_stats_goaliestats_decision": "W" if scored > let_in else "L"})
        self.execute(
            "insert into etl.game (game_id, game_date, season, game_type, state, source, shape, run_id, row_count,"
            " loaded_at, home_score, away_score) values (%s, %s, %s, %s, 'loaded', 'test', 'apiweb-flat', 'r', %s, now(),"
            " %s, %s)", game_id, date, season, game_type, len(lines), home_goals, away_goals)
        for line in lines:
            line |= {"game_id": game_id, "game_date": date, "season": season, "game_type": game_type,
                     "source": "test", "s3_key": "k", "run_id": "r"}
            names = ", ".join(line)
            self.execute(f"insert into public.game_stats ({names}) values ({', '.join(['%s'] * len(line))})",
                         *line.values())
        return game_id

    def correct(self, game_id, player_id, assignment):
        self.execute(f"update public.game_stats set {assignment}, loaded_at = now()"
                     " where game_id = %s and player_person_id = %s", game_id, player_id)
        self.touch(game_id)

    def note_correction(self, game_id, player_id, column, old, new):
        self.execute("insert into etl.correction (game_id, player_id, column_name, old_value, new_value, run_id)"
                     " values (%s, %s, %s, %s, %s, 'r')", game_id, player_id, column, old, new)

    def remove(self, game_id, player_id):
        self.note_correction(game_id, player_id, "(line)", f"Player {player_id}", None)
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
        """Everything that readers see, row by row in one order."""
        return {
            name: [row for (row,) in self.rows(f"select to_jsonb(m)::text from public.{name} as m order by 1")]
            for (name,) in self.rows(MARTS)
        }


def command(*arguments):
    return {"args": [sys.executable, str(DBT / "build_marts.py"), *arguments], "text": True,
            "env": os.environ | {"PGDATABASE": DATABASE, "DBT_LOG_PATH": str(DBT / "logs")}}


def build(*arguments):
    return subprocess.run(**command(*arguments), capture_output=True, check=False)


def begin_build(*arguments):
    return subprocess.Popen(
        **command(*arguments), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


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
        assert cls.league.marts()["nhl_players"] == [], "without games there are no players"
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

    def test_incremental_builds_give_the_same_tables_as_a_full_one(self):
        league = self.league
        league.play(20232024, 5, 4, 2, 6, 0)
        league.correct(2022020001, 12, "player_stats_skaterstats_assists = 2")
        league.note_correction(2022020001, 12, "player_stats_skaterstats_assists", "3", "2")
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

    def test_a_goal_too_many_names_the_game_and_the_marts_keep_their_former_state(self):
        former = self.league.marts()
        self.league.correct(2023020001, 11, "player_stats_skaterstats_goals = 4")
        done = build()
        self.assertEqual(1, done.returncode)
        self.assertIn("2023020001", done.stderr)
        self.assertIn("the players' goals are 4, the score is 3", done.stderr)
        self.assertEqual(former, self.league.marts())
        self.assertEqual("refused", self.last_build()["status"])
        self.assertIn("2023020001", self.last_build()["message"])
        (sample,), = self.league.rows(
            "select sample from etl.dbt_result where name = 'no_exception_blocks_the_marts' order by dbt_run_id desc limit 1")
        self.assertIn("2023020001", json.dumps(sample))
        self.league.correct(2023020001, 11, "player_stats_skaterstats_goals = 3")
        self.expect_published(build())
        self.assertEqual(former["nhl_players"], self.league.marts()["nhl_players"])

    def test_a_goal_too_many_in_a_csv_edited_by_hand_is_found_without_a_score(self):
        former = self.league.marts()
        self.league.execute(
            "update etl.game set shape = 'csv', fetched_at = now(), home_score = null, away_score = null where game_id = 2023020002")
        self.league.correct(2023020002, 41, "player_stats_skaterstats_goals = 6")
        done = build()
        self.assertEqual(1, done.returncode)
        self.assertIn("2023020002", done.stderr)
        self.assertEqual(former, self.league.marts())
        self.league.execute("update etl.game set shape = 'apiweb-flat' where game_id = 2023020002")
        self.league.correct(2023020002, 41, "player_stats_skaterstats_goals = 5")
        self.expect_published(build())

    def test_a_model_that_cannot_be_built_leaves_the_marts(self):
        former = self.league.marts()
        self.league.correct(2022020003, 21, "player_person_fullname = null")
        self.assertEqual(1, build().returncode)
        self.assertEqual(("failed", former), (self.last_build()["status"], self.league.marts()))
        self.assertIn("2022020003", self.last_build()["message"])
        self.league.correct(2022020003, 21, "player_person_fullname = 'Player 21'")
        self.expect_published(build())
        self.assertEqual(former["nhl_players"], self.league.marts()["nhl_players"])

    def test_lines_that_the_ledger_does_not_know_are_refused(self):
        former = self.league.marts()
        self.league.execute("update etl.game set row_count = row_count + 1 where game_id = 2022020003")
        self.league.touch(2022020003)
        done = build()
        self.assertEqual(1, done.returncode)
        self.assertIn("2022020003", done.stderr)
        self.assertEqual(former, self.league.marts())
        self.league.execute("update etl.game set row_count = row_count - 1 where game_id = 2022020003")
        self.league.touch(2022020003)
        self.expect_published(build())

    def test_a_reader_in_a_long_transaction_neither_waits_nor_hinders(self):
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

    def test_two_builds_at_once_take_turns(self):
        former = self.league.marts()
        done = []
        threads = [threading.Thread(target=lambda: done.append(build())) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for one in done:
            self.expect_published(one)
        self.assertEqual(2, len(done))
        self.assertEqual(former, self.league.marts())

    def hold_the_build(self, lock="access exclusive"):
        """A connection that keeps a build waiting half way, at its first look at the days, until it commits."""
        holder = connect(DATABASE)
        self.addCleanup(holder.close)
        holder.autocommit = False
        holder.cursor().execute(f"lock table etl.day in {lock} mode")
        return holder

    def await_waiting(self):
        for _ in range(3000):
            if self.league.rows("select 1 from pg_locks where not granted and relation = 'etl.day'::regclass"):
                return
            time.sleep(0.1)
        self.fail("no build came as far as etl.day")

    def end_of(self, process):
        out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def test_a_build_that_is_told_to_end_leaves_the_marts_and_the_next_one_makes_up_for_it(self):
        former = self.league.marts()
        self.league.play(20232024, 22, 1, 3, 2, 0)
        for how in (lambda p: p.terminate(), lambda p: p.stdin.close()):
            holder = self.hold_the_build()
            process = begin_build("--with-parent")
            self.await_waiting()
            how(process)
            process.stdin.close()
            process.stdin = None
            self.assertEqual(130, self.end_of(process).returncode)
            holder.rollback()
            self.assertEqual(("stopped", former), (self.last_build()["status"], self.league.marts()))
        status, current = self.league.rows("select status, is_current from etl.marts_status")[0]
        self.assertEqual(("published", False), (status, current), "the last result counts, and it is not of the latest data")
        self.expect_published(build())
        self.assertTrue(self.league.rows("select is_current from etl.marts_status")[0][0])

    def test_a_second_build_may_leave_it_to_the_first_and_a_corrected_score_waits_for_its_lines(self):
        former = self.league.marts()
        self.league.execute("update etl.game set state = 'stored', home_score = home_score + 1 where game_id = 2023020003")
        holder = self.hold_the_build()
        first = begin_build()
        self.await_waiting()
        self.assertEqual(3, build("--no-wait").returncode)
        holder.rollback()
        self.expect_published(self.end_of(first))
        self.assertEqual(former, self.league.marts())
        self.league.execute("update etl.game set state = 'loaded', home_score = home_score - 1 where game_id = 2023020003")

    def test_a_game_that_is_loaded_again_while_it_is_read_is_read_once_more(self):
        holder = self.hold_the_build()
        building = begin_build()
        self.await_waiting()
        self.league.execute("begin")
        self.league.execute("update etl.game set home_score = home_score + 1 where game_id = 2023020001")
        self.league.correct(2023020001, 11, "player_stats_skaterstats_goals = 4, player_stats_skaterstats_shots = 9")
        self.league.correct(2023020001, 29, "player_stats_goaliestats_shots = 14")
        new = self.league.play(20222023, 25, 1, 2, 1, 0)
        self.league.execute("commit")
        holder.rollback()
        self.expect_published(self.end_of(building))
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

    def test_views_of_others_and_rights_outlive_a_build(self):
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
        self.assertEqual({("etl.data_status",), ("etl.freshness",), ("etl.marts_status",), ("etl.routes_status",)}, set(readable))
        self.assertTrue(self.league.rows("select has_table_privilege('nhldata_reader', 'public.nhl_players', 'select')")[0][0])

    def test_the_report_is_one_page_of_the_latest_season(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "report.html"
            subprocess.run(
                [sys.executable, str(DBT / "report/season_report.py"), "--out", str(page)], check=True,
                capture_output=True, env=os.environ | {"PGDATABASE": DATABASE})
            html = page.read_text()
            self.looks = [Look(page, width, dark) for width in (1280, 390) for dark in (False, True)] if CHROMIUM else []
        self.assertIn("NHL 2023–24", html)
        self.assertIn("Player 41", html)
        self.assertNotRegex(html, r"<script|<link|src=|url\(|https?://")
        if not CHROMIUM:
            self.skipTest("there is no Chromium: the page was not looked at")
        for look, width, dark in zip(self.looks, (1280, 1280, 390, 390), (False, True, False, True)):
            with self.subTest(width=width, dark=dark):
                seen = look.measured
                self.assertEqual(([], []), (look.complaints, seen["requests"]), "nothing is missed and nothing is asked for")
                self.assertEqual((width, dark), (seen["width"], seen["dark"]))
                self.assertLessEqual(seen["needed"], width, "nothing sticks out to the side")
                self.assertGreater(abs(seen["paper"] - seen["ink"]), 120, "the text stands out from the paper")
                self.assertEqual(dark, seen["paper"] < 60)
                self.assertEqual(5, seen["charts"], "the league's race, and that of each team")
                self.assertTrue(all(seen["lines"]), seen["lines"])
                self.assertEqual([], seen["clipped"])

    def test_everything_published_is_described(self):
        self.assertEqual([], self.league.rows("""
            select c.relname from pg_class as c where c.relnamespace = 'public'::regnamespace
            and c.relkind in ('r', 'v') and c.relname <> 'my_view' and obj_description(c.oid) is null"""))


if __name__ == "__main__":
    unittest.main()
