#!/usr/bin/env python3
"""Builds the marts in schema marts_next, tests them, and publishes them in schema public if every test passed.

Guarantees
- Readers of schema public see the marts of one build, whole: the former ones or the new ones. Publishing is one
  transaction that changes rows, so it waits for no reader and no reader waits for it; only a mart whose columns
  changed is replaced, and views of others on it go with it.
- A model that cannot be built, a test that fails or a process that dies leaves schema public as it was.
- One build at a time: a second one waits for the first, or with --no-wait leaves it to that one.
- Loads may go on meanwhile. A game that was loaded again while it was being read is read once more before anything is
  tested against it or published.
- Ctrl-C and SIGTERM end a build, and with --with-parent the end of the process that started it does.
- What is built and published is what differs from the published marts, so a build that failed is made up for by the
  next one. Another version of this project than the published one is built in full.
- Each build, and each model and test in it, is in etl.dbt_run and etl.dbt_result.

Exit codes: 0 published (or, with --test, all well), 1 a model or a test failed, 2 the build could not be done at all,
3 another build is under way (--no-wait), 130 ended before its end.
"""
import argparse
import contextlib
import hashlib
import json
import os
import signal
import sys
import threading
from pathlib import Path

import psycopg2
from dbt.cli.main import dbtRunner
from psycopg2 import sql

import connection as postgres

PROJECT = Path(__file__).resolve().parent
# A container has the project on a file system that it cannot write.
TARGET = Path(os.environ.get("DBT_TARGET_PATH", PROJECT / "target"))
NEXT, PUBLISHED = "marts_next", "public"
READER = "nhldata_reader"
# Any number that no other program uses: of pg_advisory_lock.
BUILD_LOCK = 7_205_759_403
KINDS = ("model", "seed", "test", "unit_test")
SAMPLE_ROWS = 5
# Only games that the league corrects, or a person, are loaded again: more than this in a row is a rederive under way.
READINGS = 4
TO_SEE_MORE = "make status; select * from etl.dbt_result where dbt_run_id = {} and status in ('fail', 'error')"
# A reader holds no lock that publishing rows needs. Replacing a mart of other columns does: it gives up after this.
LOCK_TIMEOUT = "30s"


def connect():
    return psycopg2.connect(
        host=os.environ.get("PGHOST", "localhost"), port=os.environ.get("PGPORT", "5432"),
        user=os.environ.get("PGUSER", "postgres"), password=os.environ.get("PGPASSWORD", "postgres"),
        dbname=os.environ.get("PGDATABASE", "postgres"), connect_timeout=10, keepalives_idle=30,
        application_name="nhldata-marts")


