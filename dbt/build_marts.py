#!/usr/bin/env python3
"""Builds the marts in schema marts_next, tests them, and publishes them in schema public if every test passed.

Guarantees
- Readers of schema public see the marts of one build as a whole: the previous ones or the new ones. Publishing is one
  transaction that changes rows, so readers neither wait for it nor block it.
- Nothing in schema public is dropped or changed that was not created by a build: if another relation has the name of a
  mart, or a view of another owner depends on a column that changes, the build fails and names it. Columns are altered in
  place, so that views and grants of others are kept.
- If a model or a test fails, or the process crashes, schema public stays unchanged.
- A game whose rows contradict each other or its score is quarantined: the marts keep its previously published version, or
  exclude it, and all other games are published. etl.quarantined_game lists these games.
- One build at a time: a second one waits for the first; with --no-wait it exits instead.
- Games may be loaded during a build. A game that was loaded again while it was being read is read once more before
  anything is tested or published.
- Ctrl-C and SIGTERM end a build; with --with-parent, so does the end of the process that started it.
- Published marts are always what the current models compute from the current rows, whatever was built before. A build is
  incremental only if the previous build was published by the same version of the project, because then schema marts_next
  holds what is published. After another version, or a failed, refused or stopped build, everything is rebuilt.
- Each build, and each of its models and tests, is recorded in etl.dbt_run and etl.dbt_result.

Exit codes: 0 published (with --test: all tests passed), 1 a model or a test failed, 2 dbt could not start, 3 another build
is running (--no-wait), 130 stopped.
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

import dbt.version
import psycopg2
import yaml
from dbt.cli.main import dbtRunner
from psycopg2 import sql

import connection as postgres

PROJECT = Path(__file__).resolve().parent
# In a container the project is on a read-only file system.
TARGET = Path(os.environ.get("DBT_TARGET_PATH", PROJECT / "target"))
NEXT, PUBLISHED = "marts_next", "public"
READER = "nhldata_reader"
# Key of pg_advisory_lock: an arbitrary number that no other application uses.
BUILD_LOCK = 7_205_759_403
VIEWS = "models/mart/views"
KINDS = ("model", "seed", "test", "unit_test")
SAMPLE_ROWS = 5
# libyaml's loader is ten times faster.
YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_MESSAGE_LENGTH = 400
# Normally only corrected games are loaded again during a build: more attempts than this mean that a rederive is running.
MAX_ATTEMPTS = 4
FAILED_RESULTS = "select * from etl.dbt_result where dbt_run_id = {} and status in ('fail', 'error')"
# Readers hold no lock that conflicts with changing rows, only with altering columns: that fails after this time.
LOCK_TIMEOUT = "30s"


def connect():
    return psycopg2.connect(
        host=os.environ.get("PGHOST", "localhost"), port=os.environ.get("PGPORT", "5432"),
        user=os.environ.get("PGUSER", "postgres"), password=os.environ.get("PGPASSWORD", "postgres"),
        dbname=os.environ.get("PGDATABASE", "postgres"), connect_timeout=10, keepalives_idle=30,
        application_name="nhldata-marts")


def project_hash():
    """Hash of everything that determines the published relations, their descriptions and their tests."""
    digest = hashlib.sha256(dbt.version.__version__.encode() + b"\0")
    files = [PROJECT / "dbt_project.yml", PROJECT / "build_marts.py"]
    for folder in ("models", "macros", "seeds", "tests"):
        files += [f for f in (PROJECT / folder).rglob("*") if f.suffix in (".sql", ".yml", ".csv", ".md")]
    for file in sorted(files):
        digest.update(str(file.relative_to(PROJECT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def run_dbt(command, target, *extra):
    """The results of a dbt command, or None if it failed before there were results."""
    outcome = dbtRunner().invoke([
        "--quiet", "--no-write-json", command, "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target", target,
        "--target-path", str(TARGET / target), *extra])
    if isinstance(outcome.exception, KeyboardInterrupt):
        raise KeyboardInterrupt
    return outcome.result.results if outcome.result is not None and hasattr(outcome.result, "results") else None


def name_of(node):
    """Of a model or seed the name of its relation, which for a version of a view is another than that of the model."""
    return node.alias if node.resource_type.value in ("model", "seed") else node.name


class Ledger:
    """Rows of etl.dbt_run and etl.dbt_result of one build, on a connection in autocommit mode."""

    def __init__(self, connection):
        self.cursor = connection.cursor()

    def fail_crashed_builds(self):
        """This process holds the lock, so the process of any other running build has crashed."""
        self.cursor.execute(
            "update etl.dbt_run set status = 'failed', ended_at = now(), message = 'the process of this build crashed'"
            " where status = 'running'")

    def matches_published(self, hash_):
        """Whether schema marts_next holds what is published, by this version of the project."""
        self.cursor.execute("select status, project_hash from etl.dbt_run order by dbt_run_id desc limit 1")
        return self.cursor.fetchone() == ("published", hash_)

    def begin(self, full_refresh, hash_):
        self.cursor.execute(
            "insert into etl.dbt_run (full_refresh, project_hash, loaded_state)"
            " select %s, %s, state from etl.loaded_state returning dbt_run_id", (full_refresh, hash_))
        self.run_id = self.cursor.fetchone()[0]
        # Without this variable dbt refuses to build in schema marts_next.
        os.environ["NHLDATA_DBT_RUN"] = str(self.run_id)

    def games_changed_since_read(self):
        """Number of games that were loaded again after the models had read the ledger."""
        self.cursor.execute(sql.SQL(
            "select count(*) from {} as seen inner join etl.game as game on seen.game_id = game.game_id"
            " where seen.loaded_at is distinct from game.loaded_at and not seen.is_being_loaded").format(
                sql.Identifier(NEXT, "ledger_games")))
        return self.cursor.fetchone()[0]

    def write(self, results, samples):
        for result in results:
            node = result.node
            if node.resource_type.value not in KINDS:
                continue
            self.cursor.execute(
                "insert into etl.dbt_result (dbt_run_id, node_id, kind, name, status, seconds, failures, message, sample)"
                " values (%s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict (dbt_run_id, node_id) do nothing",
                (self.run_id, node.unique_id, str(node.resource_type.value), name_of(node), str(result.status.value),
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
    """Up to five failing rows of each data test, by the id of the test: they identify the games."""
    samples = {}
    for result in results:
        if result.status.value not in ("fail", "warn") or result.node.resource_type.value != "test":
            continue
        with connection.cursor() as cursor, contextlib.suppress(psycopg2.Error):
            cursor.execute(
                f"select jsonb_agg(to_jsonb(found)) from ({result.node.compiled_code} limit {SAMPLE_ROWS}) as found")
            samples[result.node.unique_id] = json.dumps(cursor.fetchone()[0])
    return samples


def short_message(result):
    """The message of dbt in one line."""
    if result.node.resource_type.value == "test" and result.failures:
        return f"{result.failures} rows"
    lines = (line.strip() for line in (result.message or "").splitlines())
    return " ".join(line for line in lines if line and not line.startswith("compiled code at"))[:MAX_MESSAGE_LENGTH]


def failure_report(results, samples):
    """The failed models and tests, with sample rows that identify the games."""
    lines = []
    for result in results:
        if result.status.value not in ("fail", "error"):
            continue
        line = f"{name_of(result.node)}: {short_message(result)}"
        for row in json.loads(samples.get(result.node.unique_id) or "null") or []:
            line += "\n  " + ", ".join(
                f"{column} {value}" for column, value in row.items() if value is not None)
        lines.append(line)
    return "\n".join(lines)


class ForeignRelationError(Exception):
    """A relation in schema public that no build created is in the way. The message says what to do."""


def relation_of(cursor, name):
    """Oid and relkind of the relation with this name in schema public; (None, None) if there is none."""
    cursor.execute(
        "select oid, relkind from pg_class where relnamespace = %s::regnamespace and relname = %s", (PUBLISHED, name))
    return cursor.fetchone() or (None, None)


def column_list(cursor, schema, name):
    """Type and NOT NULL flag of each column, by name."""
    cursor.execute(
        "select attname, format_type(atttypid, atttypmod), attnotnull from pg_attribute"
        " where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped order by attnum",
        (f'"{schema}"."{name}"',))
    return {column: (type_, never_null) for column, type_, never_null in cursor.fetchall()}


# Identifies a mart: kind, columns and comments.
SIGNATURE = """
    select md5(c.relkind::text || coalesce(obj_description(c.oid, 'pg_class'), '') || string_agg(
        format('%%s %%s %%s', a.attname, format_type(a.atttypid, a.atttypmod), col_description(c.oid, a.attnum)), e'\n'
        order by a.attname))
    from pg_class as c inner join pg_attribute as a on c.oid = a.attrelid and a.attnum > 0 and not a.attisdropped
    where c.oid = %s group by c.oid, c.relkind
