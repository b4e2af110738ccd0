"""Builds of the marts that fail, are refused, stopped or concurrent, and what belongs to others in schema public."""
import csv
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

from browser import CHROMIUM, measure
from league import DATABASE, DBT, WITHOUT_DATA_TESTS, Build, League, ManualBuild, built_league, changed_copy, connect


class BuildMartsTest(unittest.TestCase):
    maxDiff = 2000

    def setUp(self):
        self.league = League(built_league())
        self.addCleanup(self.league.drop)

    def test_a_reverted_version_that_failed_or_was_refused_leaves_no_rows(self):
        league, previous = self.league, self.league.marts()
        for file, old, new, status, message in (
                ("models/mart/players.sql", "min(season) as first_season", "min(season) / 0 as first_season", "failed", "division by zero"),
                ("models/intermediate/player_season_teams.sql", "known_sum('coalesce(goals,", "known_sum('coalesce(2 * goals,", "refused", "totals_match")):
            with self.subTest(status), tempfile.TemporaryDirectory() as folder:
                tests = {} if status == "refused" else WITHOUT_DATA_TESTS
                self.assertEqual(1, league.build(project=changed_copy(folder, file, old, new), **tests).returncode)
                self.assertEqual((status, previous), (league.last_build()["status"], league.marts()))
                self.assertIn(message, league.last_build()["message"])
        league.publish(**WITHOUT_DATA_TESTS)
        self.assertEqual((True, previous), (league.last_build()["full_refresh"], league.marts()))

    def test_a_manual_dbt_build_is_rejected_and_changes_nothing(self):
        previous = self.league.rows("select xmin::text, ctid::text from marts_next.player_totals")
        for target in ("next", "published"):
            done = ManualBuild("build", "--target", target, NHLDATA_DBT_RUN="1").result()
            self.assertNotEqual(0, done.returncode)
            self.assertIn("nhldata marts", done.stdout)
        self.assertEqual(previous, self.league.rows("select xmin::text, ctid::text from marts_next.player_totals"))

    def test_relations_views_and_grants_of_others_survive_or_the_build_names_them(self):
        league = self.league
        # as in an installation whose older version had no etl.published_mart
        league.execute("delete from etl.published_mart")
        league.execute("alter table public.teams rename to teams_of_the_marts")
        league.execute("create table public.teams (id int, name text)")
        league.execute("insert into public.teams select n, 'mine' from generate_series(1, 1000) as n")
        league.execute("create view public.my_teams as select name from public.teams")
        done = league.build()
        self.assertEqual(1, done.returncode)
        self.assertIn("public.teams: not created by nhldata", done.stderr)
        self.assertNotIn("public.games", done.stderr)
        self.assertEqual("failed", league.last_build()["status"])
        self.assertEqual([(1000,)], league.rows("select count(*) from public.my_teams"))
        league.execute("drop table public.teams cascade")
        league.execute("alter table public.teams_of_the_marts rename to teams")
        league.execute("drop index public.player_game_log_player_id_idx")
        league.execute("create view public.my_goalies as select player_id, wins, team_name from public.goalies")
        league.execute("create view public.my_v1 as select wins from public.v_goalies_v1")
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
                    ("views/v_missing_game_nights_v1.sql", "        season\n", "        season,\n        one\n"),
                    ("_mart__quality.yml", "      - name: what\n", "      - {name: one, data_type: integer, description: One}\n      - name: what\n")):
                file = other / "models/mart" / name
                self.assertIn(old, file.read_text())
                file.write_text(file.read_text().replace(old, new))
            league.publish(project=other, **WITHOUT_DATA_TESTS)
            self.assertEqual(
                league.rows("select count(*) from etl.published_mart"),
                league.rows("select count(*) from information_schema.tables where table_schema = 'public' and table_name not like 'my\\_%' and table_name <> 'game_stats'"))
            indexes = "select tablename::text, substring(indexdef from '(USING .*)') from pg_indexes where schemaname = %s and tablename = %s order by 1, 2"
            self.assertEqual(*(league.rows(indexes, schema, "player_game_log") for schema in ("marts_next", "public")))
            self.assertEqual([("one", "integer", "NO"), ("ties", "integer", "NO")], league.rows("""
                select column_name::text, data_type::text, is_nullable::text from information_schema.columns
                where table_schema = 'public' and table_name = 'goalies' and column_name in ('one', 'ties') order by 1"""))
            self.assertEqual(wins, league.rows("select sum(wins) from public.my_goalies"))
            self.assertEqual(wins_v1, league.rows("select sum(wins) from public.my_v1"))
            self.assertEqual([(True, False, True)], league.rows(granted))
            # the column is removed again, but a view of another owner uses it
            league.execute("create view public.my_saves as select one from public.goalies")
            previous = league.marts()
            done = league.build(**WITHOUT_DATA_TESTS)
            self.assertEqual(1, done.returncode)
            self.assertIn("column one of public.goalies changes in this version, and other views depend on it:", done.stderr)
            self.assertIn("public.my_saves", done.stderr)
            self.assertEqual(previous, league.marts())
            league.execute("drop view public.my_saves")
        league.publish(**WITHOUT_DATA_TESTS)
        self.assertEqual(wins, league.rows("select sum(wins) from public.my_goalies"))
        self.assertEqual(wins_v1, league.rows("select sum(wins) from public.my_v1"))
        self.assertEqual([(True, False, True)], league.rows(granted))
        self.assertEqual([(True, True, True)], league.rows("""
            select has_table_privilege('somebody', 'public.goalies', 'select'),
                has_table_privilege('somebody', 'public.v_goalies_v1', 'select'),
                has_table_privilege('somebody', 'public.my_goalies', 'select')"""))

    def block_build(self):
        """A connection whose lock on etl.day makes a build wait half way, until its transaction ends."""
        holder = connect(DATABASE)
        self.addCleanup(holder.close)
        holder.autocommit = False
        holder.cursor().execute("lock table etl.day in access exclusive mode")
        return holder

    def await_blocked_build(self):
        for _ in range(3000):
            if self.league.rows("select 1 from pg_locks where not granted and relation = 'etl.day'::regclass"):
                return
            time.sleep(0.1)
        self.fail("no build is waiting for etl.day")

    def test_a_stopped_build_changes_nothing_and_builds_run_one_after_the_other(self):
        league, previous = self.league, self.league.marts()
        game = league.play(20232024, 22, 1, 3, 2, 0)
        for how in (Build.terminate, Build.close_input):
            holder = self.block_build()
            process = Build("--with-parent")
            self.await_blocked_build()
            self.assertEqual(3, league.build("--no-wait").returncode)
            how(process)
            self.assertEqual(130, process.result().returncode)
            holder.rollback()
            self.assertEqual(("stopped", previous), (league.last_build()["status"], league.marts()))
        status, current = league.rows("select status, is_current from etl.marts_status")[0]
        self.assertEqual(("published", False), (status, current), "the latest result is that of the previous build, whose data is outdated")
        builds = [Build(**WITHOUT_DATA_TESTS) for _ in range(2)]
        self.assertEqual([0, 0], [build.result().returncode for build in builds])
        self.assertTrue(league.rows("select is_current from etl.marts_status")[0][0])
        self.assertEqual([(game,)], league.rows("select game_id from public.games where game_id = %s", game))
        self.assertEqual([("published", True, True), ("published", False, True)], league.rows("""
            select status, full_refresh, started_at >= lag(ended_at) over (order by dbt_run_id) from etl.dbt_run
            order by dbt_run_id desc limit 2""")[::-1])

    def test_a_game_loaded_again_during_the_build_is_read_again(self):
        holder = self.block_build()
        building = Build(**WITHOUT_DATA_TESTS)
        self.await_blocked_build()
        self.league.execute("begin")
        self.league.execute("update etl.game set home_score = home_score + 1 where game_id = 2023020001")
        self.league.correct(2023020001, 11, "player_stats_skaterstats_goals = 4, player_stats_skaterstats_shots = 9")
        self.league.correct(2023020001, 29, "player_stats_goaliestats_shots = 14")
        new = self.league.play(20222023, 25, 1, 2, 1, 0)
        self.league.execute("commit")
        holder.rollback()
        done = building.result()
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual(
            [(4, 4)],
            self.league.rows("select l.stats_goals, g.home_score from public.player_game_stats as l"
                             " inner join public.games as g on l.game_id = g.game_id"
                             " where (l.game_id, l.nhl_player_id) = (2023020001, 11)"))
        self.assertEqual([(6,)], self.league.rows("select count(*) from public.player_game_stats where game_id = %s", new))

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
            self.assertEqual(0, self.report(page, "--season", "2022-23").returncode)
            html = page.read_text()
            self.assertIn("<h1>NHL 2022–23</h1>", html)
            self.assertIn("24 Dec 2022: 2 of 2 games are not loaded", html)
            self.assertNotIn("Dec 2023", html, "missing nights of this season only")
            self.assertNotIn("invented", re.sub("<style>.*</style>", "", html, flags=re.S))
            self.league.execute("update public.games set source = 'sample' where game_id = 2023020001")
            self.assertEqual(0, self.report(page, "--season", "2022-23").returncode)
            self.assertRegex(page.read_text(), r"(?s)<title>NHL 2022–23 \(invented.*<p class=invented.*players and games are invented")
            unknown = self.report(page, "--season", "1999-00")
            self.assertEqual(1, unknown.returncode)
            self.assertRegex(unknown.stderr, "the marts have no games of 1999–00, but of .*2022–23, 2023–24, 2024–25")

    def test_the_report_is_one_page_of_the_latest_season(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "report.html"
            self.assertEqual(0, self.report(page).returncode)
            html = page.read_text()
            schemes = {dark: measure(page, (1280, 768, 390), dark) for dark in (False, True)} if CHROMIUM else {}
        self.assertIn("NHL 2024–25", html)
        self.assertIn("Player 41", html)
        self.assertNotRegex(html, r"<script|<link|src=|url\(|https?://")
        if not CHROMIUM:
            self.skipTest("Chromium is not installed: the rendered page was not checked")
        for dark, (console_messages, measured) in schemes.items():
            self.assertEqual([], console_messages)
            self.assertEqual({1280, 768, 390}, set(measured))
        for dark, width, seen in [(dark, width, seen) for dark, (_, measured) in schemes.items() for width, seen in measured.items()]:
            with self.subTest(width=width, dark=dark):
                self.assertEqual(([], dark), (seen["requests"], seen["dark"]), "no requests")
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
            and c.relkind in ('r', 'v') and obj_description(c.oid) is null"""))


if __name__ == "__main__":
    unittest.main()