def project_hash():
    """Of everything that decides what the published tables and views are, and what is said of them."""
    digest = hashlib.sha256()
    files = [PROJECT / "dbt_project.yml"]
    for folder in ("models", "macros"):
        files += [f for f in (PROJECT / folder).rglob("*") if f.suffix in (".sql", ".yml")]
    for file in sorted(files):
        digest.update(str(file.relative_to(PROJECT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def run_dbt(command, target, *extra):
    """The results of a dbt command, or None when it did not come as far as results."""
    outcome = dbtRunner().invoke([
        "--quiet", command, "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target", target,
        "--target-path", str(TARGET / target), *extra])
    if isinstance(outcome.exception, KeyboardInterrupt):
        raise KeyboardInterrupt
    return outcome.result.results if outcome.result is not None and hasattr(outcome.result, "results") else None


class Ledger:
    """Rows of etl.dbt_run and etl.dbt_result of one build, on a connection that commits at once."""

    def __init__(self, connection):
        self.cursor = connection.cursor()

    def close_dead_builds(self):
        """The lock is ours, so whoever wrote a running row is gone."""
        self.cursor.execute(
            "update etl.dbt_run set status = 'failed', ended_at = now(), message = 'its process ended before it did'"
            " where status = 'running'")

    def published_hash(self):
        self.cursor.execute(
            "select project_hash from etl.dbt_run where status = 'published' order by dbt_run_id desc limit 1")
        row = self.cursor.fetchone()
        return row and row[0]

    def begin(self, full_refresh, hash_):
        self.cursor.execute(
            "insert into etl.dbt_run (full_refresh, project_hash, loaded_state)"
            " select %s, %s, state from etl.loaded_state returning dbt_run_id", (full_refresh, hash_))
        self.run_id = self.cursor.fetchone()[0]

    def games_that_moved(self):
        """Games that are loaded in another version than the one that the models began to read."""
        self.cursor.execute(sql.SQL(
            "select count(*) from {} as seen inner join etl.game as game on seen.game_id = game.game_id"
            " where seen.loaded_at <> game.loaded_at and game.state not in ('stored', 'loading')").format(sql.Identifier(NEXT, "loaded_games")))
        return self.cursor.fetchone()[0]

    def write(self, results, samples):
        for result in results:
            node = result.node
            if node.resource_type.value not in KINDS:
                continue
            self.cursor.execute(
                "insert into etl.dbt_result (dbt_run_id, node_id, kind, name, status, seconds, failures, message, sample)"
                " values (%s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict (dbt_run_id, node_id) do nothing",
                (self.run_id, node.unique_id, str(node.resource_type.value), node.name, str(result.status.value),
                 round(result.execution_time, 3), result.failures, result.message,
                 samples.get(node.unique_id)))

    def end(self, status, message, games_changed=None, results=()):
        kinds = [(r.node.resource_type.value, r.status.value) for r in results]
        self.cursor.execute(
            "update etl.dbt_run set status = %s, ended_at = clock_timestamp(), message = %s, games_changed = %s,"
            " models_built = %s, tests_passed = %s, tests_warned = %s, failed = %s where dbt_run_id = %s",
            (status, message, games_changed,
             sum(k in ("model", "seed") and s == "success" for k, s in kinds),
             sum(k in ("test", "unit_test") and s == "pass" for k, s in kinds),
             sum(s == "warn" for _, s in kinds),
             sum(s in ("fail", "error") for _, s in kinds), self.run_id))


def sample_failures(connection, results):
    """Up to five rows of each data test that found something, by the test's id: they name the games."""
    samples = {}
    for result in results:
        if result.status.value not in ("fail", "warn") or result.node.resource_type.value != "test":
            continue
        with connection.cursor() as cursor, contextlib.suppress(psycopg2.Error):
            cursor.execute(
                f"select jsonb_agg(to_jsonb(found)) from ({result.node.compiled_code} limit {SAMPLE_ROWS}) as found")
            samples[result.node.unique_id] = json.dumps(cursor.fetchone()[0])
    return samples


def complaint(results, samples):
    """What failed, in a few lines, with the games that the found rows name."""
    lines = []
    for result in results:
        if result.status.value not in ("fail", "error"):
            continue
        line = f"{result.node.name}: {(result.message or '').strip()}"
        for row in json.loads(samples.get(result.node.unique_id) or "null") or []:
            line += "\n  " + ", ".join(
                f"{column} {value}" for column, value in row.items() if value is not None)
        lines.append(line)
    return "\n".join(lines)


def column_list(cursor, schema, name):
    cursor.execute(
        "select attname, format_type(atttypid, atttypmod), attnotnull from pg_attribute"
        " where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped order by attnum",
        (f'"{schema}"."{name}"',))
    return cursor.fetchall()


def relation_kind(cursor, name):
    cursor.execute("select relkind from pg_class where oid = to_regclass(%s)", (f'"{PUBLISHED}"."{name}"',))
    row = cursor.fetchone()
    return row and row[0]


def drop(cursor, name, kind):
    statement = "drop view {} cascade" if kind == "v" else "drop table {} cascade"
    cursor.execute(sql.SQL(statement).format(sql.Identifier(PUBLISHED, name)))


def publish_table(cursor, node, everything):
    """The published table gets the rows of the next one: all, or those of what changed."""
    source, target = sql.Identifier(NEXT, node.name), sql.Identifier(PUBLISHED, node.name)
    columns = column_list(cursor, NEXT, node.name)
    kind = relation_kind(cursor, node.name)
    if kind != "r" or columns != column_list(cursor, PUBLISHED, node.name):
        if kind:
            drop(cursor, node.name, kind)
        cursor.execute(sql.SQL("create table {} (like {} including all)").format(target, source))
        everything = True
    names = sql.SQL(", ").join(sql.Identifier(name) for name, _, _ in columns)
    key = node.config.get("changed_by")
    some = sql.SQL("")
    if key and not everything:
        some = sql.SQL("where {key} in (select {key} from {changed})").format(
            key=sql.Identifier(key), changed=sql.Identifier(NEXT, "changed_games"))
    elif not differ(cursor, names, source, target):
        return
    cursor.execute(sql.SQL("delete from {} {}").format(target, some))
    cursor.execute(sql.SQL("insert into {target} ({names}) select {names} from {source} {some}").format(
        target=target, names=names, source=source, some=some))


def differ(cursor, names, one, other):
    query = sql.SQL(
        "select exists (select {names} from {one} except all select {names} from {other})"
        " or exists (select {names} from {other} except all select {names} from {one})")
    cursor.execute(query.format(names=names, one=one, other=other))
    return cursor.fetchone()[0]


def publish_view(cursor, node, everything):
    """The next view's query, over the published tables."""
    kind = relation_kind(cursor, node.name)
    if kind == "v" and not everything:
        return
    target = sql.Identifier(PUBLISHED, node.name)
    query = node.compiled_code.replace(f'"{NEXT}"', f'"{PUBLISHED}"').rstrip()
    create = sql.SQL("create or replace view {} as\n").format(target).as_string(cursor) + query
    cursor.execute("savepoint before_view")
    try:
        if kind and kind != "v":
            drop(cursor, node.name, kind)
        cursor.execute(create)
    except psycopg2.errors.InvalidTableDefinition:
        cursor.execute("rollback to savepoint before_view")
        drop(cursor, node.name, kind)
        cursor.execute(create)


def describe(cursor, node):
    target = sql.Identifier(PUBLISHED, node.name)
    kind = sql.SQL("view" if relation_kind(cursor, node.name) == "v" else "table")
    cursor.execute(sql.SQL("comment on {} {} is %s").format(kind, target), (node.description,))
    for column in node.columns.values():
        cursor.execute(sql.SQL("comment on column {} is %s").format(
            sql.Identifier(PUBLISHED, node.name, column.name)), (column.description,))


def let_read(cursor, node):
    cursor.execute("select 1 from pg_roles where rolname = %s", (READER,))
    if cursor.fetchone() is None:
        return
    cursor.execute("select has_table_privilege(%s, %s, 'select')", (READER, f'"{PUBLISHED}"."{node.name}"'))
    if not cursor.fetchone()[0]:
        cursor.execute(sql.SQL("grant select on {} to {}").format(
            sql.Identifier(PUBLISHED, node.name), sql.Identifier(READER)))


def publish(cursor, nodes, everything):
    """In the order of the build, so that a view comes after what it stands on."""
    cursor.execute("set local lock_timeout = %s", (LOCK_TIMEOUT,))
    tables = [n for n in nodes if n.config.materialized != "view"]
    views = [n for n in nodes if n.config.materialized == "view"]
    for node in tables:
        publish_table(cursor, node, everything)
    for node in views:
        publish_view(cursor, node, everything)
    for node in nodes:
        cursor.execute("select obj_description(to_regclass(%s))", (f'"{PUBLISHED}"."{node.name}"',))
        if everything or cursor.fetchone()[0] is None:
            describe(cursor, node)
        let_read(cursor, node)


def games_changed(connection):
    with connection.cursor() as cursor, contextlib.suppress(psycopg2.Error):
        cursor.execute(sql.SQL("select count(distinct game_id) from {}").format(sql.Identifier(NEXT, "changed_games")))
        return cursor.fetchone()[0]


def read_until_nothing_moves(ledger, full_refresh):
    """The results of dbt over games that stood still, None if dbt could not begin."""
    for _ in range(READINGS):
        results = run_dbt("build", "next", *(["--full-refresh"] if full_refresh else []))
        if results is None or not ledger.games_that_moved():
            return results
    raise Moving("games are being loaded again, faster than they can be read. When that run is over, type: make dbt_run")


class Moving(Exception):
    """No fault of the data or of the models."""


def build(connection, ask_full_refresh):
    ledger = Ledger(connection)
    ledger.close_dead_builds()
    hash_ = project_hash()
    full_refresh = ask_full_refresh or ledger.published_hash() != hash_
    ledger.begin(full_refresh, hash_)
    results = None
    try:
        results = read_until_nothing_moves(ledger, full_refresh)
        if results is None:
            ledger.end("failed", "dbt could not begin: see dbt/logs/dbt.log. Type: make dbt_run")
            print("marts not built, the former ones stay: dbt could not begin, see above", file=sys.stderr)
            return 2
        samples = sample_failures(connection, results)
        ledger.write(results, samples)
        bad = [r for r in results if r.status.value in ("fail", "error")]
        changed = games_changed(connection)
        if bad:
            why = complaint(results, samples)
            refused = all(r.node.resource_type.value == "test" for r in bad)
            ledger.end("refused" if refused else "failed", f"{why}\nTo see more: {TO_SEE_MORE.format(ledger.run_id)}."
                       "\nPut the data right, then type: make step2", changed, results)
            print(f"marts not published, the former ones stay:\n{why}", file=sys.stderr)
            return 1
        nodes = [r.node for r in results
                 if r.node.resource_type.value in ("model", "seed") and r.node.config.meta.get("published")]
        connection.autocommit = False
        with connection, connection.cursor() as cursor:
            publish(cursor, nodes, full_refresh)
            ledger.end("published", None, changed, results)
        connection.autocommit = True
    except (KeyboardInterrupt, Moving) as e:
        why = str(e) or "ended before its end"
        broken_off(connection, ledger, "stopped", f"{why}; the next build makes up for it", results)
        print(f"marts not built, the former ones stay: {why}", file=sys.stderr)
        return 130
    except BaseException as e:
        broken_off(connection, ledger, "failed", f"{type(e).__name__}: {str(e).strip()}\nType: make dbt_run", results)
        raise
    say(results, f"published, {changed} games changed{', built in full' if full_refresh else ''}")
    return 0


def broken_off(connection, ledger, status, why, results):
    with contextlib.suppress(psycopg2.Error):
        connection.rollback()
        connection.autocommit = True
        ledger.end(status, why, None, results or ())


def test():
    """Once more over what readers see, and over all of it."""
    results = run_dbt("test", "published", "--exclude", "resource_type:unit_test", "config.meta.published:false")
    if results is None:
        return 2
    connection = connect()
    connection.autocommit = True
    samples = sample_failures(connection, results)
    connection.close()
    why = complaint(results, samples)
    if why:
        print(why, file=sys.stderr)
        return 1
    say(results, "as published")
    return 0


def say(results, what):
    def count(*states):
        return sum(r.status.value in states for r in results if r.node.resource_type.value in KINDS)
    print(f"marts: {what}; {count('success')} built, {count('pass')} tests passed, {count('warn')} warned")
    for result in results:
        if result.status.value == "warn":
            print(f"  warned: {result.node.name}, {result.failures} rows")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full-refresh", action="store_true", help="build everything anew")
    parser.add_argument("--test", action="store_true", help="build nothing, test the published marts")
    parser.add_argument("--no-wait", action="store_true", help="exit 3 when another build is under way")
    parser.add_argument("--with-parent", action="store_true", help="end when standard input is closed")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, interrupt)
    if arguments.with_parent:
        threading.Thread(target=end_with_parent, daemon=True).start()
    try:
        return work(arguments)
    except KeyboardInterrupt:
        return 130


def interrupt(*_):
    """Once: what is then written into the ledger is not to be interrupted."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


def end_with_parent():
    """Its end of the pipe closes whatever becomes of it. Not through sys.stdin, whose lock Python wants at its end."""
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def work(arguments):
    postgres.settle()
    try:
        connection = connect()
    except psycopg2.OperationalError as e:
        sys.exit(f"no PostgreSQL: {str(e).strip()}")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('etl.loaded_state')")
        if cursor.fetchone()[0] is None:
            sys.exit("the database has no ledger of this version yet. Type: make run_sql")
        cursor.execute("select pg_try_advisory_lock(%s)", (BUILD_LOCK,))
        if not cursor.fetchone()[0]:
            if arguments.no_wait:
                return 3
            print("another build of the marts is running, waiting for it ...", file=sys.stderr)
            cursor.execute("select pg_advisory_lock(%s)", (BUILD_LOCK,))
    try:
        return test() if arguments.test else build(connection, arguments.full_refresh)
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