"""
# Recognises marts published before etl.published_mart existed: the ledger has a published build of it, and the relation
# and all of its columns have comments.
PUBLISHED_BEFORE_REGISTER = """
    select exists (
        select from etl.dbt_result as r inner join etl.dbt_run as d using (dbt_run_id)
        where d.status = 'published' and r.kind in ('model', 'seed') and r.name = %(name)s and r.status = 'success'
    ) and obj_description(%(relation)s, 'pg_class') like 'One row per %%'
    and not exists (
        select from pg_attribute
        where attrelid = %(relation)s and attnum > 0 and not attisdropped and col_description(attrelid, attnum) is null
    )
"""


def is_own(cursor, name):
    """Whether a build created the relation with this name in schema public; true if there is none."""
    relation, kind = relation_of(cursor, name)
    if relation is None:
        return True
    cursor.execute("select relation, signature from etl.published_mart where name = %s", (name,))
    known = cursor.fetchone()
    if known is None:
        cursor.execute(PUBLISHED_BEFORE_REGISTER, {"name": name, "relation": relation})
        return kind in ("r", "v") and cursor.fetchone()[0]
    if known[0] == relation:
        return True
    # After a restore the same table has another oid.
    cursor.execute(SIGNATURE, (relation,))
    return cursor.fetchone() == (known[1],)


def reject_foreign_relations(cursor, names):
    foreign = [name for name in names if not is_own(cursor, name)]
    if foreign:
        listed = ", ".join(f"{PUBLISHED}.{name}" for name in foreign)
        raise ForeignRelationError(
            f"{listed}: not created by nhldata, and the name is that of a mart. Nothing was changed. Rename it"
            f" (alter table {PUBLISHED}.{foreign[0]} rename to ...) or move it to another schema, or use a"
            " separate database (PGDATABASE). Then run: nhldata marts")


def names_of_marts():
    """Names of the published relations, from the files of the project, so that they are known before dbt runs."""
    names = {f.stem for f in [*PROJECT.glob("models/**/*.sql"), *PROJECT.glob("seeds/*.csv")]}
    for file in [*PROJECT.glob("models/**/*.yml"), *PROJECT.glob("seeds/*.yml")]:
        content = yaml.load(file.read_text(), YAML_LOADER) or {}
        for model in [*content.get("models", []), *content.get("seeds", [])]:
            if model.get("config", {}).get("meta", {}).get("published") is False:
                names.discard(model["name"])
    return sorted(names)


def register(cursor, name, run_id):
    relation, _ = relation_of(cursor, name)
    cursor.execute(SIGNATURE, (relation,))
    cursor.execute(
        "insert into etl.published_mart as m (name, relation, signature, dbt_run_id) values (%s, %s, %s, %s)"
        " on conflict (name) do update set relation = excluded.relation, signature = excluded.signature,"
        " dbt_run_id = excluded.dbt_run_id where (m.relation, m.signature) <> (excluded.relation, excluded.signature)",
        (name, relation, cursor.fetchone()[0], run_id))


# The indexes of a table, without their names, that another one lacks.
MISSING_INDEXES = """
    with found as (
        select
            indrelid, case when indisunique then 'unique index' else 'index' end as index,
            substring(pg_get_indexdef(indexrelid) from ' (USING .*)$') as definition
        from pg_index
    )
    select index, definition from found where indrelid = to_regclass(%s)
    except
    select index, definition from found where indrelid = to_regclass(%s)
