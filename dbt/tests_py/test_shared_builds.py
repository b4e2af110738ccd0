"""Tests of what a build publishes of games that are odd, wrong, corrected or changed. Their steps share the builds of one league: each
changes games of other seasons."""
import functools
import unittest

import psycopg2

from league import DATABASE, WITHOUT_DATA_TESTS, League, built_league, connect

FULL = "full"


def sharing_builds(steps):
    """A test whose steps are the parts of a generator: it yields when it needs a build, whose output it is given. FULL is a full build, which
    waits until all tests need one, and must publish what the builds before have published."""
    @functools.wraps(steps)
    def test(self):
        if error := self.errors.get(steps.__name__):
            raise error
    test.steps = steps
    return test


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


class SharedBuildsTest(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.league = League(built_league())
        cls.addClassCleanup(cls.league.drop)
        cls.errors, cls.full_builds = {}, []
        steps = {name: test.steps(cls(name)) for name, test in vars(cls).items() if hasattr(test, "steps")}
        waiting, done = set(), None
        while steps:
            for name in [name for name in steps if name not in waiting]:
                try:
                    if steps[name].send(done) == FULL:
                        waiting.add(name)
                except StopIteration:
                    del steps[name]
                except Exception as error:
                    cls.errors[name] = error
                    del steps[name]
            if steps.keys() - waiting:
                done = cls.league.publish()
            elif steps:
                done = cls.full_build()
                waiting.clear()

    @classmethod
    def full_build(cls):
        incremental = cls.league.marts()
        assert not cls.league.last_build()["full_refresh"]
        done = cls.league.publish("--full-refresh", **WITHOUT_DATA_TESTS)
        cls.full_builds.append((incremental, cls.league.marts()))
        return done

    def test_full_builds_publish_what_the_incremental_builds_before_have(self):
        self.assertEqual(2, len(self.full_builds))
        for incremental, full in self.full_builds:
            self.assertEqual(incremental, full)

    def quarantined(self, games):
        return dict(self.league.rows("select game_id, reason from etl.quarantined_game where game_id = any(%s)", list(games)))

    def is_current(self):
        return self.league.rows("select is_current from etl.marts_status")[0][0]

    @sharing_builds
    def test_the_next_build_applies_accepted_and_withdrawn_exceptions(self):
        league = self.league
        game = league.play(20172018, 29, 1, 2, 3, 1)
        yield
        league.correct(game, 11, "player_stats_skaterstats_goals = 5")
        yield
        goals = "select sum(stats_goals)::int from public.player_game_stats where game_id = %s"
        self.assertEqual([(4,)], league.rows(goals, game), "the previously published version")
        (checks,), = league.rows("select checks from etl.quarantined_game where game_id = %s", game)
        self.assertEqual(["goals are the score"], checks)
        with self.assertRaisesRegex(psycopg2.Error, "not quarantined because of"):
            league.execute("select etl.accept_exception(%s, 'goals are the scores', 'a slip')", game)
        self.assertTrue(self.is_current())
        league.execute("select etl.accept_exception(%s, 'goals are the score', 'the league said so')", game)
        self.assertFalse(self.is_current())
        yield
        self.assertEqual([(6,)], league.rows(goals, game))
        self.assertEqual(
            [("accepted", "the league said so")],
            league.rows("select severity, accepted_because from public.data_quality_exceptions where game_id = %s and severity <> 'warn'", game))
        # another version with other figures is not what was accepted
        league.correct(game, 11, "player_stats_skaterstats_goals = 99")
        yield
        self.assertEqual([(6,)], league.rows(goals, game), "the version that was accepted")
        self.assertIn("goals are 99", self.quarantined([game])[game])
        self.assertTrue(self.is_current())
        league.execute("select etl.accept_exception(%s, 'goals are the score', 'the league said so')", game)
        self.assertFalse(self.is_current())
        yield
        self.assertEqual([(100,)], league.rows(goals, game))
        self.assertNotIn(game, self.quarantined([game]))
        league.execute("select etl.withdraw_exception(%s, 'goals are the score', 'it did not')", game)
        yield
        self.assertEqual([(None,)], league.rows(goals, game), "the previously published version was published only because it was accepted")
        self.assertIn(game, self.quarantined([game]))
        yield FULL
        league.correct(game, 11, "player_stats_skaterstats_goals = 3")
        yield
        self.assertEqual([(4,)], league.rows(goals, game))

    @sharing_builds
    def test_a_column_added_to_game_stats_is_a_warning(self):
        self.league.execute("alter table public.game_stats add column my_note text")
        self.league.play(20122013, 19, 3, 1, 1, 0)
        done = yield
        self.assertIn("warned: source_columns_are_described", done.stdout)
        yield FULL
        self.league.execute("alter table public.game_stats drop column my_note")

    @sharing_builds
    def test_a_build_compares_the_standings_and_prints_of_which_seasons_not(self):
        game = self.league.play(20082009, 1, 1, 2, 3, 1)
        self.league.execute("update etl.game set source = 'sample' where game_id = %s", game)
        done = yield
        last = self.league.last_build()
        self.assertFalse(last["full_refresh"])
        self.assertEqual([("pass",)], self.league.rows(
            "select status from etl.dbt_result where name = 'standings_are_the_published_ones' and dbt_run_id = %s", last["dbt_run_id"]))
        self.assertIn("  standings not compared with the league's, because the games are invented: 2008-09\n", done.stdout)
        self.assertRegex(done.stdout, "because not all games are known: .*2023-24, 2024-25\n")
        self.assertRegex(done.stdout, "because seeds/final_standings.csv does not have them: .*2022-23\n")

    @sharing_builds
    def test_only_changed_games_are_rebuilt(self):
        league = self.league
        for season in (20132014, 20142015):
            league.play_four_games(season)
        yield
        league.play(20142015, 5, 4, 2, 6, 0)
        league.correct(2013020001, 12, "player_stats_skaterstats_assists = 2")
        league.record_correction(2013020001, 12, "player_stats_skaterstats_assists", "3", "2")
        league.remove(2014020003, 22)
        league.execute("update public.game_stats set season = 20142015, game_date = '2015-03-01' where game_id = 2013020002")
        league.execute("update etl.game set season = 20142015, game_date = '2015-03-01' where game_id = 2013020002")
        league.touch(2013020002)
        league.execute("update etl.game set shootout = true, home_score = home_score + 1 where game_id = 2013020003")
        yield
        self.assertEqual(
            [(2013020001,), (2013020002,), (2013020003,), (2014020003,), (2014020005,)],
            league.rows("select distinct game_id from marts_next.games_to_rebuild where season between 20132014 and 20142015 order by 1"))
        self.assertEqual(
            league.rows("select count(distinct game_id) from marts_next.games_to_rebuild"), [(league.last_build()["games_changed"],)])
        self.assertEqual([(True, 5, 4)], league.rows("select is_shootout, home_score, home_goals from public.games where game_id = 2013020003"))
        self.assertEqual([], league.rows("select * from public.player_game_stats where game_id = 2014020003 and nhl_player_id = 22"))
        self.assertEqual(
            [(2013020001, "Player 12", "value changed", "assists", "3", "2"),
             (2014020003, "Player 22", "line removed", None, None, None)],
            league.rows("select game_id, full_name, change, statistic, old_value, new_value from public.corrections order by 1"))
        yield FULL

    @sharing_builds
    def test_a_quarantined_game_keeps_its_published_version_and_all_others_are_published(self):
        league, seasons = self.league, (20152016, 20162017)
        for season in seasons:
            league.play_four_games(season)
        yield
        player_rows = "select to_jsonb(s)::text from public.player_game_stats as s where season between 20152016 and 20162017 and game_id <> %s order by 1"
        previous, saved = league.rows(player_rows, 0), []
        bad = {
            2015020001: (11, "player_stats_skaterstats_goals = 4", "the players' goals are 4, the score is 3"),
            2015020002: (32, "player_stats_skaterstats_shots = 'NaN'", "skaterstats_shots NaN"),
            2015020003: (22, "player_person_fullname = null", "name none"),
            2015030004: (41, "player_stats_skaterstats_timeonice = '9:5'", "skaterstats_timeonice 9:5"),
            2016020001: (29, "player_stats_goaliestats_saves = 10, player_stats_goaliestats_shots = 1", "10 saves of 1 shots"),
            2016020003: (21, "player_stats_skaterstats_shots = 0.5", "skaterstats_shots 0.5"),
            2016030004: (12, "side = 'guest'", "side guest"),
        }
        for game, (player, assignment, _) in bad.items():
            saved += league.rows("select to_jsonb(s)::text from public.game_stats as s where (game_id, player_person_id) = (%s, %s)", game, player)
            league.correct(game, player, assignment)
        league.execute("update etl.game set row_count = row_count + 1 where game_id = 2016020002")
        league.touch(2016020002)
        new = league.play(20162017, 27, 4, 1, 7, 0)
        league.correct(new, 41, "player_stats_skaterstats_goals = 1000000000")
        sound = league.play(20162017, 28, 2, 3, 2, 0)
        done = yield
        reasons = self.quarantined([*bad, 2016020002, new, sound])
        self.assertEqual({*bad, 2016020002, new}, set(reasons))
        for game, (_, _, words) in bad.items():
            self.assertIn(words, reasons[game])
            self.assertRegex(done.stderr, rf"game {game} of .*{words}.*File k\. The marts keep its former version\. Run: nhldata backfill")
        self.assertRegex(done.stderr, f"game {new} .*The marts do without it")
        self.assertEqual(previous, league.rows(player_rows, sound))
        self.assertEqual([(1,)], league.rows("select count(*) from public.games where game_id = %s", sound))
        self.assertEqual(
            [(1, 1), (4, 1)],
            league.rows("select team_id, games_missing from public.teams where season = 20162017 and games_missing > 0 order by 1"))
        self.assertEqual(
            [(1, 1), (4, 1)], league.rows(
                "select distinct team_id, games_missing from public.season_points_leaders"
                " where season = 20162017 and game_type = 'regular season' and games_missing > 0 order by 1"))
        for mart in ("player_season_totals", "goalies where game_type = 'regular season'"):
            self.assertEqual(
                [(10, 1), (20, 0), (30, 0), (40, 1)],
                league.rows(f"select player_id / 10 * 10 as team, max(games_missing) from (select * from public.{mart}) as m"
                            " where season = 20162017 group by 1 having min(games_missing) = max(games_missing) order by 1"))
            self.assertEqual([], league.rows(
                f"select * from (select * from public.{mart}) as m where season = 20162017 and (games_expected - games_missing, games_loaded) <> (games_played, games_played)"
                f" and player_id % 10 = {9 if 'goalies' in mart else 1}"))
        self.assertEqual([(True, True)], league.rows("""
            select sum(games_missing + playoff_games_missing) > 0, bool_and(games_expected = games_loaded + games_missing
                and playoff_games_expected = playoff_games_loaded + playoff_games_missing)
            from public.player_career_totals"""))
        self.assertEqual(
            [(True,)], league.rows("select games_quarantined = (select count(*) from etl.quarantined_game) from etl.marts_status"))
        yield FULL
        # after the correction the next build publishes them
        for game, (player, _, _) in bad.items():
            league.execute("delete from public.game_stats where (game_id, player_person_id) = (%s, %s)", game, player)
            league.touch(game)
        for row in saved:
            league.execute("insert into public.game_stats select (jsonb_populate_record(null::public.game_stats, %s)).*", *row)
        league.execute("update etl.game set row_count = row_count - 1 where game_id = 2016020002")
        league.correct(new, 41, "player_stats_skaterstats_goals = 7")
        yield
        self.assertEqual({}, self.quarantined([*bad, 2016020002, new]))
        self.assertEqual([(0,)], league.rows("select sum(games_missing) from public.teams where season between 20152016 and 20162017"))
        yield FULL

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

    @sharing_builds
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
        yield
        quarantined = dict(league.rows("select game_id, checks from etl.quarantined_game where game_id = any(%s)", [*broken, *odd]))
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
        yield
        self.assertEqual(sorted(refused), sorted(self.quarantined([*broken, *odd])))
        self.assertEqual(odd, [game for (game,) in league.rows("select game_id from public.games where game_id = any(%s) order by 1", odd)])
        self.assertEqual([(0, 0)], league.rows("""
            select count(*) filter (where shooting_percentage not between 0 and 100), count(*) filter (where face_off_percentage not between 0 and 100)
            from public.skaters"""))
        yield FULL
        for table in ("etl.accepted_exception", "etl.correction", "public.game_stats", "etl.game"):
            league.execute(f"delete from {table} where game_id = any(%s)", [*broken, *odd])
        yield
        self.assertEqual({}, self.quarantined([*broken, *odd]))

    @sharing_builds
    def test_facts_that_change_without_a_row_update_all_marts(self):
        league = self.league
        league.play_four_games(20182019)
        yield
        games = "select game_id, away_score, home_score from public.games where game_id between 2018020002 and 2018030004 order by 1"
        previous = league.rows(games)
        league.execute("update etl.game set shape = 'csv', fetched_at = now(), source = 'bucket' where game_id = 2018020001")
        league.execute("update etl.game set game_date = '2019-03-30', state = 'final' where game_id = 2018020003")
        # games being loaded again: the ledger has the new score before game_stats has its rows
        league.execute("update etl.game set state = 'loading', home_score = home_score + 3 where game_id = 2018020002")
        league.execute("update etl.game set state = 'stored', home_score = home_score + 1 where game_id = 2018030004")
        yield
        self.assertEqual(
            [(True, "csv")], league.rows("select distinct is_edited, shape from public.team_game_results where game_id = 2018020001"))
        self.assertEqual(
            [("2019-03-30",)], league.rows("""
                select game_date::text from public.games where game_id = 2018020003
                union select game_date::text from public.player_game_log where game_id = 2018020003
                union select game_date::text from public.player_game_stats where game_id = 2018020003"""))
        self.assertEqual(({}, previous), (self.quarantined([2018020002, 2018030004]), league.rows(games)))
        yield FULL

    @sharing_builds
    def test_a_goal_too_many_in_an_edited_csv_is_found_without_a_score(self):
        league = self.league
        game = league.play(20192020, 2, 3, 4, 2, 5)
        yield
        league.execute("update etl.game set shape = 'csv', fetched_at = now(), home_score = null, away_score = null where game_id = %s", game)
        league.correct(game, 41, "player_stats_skaterstats_goals = 6")
        yield
        self.assertIn("15 shots, 6 goals", self.quarantined([game])[game])
        self.assertEqual([("nhldata load",)], league.rows("select next_command from etl.quarantined_game where game_id = %s", game))
        yield FULL

    @sharing_builds
    def test_a_reader_in_a_long_transaction_neither_waits_nor_blocks(self):
        reader = connect(DATABASE)
        reader.autocommit = False
        query = "select sum(total_goals) from public.player_season_totals where player_id = 41 and season >= 20202021"
        with reader.cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read")
            cursor.execute(query)
            goals = cursor.fetchone()[0]
            self.league.play(20202021, 20, 4, 1, 7, 0)
            yield
            cursor.execute(query)
            self.assertEqual(goals, cursor.fetchone()[0])
            reader.commit()
            cursor.execute(query)
            self.assertEqual(goals + 7, cursor.fetchone()[0])
        reader.close()

    @sharing_builds
    def test_views_and_grants_of_others_survive_a_build(self):
        self.league.execute("create or replace view public.my_view as select id from public.nhl_players")
        self.league.play(20202021, 21, 3, 1, 1, 0)
        yield
        self.assertEqual(
            self.league.rows("select count(*) from public.nhl_players"), self.league.rows("select count(*) from public.my_view"))
        readable = self.league.rows("""
            select table_schema || '.' || table_name from information_schema.tables
            where table_schema in ('public', 'etl', 'marts_next')
            and has_table_privilege('nhldata_reader', format('%I.%I', table_schema, table_name), 'select')
            and (table_schema <> 'public' or table_name = 'game_stats')""")
        self.assertEqual({("etl.accepted_exception",), ("etl.action_required",), ("etl.api_drift",), ("etl.correction",), ("etl.data_source",), ("etl.data_status",), ("etl.date_gap",), ("etl.day",), ("etl.dbt_result",), ("etl.dbt_run",), ("etl.dead_letter",), ("etl.dead_schedule",), ("etl.freshness",), ("etl.game",), ("etl.game_details",), ("etl.game_history",), ("etl.marts_status",), ("etl.published_mart",), ("etl.quarantined_game",), ("etl.routes_status",), ("etl.run",), ("etl.season",), ("etl.transition",)}, set(readable))
        self.assertTrue(self.league.rows("select has_table_privilege('nhldata_reader', 'public.nhl_players', 'select')")[0][0])


if __name__ == "__main__":
    unittest.main()
