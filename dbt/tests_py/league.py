"""A small invented league in a separate database on the server at PGHOST and PGPORT, and builds of its marts."""
import atexit
import functools
import multiprocessing
import os
import runpy
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import dbt.cli.main  # noqa: F401 (each build is a fork of this process and need not import it)
import psycopg2

DBT = Path(__file__).resolve().parents[1]
MIGRATIONS = DBT.parent / "src/main/resources/db/migration"
TEAMS = {1: "Ants", 2: "Bees", 3: "Cats", 4: "Dogs"}
# The seasons of a built league: the former two have four games each.
SEASONS, LATEST_SEASON = (20222023, 20232024), 20242025
# number, home, away, their goals, how it ended; of a shootout the home team is the winner
REGULAR = [
    (1, 1, 2, 3, 1, "REG"), (2, 3, 4, 2, 5, "REG"), (3, 2, 3, 4, 3, "OT"), (4, 1, 4, 2, 2, "SO"), (5, 4, 2, 1, 6, "REG"),
    (6, 3, 1, 0, 2, "REG"), (7, 2, 1, 3, 2, "OT"), (8, 4, 3, 3, 3, "SO"), (9, 1, 3, 4, 1, "REG"), (10, 2, 4, 2, 1, "REG"),
    (11, 3, 2, 1, 4, "REG"), (12, 4, 1, 2, 3, "REG"),
]
PLAYOFFS = [(111, 1, 4, 2, 1, "REG"), (112, 1, 4, 3, 2, "OT"), (113, 4, 1, 5, 1, "REG"), (114, 4, 1, 0, 1, "REG"), (115, 1, 4, 2, 0, "REG"),
            (121, 2, 3, 1, 0, "REG")]
MARTS = """
    select table_name::text from information_schema.tables
    where table_schema = 'public' and table_name <> 'game_stats' order by 1
"""
# dbt parses the whole project again when the name of the database changes, so all leagues have the same, one after the other.
DATABASE = f"league_{os.getpid()}"
BUILT_DATABASE = f"built_{os.getpid()}"
# For a full build of rows that an incremental build has tested, or where the test is of something else: they take a third of its time.
WITHOUT_DATA_TESTS = {"DBT_EXCLUDE_RESOURCE_TYPES": "test unit_test"}


def abbreviation(team):
    return TEAMS[team][:3].upper()


def connect(database):
    connection = psycopg2.connect(
        host=os.environ.get("PGHOST", "localhost"), port=os.environ["PGPORT"],
        user=os.environ.get("PGUSER", "postgres"), password=os.environ.get("PGPASSWORD", "postgres"), dbname=database)
    connection.autocommit = True
    return connection


def on_server(statement):
    server = connect("postgres")
    server.cursor().execute(statement)
    server.close()


class League:
    """Writes what the application would: rows of game_stats, and the game in the ledger. Its database is new, or a copy of another."""

    def __init__(self, template=None):
        on_server(f"create database {DATABASE}" + (f" template {template}" if template else ""))
        self.connection = connect(DATABASE)
        self.cursor = self.connection.cursor()
        if not template:
            self.migrate()

    def migrate(self):
        versions = sorted(MIGRATIONS.glob("V*.sql"), key=lambda f: int(f.name[1:f.name.index("_")]))
        self.cursor.execute("create schema etl")
        for file in [*versions, *sorted(MIGRATIONS.glob("R*.sql"))]:
            self.cursor.execute(file.read_text())
        self.cursor.execute("alter table etl.game disable trigger user")  # games are inserted as loaded, without the transitions before
        self.cursor.execute("insert into etl.run (run_id, kind, source, owner) values ('r', 'sweep', 'test', 'o')")

    def drop(self):
        self.connection.close()
        on_server(f"drop database {DATABASE} with (force)")

    def build(self, *arguments, **settings):
        return Build(*arguments, **settings).result()

    def publish(self, *arguments, **settings):
        """Builds the marts, and fails if they are not published."""
        done = self.build(*arguments, **settings)
        if done.returncode != 0:
            raise AssertionError(done.stdout + done.stderr)
        return done

    def last_build(self):
        return self.rows("select to_jsonb(d) from etl.dbt_run as d order by dbt_run_id desc limit 1")[0][0]

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

    def play_four_games(self, season):
        self.play(season, 1, 1, 2, 3, 1)
        self.play(season, 2, 3, 4, 2, 5)
        self.play(season, 3, 2, 3, 4, 2)
        self.play(season, 4, 1, 4, 2, 1, game_type=3)

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
    """`python build_marts.py ARGUMENTS` for the league, started as a fork of this process, which saves a quarter of its time."""

    def __init__(self, *arguments, project=None, **environment):
        super().__init__()
        self.script, self.arguments = (project or tested_project()) / "build_marts.py", arguments
        self.environment = {"PGDATABASE": DATABASE, "DBT_LOG_PATH": str(DBT / "logs"), "DBT_LOG_LEVEL_FILE": "warn"} | environment
        self.output = [tempfile.TemporaryFile("w+") for _ in range(2)]
        standard_input, self.input = os.pipe()
        self.files = [standard_input, *self.output]
        self.start()
        os.close(standard_input)

    def run(self):
        os.close(self.input)
        for number, file in enumerate(self.files):
            os.dup2(file if isinstance(file, int) else file.fileno(), number)
        os.environ |= self.environment
        sys.argv = [str(self.script), *self.arguments]
        self.start_program()

    def start_program(self):
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


class ManualBuild(Build):
    """`dbt COMMAND --target TARGET OPTIONS` on the project, as somebody may run it by hand."""

    def start_program(self):
        project, target = self.script.parent, self.arguments[2]
        sys.argv += ["--project-dir", str(project), "--profiles-dir", str(project), "--target-path", str(project / "target" / target)]
        dbt.cli.main.cli()


@functools.cache
def built_league():
    """The database of a league whose marts are published, to copy. They were published without games before."""
    league = League()
    league.publish()
    assert league.marts()["nhl_players"] == [], "no games, no players"
    for season in SEASONS:
        league.play_four_games(season)
    for games, game_type in ((REGULAR, 2), (PLAYOFFS, 3)):
        for number, home, away, home_goals, away_goals, end in games:
            league.play(LATEST_SEASON, number, home, away, home_goals, away_goals, game_type, end)
    league.publish()
    league.connection.close()
    on_server(f"alter database {DATABASE} rename to {BUILT_DATABASE}")
    atexit.register(on_server, f"drop database {BUILT_DATABASE}")
    return BUILT_DATABASE


def changed_copy(folder, file, old, new):
    """A copy of the project with one change in one file, and with what dbt has parsed of it. It has no unit tests: they would fail
    before the changed table is built."""
    project = shutil.copytree(tested_project(), Path(folder) / "dbt")
    text = (project / file).read_text()
    assert old in text, f"{file} does not contain {old}"
    (project / file).write_text(text.replace(old, new))
    return project