"""

# Views and rules that depend directly on a relation or on one of its columns.
DEPENDENTS = """
    select distinct n.nspname, c.relname
    from pg_depend as d
    inner join pg_rewrite as r on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
    inner join pg_class as c on r.ev_class = c.oid
    inner join pg_namespace as n on c.relnamespace = n.oid
    where d.refclassid = 'pg_class'::regclass and d.refobjid = %s and c.oid <> d.refobjid
    order by 1, 2
"""

# Privileges of others on a relation and on single columns of it.
GRANTS = """
    select null::text, privilege_type, case when grantee <> 0 then grantee::regrole::text end, is_grantable
    from pg_class, aclexplode(relacl) where oid = %(relation)s and grantee <> relowner
    union all
    select attname::text, privilege_type, case when grantee <> 0 then grantee::regrole::text end, is_grantable
    from pg_class as c inner join pg_attribute as a on c.oid = a.attrelid, aclexplode(attacl)
    where c.oid = %(relation)s and a.attnum > 0 and not a.attisdropped and grantee <> c.relowner
"""


def attempt(cursor, statement):
    """Executes the statement; returns False, without effect, if other objects depend on what it removes. Never uses CASCADE."""
    cursor.execute("savepoint attempt")
    try:
        cursor.execute(statement)
    except (psycopg2.errors.DependentObjectsStillExist, psycopg2.errors.FeatureNotSupported,
            psycopg2.errors.InvalidTableDefinition):
        cursor.execute("rollback to savepoint attempt")
        return False
    cursor.execute("release savepoint attempt")
    return True


class Publication:
    """Publishes a build in schema public, in one transaction. Relations of others stay unchanged, or the build fails."""

    def __init__(self, cursor, nodes, everything, run_id):
        self.cursor, self.everything, self.run_id = cursor, everything, run_id
        self.tables = [n for n in nodes if n.config.materialized != "view"]
        self.views = [n for n in nodes if n.config.materialized == "view"]
        self.names = {n.alias for n in nodes}
        self.grants, self.emptied = {}, set()

    def publish(self):
        """Publishes in build order, so that a view follows the relations it depends on."""
        self.cursor.execute("set local lock_timeout = %s", (LOCK_TIMEOUT,))
        reject_foreign_relations(self.cursor, sorted(self.names))
        for node in self.tables:
            self.publish_table(node)
            if self.everything:
                self.create_indexes(node.alias)
        for node in self.views:
            self.publish_view(node)
        for node in [*self.tables, *self.views]:
            self.cursor.execute("select obj_description(to_regclass(%s))", (f'"{PUBLISHED}"."{node.alias}"',))
            if self.everything or self.cursor.fetchone()[0] is None:
                describe(self.cursor, node)
            grant_read(self.cursor, node)
            register(self.cursor, node.alias, self.run_id)

    def publish_table(self, node):
        """Copies the rows of the next table to the published one: all, or those of changed games or seasons."""
        source, target = sql.Identifier(NEXT, node.alias), sql.Identifier(PUBLISHED, node.alias)
        columns = column_list(self.cursor, NEXT, node.alias)
        relation, kind = relation_of(self.cursor, node.alias)
        everything = self.everything
        if kind == "v":
            self.drop_view(node.alias)
            relation = None
        if relation is None:
            self.cursor.execute(sql.SQL("create table {} (like {} including all)").format(target, source))
            self.restore_grants(node.alias)
            everything = True
        elif columns != column_list(self.cursor, PUBLISHED, node.alias):
            self.alter_columns(node.alias, relation, columns)
            everything = True
        names = sql.SQL(", ").join(sql.Identifier(name) for name in columns)
        key = node.config.get("changed_by")
        some = sql.SQL("")
        if key and not everything:
            some = sql.SQL("where {key} in (select {key} from {changed})").format(
                key=sql.Identifier(key), changed=sql.Identifier(NEXT, "games_to_rebuild"))
        elif relation is not None and not differ(self.cursor, names, source, target):
            self.set_not_null(node.alias, columns)
            return
        self.cursor.execute(sql.SQL("delete from {} {}").format(target, some))
        self.cursor.execute(sql.SQL("insert into {target} ({names}) select {names} from {source} {some}").format(
            target=target, names=names, source=source, some=some))
        self.set_not_null(node.alias, columns)

    def create_indexes(self, name):
        """Creates the indexes of the next table that the published one does not have: an older version has created it without."""
        self.cursor.execute(MISSING_INDEXES, (f'"{NEXT}"."{name}"', f'"{PUBLISHED}"."{name}"'))
        for index, definition in self.cursor.fetchall():
            self.cursor.execute(sql.SQL("create {} on {} {}").format(
                sql.SQL(index), sql.Identifier(PUBLISHED, name), sql.SQL(definition)))

    def alter_columns(self, name, relation, columns):
        """In place, because replacing the table would drop the views and grants of others."""
        target = sql.Identifier(PUBLISHED, name)
        published = column_list(self.cursor, PUBLISHED, name)
        for column, (type_, never_null) in columns.items():
            if column not in published:
                self.cursor.execute(sql.SQL("alter table {} add column {} {}").format(
                    target, sql.Identifier(column), sql.SQL(type_)))
                continue
            if published[column][1] and (not never_null or published[column][0] != type_):
                self.cursor.execute(sql.SQL("alter table {} alter column {} drop not null").format(
                    target, sql.Identifier(column)))
            if published[column][0] != type_:
                # All rows are inserted again afterwards.
                self.alter_without_own_views(name, relation, sql.SQL("alter table {} alter column {} type {} using null").format(
                    target, sql.Identifier(column), sql.SQL(type_)), column)
        for column in published.keys() - columns.keys():
            self.alter_without_own_views(
                name, relation, sql.SQL("alter table {} drop column {}").format(target, sql.Identifier(column)), column)

    def set_not_null(self, name, columns):
        """Sets the NOT NULL constraints of the next table on the published one, after its rows are inserted."""
        for column, (_, never_null) in column_list(self.cursor, PUBLISHED, name).items():
            if columns[column][1] and not never_null:
                self.cursor.execute(sql.SQL("alter table {} alter column {} set not null").format(
                    sql.Identifier(PUBLISHED, name), sql.Identifier(column)))

    def alter_without_own_views(self, name, relation, statement, column):
        """Releases the column from published views, but not from views of others."""
        if attempt(self.cursor, statement):
            return
        self.release_own_views_on(relation)
        if not attempt(self.cursor, statement):
            raise ForeignRelationError(
                f"column {column} of {PUBLISHED}.{name} changes in this version, and other views depend on it:"
                f" {self.others_on(relation)}. Nothing was published. Drop them, run: nhldata marts, and create them again")

    def release_own_views_on(self, relation):
        """Replaces published views that depend on the relation by empty ones with the same columns, until they are published.
        Dropping them would drop the views of others on them."""
        self.cursor.execute(DEPENDENTS, (relation,))
        for schema, view in self.cursor.fetchall():
            if schema == PUBLISHED and view in self.names:
                self.cursor.execute(sql.SQL("create or replace view {} as select {} where false").format(
                    sql.Identifier(PUBLISHED, view), sql.SQL(", ").join(
                        sql.SQL("null::{} as {}").format(sql.SQL(type_), sql.Identifier(column))
                        for column, (type_, _) in column_list(self.cursor, PUBLISHED, view).items())))
                self.emptied.add(view)

    def drop_view(self, name):
        relation, _ = relation_of(self.cursor, name)
        self.save_grants(name, relation)
        drop = sql.SQL("drop view {}").format(sql.Identifier(PUBLISHED, name))
        if attempt(self.cursor, drop):
            return
        self.release_own_views_on(relation)
        if not attempt(self.cursor, drop):
            raise ForeignRelationError(
                f"view {PUBLISHED}.{name} changes in this version, and other views depend on it: {self.others_on(relation)}."
                " Nothing was published. Drop them, run: nhldata marts, and create them again")

    def others_on(self, relation):
        self.cursor.execute(DEPENDENTS, (relation,))
        return ", ".join(f"{schema}.{view}" for schema, view in self.cursor.fetchall()) or "see the PostgreSQL log"

    def save_grants(self, name, relation):
        self.cursor.execute(GRANTS, {"relation": relation})
        self.grants[name] = self.cursor.fetchall()

    def restore_grants(self, name):
        columns = column_list(self.cursor, PUBLISHED, name)
        for column, privilege, role, may_grant in self.grants.pop(name, ()):
            if column is not None and column not in columns:
                continue
            self.cursor.execute(sql.SQL("grant {}{} on {} to {}{}").format(
                sql.SQL(privilege), sql.SQL("") if column is None else sql.SQL(" ({})").format(sql.Identifier(column)),
                sql.Identifier(PUBLISHED, name),
                sql.SQL("public") if role is None else sql.SQL(role), sql.SQL(" with grant option" if may_grant else "")))

    def publish_view(self, node):
        """Creates the view with the same query over the published tables."""
        relation, kind = relation_of(self.cursor, node.alias)
        if kind == "v" and not self.everything and node.alias not in self.emptied:
            return
        if kind == "r":
            self.save_grants(node.alias, relation)
            self.release_own_views_on(relation)
            self.cursor.execute(DEPENDENTS, (relation,))
            if self.cursor.fetchall() or not attempt(
                    self.cursor, sql.SQL("drop table {}").format(sql.Identifier(PUBLISHED, node.alias))):
                raise ForeignRelationError(
                    f"table {PUBLISHED}.{node.alias} becomes a view in this version, and other views depend on it:"
                    f" {self.others_on(relation)}. Nothing was published. Drop them, then run: nhldata marts")
        query = node.compiled_code.replace(f'"{NEXT}"', f'"{PUBLISHED}"').rstrip()
        create = sql.SQL("create or replace view {} as\n").format(
            sql.Identifier(PUBLISHED, node.alias)).as_string(self.cursor) + query
        if not attempt(self.cursor, create):
            self.drop_view(node.alias)
            self.cursor.execute(create)
        self.restore_grants(node.alias)


def differ(cursor, names, one, other):
    """Whether the rows of two tables differ, in any order. Compared are their number and the sum of their hashes: sorting the tables would
    take five times as long."""
    rows = sql.SQL("(select (count(*), sum(hash_record_extended(r, 0))) from (select {names} from {table}) as r)")
    cursor.execute(sql.SQL("select {} is distinct from {}").format(
        rows.format(names=names, table=one), rows.format(names=names, table=other)))
    return cursor.fetchone()[0]


def describe(cursor, node):
    target = sql.Identifier(PUBLISHED, node.alias)
    kind = sql.SQL("view" if relation_of(cursor, node.alias)[1] == "v" else "table")
    cursor.execute(sql.SQL("comment on {} {} is %s").format(kind, target), (node.description,))
    for column in node.columns.values():
        cursor.execute(sql.SQL("comment on column {} is %s").format(
            sql.Identifier(PUBLISHED, node.alias, column.name)), (column.description,))


def grant_read(cursor, node):
    cursor.execute("select 1 from pg_roles where rolname = %s", (READER,))
    if cursor.fetchone() is None:
        return
    cursor.execute("select has_table_privilege(%s, %s, 'select')", (READER, f'"{PUBLISHED}"."{node.alias}"'))
    if not cursor.fetchone()[0]:
        cursor.execute(sql.SQL("grant select on {} to {}").format(
            sql.Identifier(PUBLISHED, node.alias), sql.Identifier(READER)))


# Runs in the publishing transaction, so that the ledger agrees with what readers see.
QUARANTINE = """
    with quarantined as (
        select
            withheld.game_id, min(read.game_date) as game_date, min(read.season) as season,
            min(read.loaded_at) as loaded_at, min(previous.loaded_at) as published_loaded_at,
            array_agg(distinct found.check_name) as checks,
            string_agg(format('%%s (%%s)', found.detail, found.check_name), '; ' order by found.check_name, found.detail) as reason
        from marts_next.withheld_games as withheld
        inner join marts_next.ledger_games as read on withheld.game_id = read.game_id
        inner join marts_next.data_quality_exceptions as found
            on withheld.game_id = found.game_id and found.severity = 'error'
        left join marts_next.loaded_games as previous on withheld.game_id = previous.game_id
        where withheld.reason = 'quarantined'
        group by withheld.game_id
    ),
    -- A game that is being loaded again keeps its entry until its new rows are checked.
    released as (
        delete from etl.quarantined_game
        where game_id not in (select game_id from marts_next.withheld_games)
    )
    insert into etl.quarantined_game as q (
        game_id, game_date, season, dbt_run_id, checks, reason, s3_key, loaded_at, published_loaded_at, next_command
    )
    select
        quarantined.game_id, quarantined.game_date, quarantined.season, %(run_id)s, quarantined.checks, quarantined.reason, game.s3_key,
        quarantined.loaded_at, quarantined.published_loaded_at,
        case
            when game.shape = 'csv' then 'nhldata load'
            else format('nhldata backfill --from %%1$s --to %%1$s --only all', quarantined.game_date)
        end
    from quarantined inner join etl.game as game on quarantined.game_id = game.game_id
    on conflict (game_id) do update set
        game_date = excluded.game_date, season = excluded.season, dbt_run_id = excluded.dbt_run_id,
        checks = excluded.checks, reason = excluded.reason, s3_key = excluded.s3_key, loaded_at = excluded.loaded_at,
        published_loaded_at = excluded.published_loaded_at, next_command = excluded.next_command
