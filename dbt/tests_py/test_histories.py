"""Random histories of loads, corrections, moves, removals, details, dates of seasons, refusals, rollbacks, stopped builds and
dbt by hand: whatever went before, a build publishes what the present models make of the present rows, and a full build the
same in every column.

HISTORIES=20 tries more of them than the few of every run; HISTORY=17 a single one again.
"""
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest

import test_build_marts as marts

FIRST_HISTORY = 1
BUILDS = 4
SEASONS = (20222023, 20232024)
TWOFOLD = "a row is of a skater or of a goalie"


class History:
    """What happens to a league, and what its readers should see after each build."""

    def __init__(self, league, seed):
        self.league, self.random, self.number = league, random.Random(seed), 0
        self.broken, self.on_their_way, self.accepted = {}, set(), set()
        # Game: (version, lines of player, goals and assists)
        self.readers = {}
        self.published_by_acceptance = set()

    def games(self):
        return [game for (game,) in self.league.rows("select game_id from etl.game where loaded_at is not null order by 1")]

    def any_game(self, *without):
        games = [g for g in self.games() if not any(g in w for w in (self.on_their_way, *without))]
        return self.random.choice(games) if games else None

    def play(self):
        self.number += 1
        home, away = self.random.sample(list(marts.TEAMS), 2)
        goals = self.random.sample(range(7), 2)
        game_type = self.random.choice((1, 2, 2, 2, 3))
        self.league.play(self.random.choice(SEASONS), self.number, home, away, *goals, game_type=game_type)

    def correct(self):
        if game := self.any_game():
            player, = self.league.rows("select player_person_id from game_stats where game_id = %s and player_person_id %% 10 = 1 order by 1", game)[0]
            self.league.correct(game, player, f"player_stats_skaterstats_assists = {self.random.randrange(9)}")

    def break_(self):
        if game := self.any_game(self.broken):
            player, = self.league.rows("select player_person_id from game_stats where game_id = %s order by 1", game)[0]
            self.broken[game] = player
            self.league.correct(game, player, "player_stats_goaliestats_timeonice = '20:00', player_stats_skaterstats_assists = 7")

    def repair(self):
        if game := self.random.choice([g for g in self.broken if g not in self.on_their_way] or [None]):
            self.league.correct(game, self.broken.pop(game), "player_stats_goaliestats_timeonice = null")

    def accept(self):
        quarantined = self.league.rows("select game_id from etl.quarantined_game where %s = any(checks)", TWOFOLD)
        if quarantined:
            game, = self.random.choice(quarantined)
            self.league.execute("select etl.accept_exception(%s, %s, 'seen')", game, TWOFOLD)
            self.accepted.add(game)

    def withdraw(self):
        if self.accepted:
            game = self.random.choice(sorted(self.accepted))
            self.league.execute("select etl.withdraw_exception(%s, %s, 'not seen')", game, TWOFOLD)
            self.accepted.discard(game)

    def move(self):
        if game := self.any_game():
            season = self.random.choice(SEASONS)
            date = f"{season // 10000}-12-{self.random.randrange(1, 29):02}"
            self.league.execute("update public.game_stats set season = %s, game_date = %s where game_id = %s", season, date, game)
            self.league.execute("update etl.game set season = %s, game_date = %s where game_id = %s", season, date, game)
            self.league.touch(game)

    def move_in_the_schedule(self):
        if game := self.any_game():
            self.league.execute("update etl.game set game_date = game_date + 1, state = 'final' where game_id = %s", game)

    def put_into_the_bucket(self):
        if game := self.any_game():
            self.league.execute("update etl.game set source = 'bucket', shape = 'csv' where game_id = %s", game)

    def tell_more(self):
        """Details of a game, which come with its rows, or are other ones than before."""
        if game := self.any_game():
            players = [player for (player,) in self.league.rows("select player_person_id from game_stats where game_id = %s order by 1", game)]
            details = {"venue": self.random.choice(("Arena", "Centre")), "start_time": f"2022-11-0{self.random.randrange(1, 10)}T00:00:00Z",
                       "shifts": {player: self.random.randrange(9, 30) for player in players if player % 10 != 9},
                       "starter": {player: self.random.random() < 0.8 for player in players if player % 10 == 9}}
            self.league.execute(
                "insert into etl.game_details (game_id, stored, loaded) values (%s, %s, %s) on conflict (game_id) do update set"
                " stored = excluded.stored, loaded = excluded.loaded", game, *[json.dumps(details)] * 2)
            self.league.touch(game)

    def name_the_dates_of_a_season(self):
        season = self.random.choice(SEASONS)
        self.league.execute(
            "insert into etl.season (season, regular_start, regular_end, source, run_id) values (%s, %s, %s, 'test', 'r')"
            " on conflict (season) do update set regular_start = excluded.regular_start, regular_end = excluded.regular_end",
            season, f"{season // 10000}-10-{self.random.randrange(1, 28):02}", f"{season % 10000}-04-{self.random.randrange(1, 28):02}")

    def remove_a_line(self):
        if game := self.any_game():
            lines = self.league.rows("select player_person_id from game_stats where game_id = %s and player_person_id %% 10 = 2", game)
            if lines and self.broken.get(game) != lines[0][0]:
                self.league.remove(game, lines[0][0])

    def remove_a_game(self):
        if game := self.any_game():
            self.league.execute("delete from public.game_stats where game_id = %s", game)
            self.league.execute("update etl.game set loaded_at = null, row_count = null, state = 'final' where game_id = %s", game)
            self.broken.pop(game, None)

    def store(self):
        if game := self.any_game():
            self.on_their_way.add(game)
            self.league.execute("update etl.game set state = 'stored', home_score = home_score + 3 where game_id = %s", game)

    def load(self):
        if self.on_their_way:
            game = self.random.choice(sorted(self.on_their_way))
            self.on_their_way.discard(game)
            self.league.execute("update etl.game set state = 'loaded', home_score = home_score - 3 where game_id = %s", game)
            if self.random.random() < 0.5:
                self.league.touch(game)

    def happen(self):
        deeds = (self.play, self.play, self.correct, self.correct, self.break_, self.break_, self.repair, self.accept, self.accept,
                 self.withdraw, self.move, self.move_in_the_schedule, self.put_into_the_bucket, self.tell_more, self.tell_more,
                 self.name_the_dates_of_a_season, self.remove_a_line, self.remove_a_game, self.store, self.load)
        told = []
        for _ in range(self.random.randrange(2, 8)):
            deed = self.random.choice(deeds)
            deed()
            told.append(deed.__name__)
        return told

    def published(self):
        """The readers' view after a build that published: last good, game by game."""
        present = dict(self.league.rows("select game_id, loaded_at from etl.game where loaded_at is not null"))
        view, by_acceptance = {}, set()
        for game, version in present.items():
            former = self.readers.get(game)
            if game in self.on_their_way:
                if former:
                    view[game] = former
                    by_acceptance |= {game} & self.published_by_acceptance
            elif game in self.broken and game not in self.accepted:
                if former and game not in self.published_by_acceptance:
                    view[game] = former
            else:
                view[game] = version, self.league.rows("""
                    select player_person_id, game_type in (2, 3),
                        (coalesce(player_stats_skaterstats_goals, 0) + coalesce(player_stats_goaliestats_goals, 0))::int,
                        (coalesce(player_stats_skaterstats_assists, 0) + coalesce(player_stats_goaliestats_assists, 0))::int
                    from public.game_stats where game_id = %s""", game)
                by_acceptance |= {game} & set(self.broken)
        self.readers, self.published_by_acceptance = view, by_acceptance

    def players(self):
        totals = {}
        for _, lines in self.readers.values():
            for player, counts, goals, assists in lines:
                total = totals.setdefault(player, [0, 0])
                total[0] += goals * counts
                total[1] += assists * counts
        return sorted((player, *total) for player, total in totals.items())