"""


def games_changed(connection):
    with connection.cursor() as cursor, contextlib.suppress(psycopg2.Error):
        cursor.execute(sql.SQL("select count(distinct game_id) from {}").format(sql.Identifier(NEXT, "games_to_rebuild")))
        return cursor.fetchone()[0]


# What depends only on the project, so that an incremental build need not repeat it: unit tests, seeds with the tests of seeds only
# (cautious), and the views for applications, which are published over the published tables.
UNCHANGED = ("--exclude-resource-type", "unit_test", "--exclude", f"path:{VIEWS}", "path:seeds", "--indirect-selection", "cautious")


def has_views(connection):
    """Whether all views for applications are published."""
    with connection.cursor() as cursor:
        return all(relation_of(cursor, file.stem)[1] == "v" for file in (PROJECT / VIEWS).glob("*.sql"))


def build_until_stable(ledger, full_refresh):
    """Results of a dbt build during which no game changed (None if dbt could not start), and whether it was a full refresh."""
    for _ in range(MAX_ATTEMPTS):
        results = run_dbt("build", "next", *(["--full-refresh"] if full_refresh else UNCHANGED))
        if results is None or not ledger.games_changed_since_read():
            return results, full_refresh
        # Schema marts_next now holds rows that were not published, so it cannot be the base of an incremental build.
        full_refresh = True
    raise GamesChangingError("games are being loaded faster than they can be read. When that run has ended, run: nhldata marts")


class GamesChangingError(Exception):
    """Games kept changing during the build: neither the data nor the models are wrong."""


def build(connection, full_refresh_requested):
    ledger = Ledger(connection)
    ledger.fail_crashed_builds()
    hash_ = project_hash()
    full_refresh = full_refresh_requested or not ledger.matches_published(hash_) or not has_views(connection)
    ledger.begin(full_refresh, hash_)
    results = None
    try:
        # Checked before dbt runs, because models read the published marts.
        with connection.cursor() as cursor:
            reject_foreign_relations(cursor, names_of_marts())
        results, full_refresh = build_until_stable(ledger, full_refresh)
        if results is None:
            ledger.end("failed", "dbt could not start, see dbt/logs/dbt.log. Then run: nhldata marts")
            print("marts not built, the previous ones remain: dbt could not start, see above", file=sys.stderr)
            return 2
        samples = sample_failures(connection, results)
        ledger.write(results, samples)
        bad = [r for r in results if r.status.value in ("fail", "error")]
        changed = games_changed(connection)
        if bad:
            why = failure_report(results, samples)
            refused = all(r.node.resource_type.value == "test" for r in bad)
            ledger.end(
                "refused" if refused else "failed",
                f"{why}\nThe models are wrong, not a game (wrong games are quarantined). All failures:"
                f" {FAILED_RESULTS.format(ledger.run_id)}. Then run: nhldata marts", changed, results)
            print(f"marts not published, the previous ones remain:\n{why}", file=sys.stderr)
            return 1
        nodes = [r.node for r in results
                 if r.node.resource_type.value in ("model", "seed") and r.node.config.meta.get("published")]
        connection.autocommit = False
        with connection, connection.cursor() as cursor:
            Publication(cursor, nodes, full_refresh, ledger.run_id).publish()
            cursor.execute(QUARANTINE, {"run_id": ledger.run_id})
            ledger.end("published", None, changed, results)
        connection.autocommit = True
    except (KeyboardInterrupt, GamesChangingError) as e:
        why = str(e) or "stopped before the end"
        end_aborted(connection, ledger, "stopped", f"{why}; the next build includes its changes", results)
        print(f"marts not built, the previous ones remain: {why}", file=sys.stderr)
        return 130
    except ForeignRelationError as e:
        end_aborted(connection, ledger, "failed", str(e), results)
        print(f"marts not published, the previous ones remain: {e}", file=sys.stderr)
        return 1
    except BaseException as e:
        end_aborted(connection, ledger, "failed", f"{type(e).__name__}: {str(e).strip()}\nRun: nhldata marts", results)
        raise
    print_summary(results, f"published, {changed} games changed{', full refresh' if full_refresh else ''}")
    print_quarantine(connection)
    print_not_compared(connection)
    return 0


def print_quarantine(connection):
    """One line per quarantined game: the contradiction, its CSV and the command to run."""
    with connection.cursor() as cursor:
        cursor.execute("select quarantine from etl.marts_status where games_quarantined > 0")
        for (games,) in cursor.fetchall():
            print(f"  quarantined, all other games are published:\n  {games.replace(chr(10), chr(10) + '  ')}", file=sys.stderr)
            print("  To publish one as it is: nhldata exceptions accept GAME --why \"…\". Checks: docs/data-quality.md", file=sys.stderr)


# Seasons whose standings the test standings_are_the_published_ones says nothing of, and why.
NOT_COMPARED = """
    with seasons as (
        select
            season,
            case
                when season in (select season from public.games where source = 'sample') then 'the games are invented'
                when bool_or(final.team_id is null) then 'seeds/final_standings.csv does not have them'
                when bool_or(standings.games_missing > 0) then 'games are missing'
                when bool_or(standings.games_played is distinct from final.wins + final.losses + final.overtime_losses)
                    then 'not all games are known'
            end as reason
        from public.standings as standings
        full join marts_next.final_standings as final using (season, team_id)
        where season in (select season from public.standings)
        group by season
    )
    select reason, string_agg(format('%s-%s', season / 10000, lpad((season % 100)::text, 2, '0')), ', ' order by season)
    from seasons where reason is not null group by reason order by reason