class HistoriesTest(unittest.TestCase):
    maxDiff = 4000

    @classmethod
    def setUpClass(cls):
        cls.former, marts.DATABASE = marts.DATABASE, f"histories_{os.getpid()}"
        cls.addClassCleanup(setattr, marts, "DATABASE", cls.former)
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        # What it builds is refused by a test, after it is in marts_next.
        cls.refused = marts.another_version(
            folder, "models/intermediate/player_season_teams.sql",
            "known_sum('coalesce(goals,",
            "known_sum('coalesce(2 * goals,")

    def new_league(self):
        server = marts.connect("postgres")
        server.cursor().execute(f"drop database if exists {marts.DATABASE} with (force)")
        server.cursor().execute(f"create database {marts.DATABASE}")
        self.addCleanup(server.cursor().execute, f"drop database if exists {marts.DATABASE} with (force)")
        return marts.League()

    def test_a_build_publishes_what_the_present_models_make_of_the_present_rows(self):
        one = os.environ.get("HISTORY")
        seeds = [int(one)] if one else range(FIRST_HISTORY, FIRST_HISTORY + int(os.environ.get("HISTORIES", "1")))
        for seed in seeds:
            with self.subTest(history=seed):
                self.try_history(seed)

    def try_history(self, seed):
        league = self.new_league()
        self.addCleanup(league.connection.close)
        history, told = History(league, seed), []
        for _ in range(6):
            history.play()
        for number in range(BUILDS):
            told += history.happen() if number else []
            disturbance = history.random.choice((self.nothing, self.refuse, self.stop, self.by_hand)) if number else self.nothing
            told.append(disturbance.__name__)
            disturbance(league)
            done = marts.build()
            self.assertEqual(0, done.returncode, f"{told}: {done.stdout}{done.stderr}")
            history.published()
            self.assertEqual(
                sorted(history.readers), [g for (g,) in league.rows("select game_id from public.games order by 1")], told)
            self.assertEqual(history.players(), league.rows("select id, goals, assists from public.nhl_players order by id"), told)
            if not self.is_full(league):
                incremental = league.marts()
                done = marts.build("--full-refresh")
                self.assertEqual(0, done.returncode, f"{told}: {done.stdout}{done.stderr}")
                full = league.marts()
                for mart, rows in incremental.items():
                    self.assertEqual(full[mart], rows, f"{mart} after {told}")

    @staticmethod
    def is_full(league):
        return league.rows("select full_refresh from etl.dbt_run order by dbt_run_id desc limit 1")[0][0]

    def nothing(self, league):
        pass

    def refuse(self, league):
        """Another version whose numbers are refused, and taken back."""
        self.assertIn(marts.build(project=self.refused).returncode, (0, 1))
        # Without a goal in it there is nothing to refuse.

    def stop(self, league):
        holder = marts.connect(marts.DATABASE)
        holder.autocommit = False
        holder.cursor().execute("lock table etl.correction in access exclusive mode")
        process = marts.begin_build()
        try:
            for _ in range(3000):
                if process.poll() is not None or league.rows(
                        "select 1 from pg_locks where not granted and relation = 'etl.correction'::regclass"):
                    break
                league.execute("select pg_sleep(0.1)")
            process.terminate()
            process.communicate(timeout=300)
        finally:
            process.kill()
            holder.close()

    def by_hand(self, league):
        done = subprocess.run(
            [str(marts.Path(sys.executable).parent / "dbt"), "run", "--project-dir", str(self.refused),
             "--profiles-dir", str(self.refused), "--select", "player_season_teams"],
            capture_output=True, text=True, check=False, env=os.environ | {"PGDATABASE": marts.DATABASE})
        self.assertIn("nhldata marts", done.stdout)


if __name__ == "__main__":
    unittest.main()