"""


def print_not_compared(connection):
    with connection.cursor() as cursor:
        cursor.execute(NOT_COMPARED)
        for reason, seasons in cursor.fetchall():
            print(f"  standings not compared with the league's, because {reason}: {seasons}")


def end_aborted(connection, ledger, status, why, results):
    with contextlib.suppress(psycopg2.Error):
        connection.rollback()
        connection.autocommit = True
        ledger.end(status, why, None, results or ())


def test():
    """Tests the published marts, all rows of them."""
    results = run_dbt("test", "published", "--exclude", "resource_type:unit_test", "config.meta.published:false")
    if results is None:
        return 2
    connection = connect()
    connection.autocommit = True
    samples = sample_failures(connection, results)
    connection.close()
    why = failure_report(results, samples)
    if why:
        print(why, file=sys.stderr)
        return 1
    print_summary(results, "published marts tested")
    return 0


def print_summary(results, what):
    def count(*states):
        return sum(r.status.value in states for r in results if r.node.resource_type.value in KINDS)
    print(f"marts: {what}; {count('success')} built, {count('pass')} tests passed, {count('warn')} warned")
    for result in results:
        if result.status.value == "warn":
            print(f"  warned: {result.node.name}, {result.failures} rows")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full-refresh", action="store_true", help="rebuild all models in full")
    parser.add_argument("--test", action="store_true", help="test the published marts without building")
    parser.add_argument("--no-wait", action="store_true", help="exit with code 3 if another build is running")
    parser.add_argument("--with-parent", action="store_true", help="stop when standard input is closed")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, interrupt)
    if arguments.with_parent:
        threading.Thread(target=end_with_parent, daemon=True).start()
    try:
        return work(arguments)
    except KeyboardInterrupt:
        return 130


def interrupt(*_):
    """Ignores further signals, so that the end of the build is recorded in the ledger."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


def end_with_parent():
    """The pipe is closed when the parent process ends in any way. Not read with sys.stdin, whose lock Python needs at exit."""
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def work(arguments):
    postgres.settle()
    try:
        connection = connect()
    except psycopg2.OperationalError as e:
        sys.exit(f"PostgreSQL unavailable: {str(e).strip()}")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('etl.loaded_state')")
        if cursor.fetchone()[0] is None:
            sys.exit("the database has no ledger of this version yet. Run: nhldata migrate")
        cursor.execute("select pg_try_advisory_lock(%s)", (BUILD_LOCK,))
        if not cursor.fetchone()[0]:
            if arguments.no_wait:
                return 3
            print("waiting for another build of the marts ...", file=sys.stderr)
            cursor.execute("select pg_advisory_lock(%s)", (BUILD_LOCK,))
    try:
        return test() if arguments.test else build(connection, arguments.full_refresh)
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
