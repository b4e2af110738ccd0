#!/usr/bin/env python3
"""Measures a daily build of the marts over fifteen seasons, compared with one.

Usage: .venv/bin/python bench/marts_of_fifteen_seasons.py [--rounds 5]

Takes the latest season of the database that PGHOST, PGPORT and PGDATABASE name (nhldata backfill --from … --to … fills it),
makes a database with that season and one with fifteen copies of it in fifteen different seasons, builds both in full, and then
measures in turn a build after a night of 16 corrected games. Prints the medians, their spread and the ratio, which
must not exceed 1.3, and the fifteen must not take more than 8 s on two idle cores; exit code 1 when one does. The two databases are dropped at the end.
"""
import argparse
import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg2
from psycopg2 import sql

ROOT = Path(__file__).resolve().parents[1]
MIGRATIONS = ROOT / "src/main/resources/db/migration"
LIMIT = 1.3
LIMIT_SECONDS = 8
SEASONS = 15
NIGHT = 16
# The offset of a copy per season: ids and dates are those of real games, one year earlier each.
MOVED = {"season": 10_001, "game_id": 1_000_000, "game_date": 365}


def connect(database):
    connection = psycopg2.connect(
        host=os.environ.get("PGHOST", "localhost"), port=os.environ.get("PGPORT", "5432"),
        user=os.environ.get("PGUSER", "postgres"), password=os.environ.get("PGPASSWORD", "postgres"), dbname=database)
    connection.autocommit = True
    return connection


def identifier(table):
    return sql.Identifier(*table.split("."))


def columns(cursor, table):
    """The writable columns, in order."""
    cursor.execute("select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped and attgenerated = ''"
                   " order by attnum", (table,))
    return [sql.Identifier(name) for (name,) in cursor.fetchall()]


def copy_table(source, target, table, season=None):
    """All rows, or those of a season."""
    data = io.BytesIO()
    with source.cursor() as cursor:
        names = sql.SQL(", ").join(columns(cursor, table))
        some = sql.SQL("where season = {}").format(sql.Literal(season)) if season else sql.SQL("")
        cursor.copy_expert(sql.SQL("copy (select {} from {} {}) to stdout").format(names, identifier(table), some), data)
    data.seek(0)
    with target.cursor() as cursor:
        cursor.copy_expert(sql.SQL("copy {} ({}) from stdin").format(identifier(table), names), data)


def multiply(connection, seasons):
    """Copies the season for each year before it."""
    with connection.cursor() as cursor:
        for table in ("etl.game", "public.game_stats"):
            names = columns(cursor, table)
            moved = [sql.SQL("{} - k * {}").format(n, sql.Literal(MOVED[n.string])) if n.string in MOVED else n for n in names]
            cursor.execute(
                sql.SQL("insert into {table} ({names}) select {moved} from {table}, generate_series(1, %s) as k").format(
                    table=identifier(table), names=sql.SQL(", ").join(names), moved=sql.SQL(", ").join(moved)),
                (seasons - 1,))
        cursor.execute("analyze")


def prepare(name, source, season, seasons):
    server = connect("postgres")
    server.cursor().execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    target = connect(name)
    with target.cursor() as cursor:
        cursor.execute("create schema etl")
        versions = sorted(MIGRATIONS.glob("V*.sql"), key=lambda f: int(f.name[1:f.name.index("_")]))
        for file in [*versions, *sorted(MIGRATIONS.glob("R*.sql"))]:
            cursor.execute(file.read_text())
        # Runs and games are copied in their final state, without the transitions before.
        cursor.execute("alter table etl.run disable trigger user; alter table etl.game disable trigger user")
    copy_table(source, target, "etl.run")
    copy_table(source, target, "etl.game", season)
    copy_table(source, target, "public.game_stats", season)
    multiply(target, seasons)
    return target


def build(name, folder):
    """Seconds of a build. Each database has a folder for what dbt has parsed: with that of another one, dbt parses everything again."""
    began = time.monotonic()
    done = subprocess.run([sys.executable, str(ROOT / "dbt/build_marts.py")], capture_output=True, text=True, check=False,
                          env=os.environ | {"PGDATABASE": name, "DBT_TARGET_PATH": f"{folder}/{name}"})
    if done.returncode != 0:
        sys.exit(f"the build of {name} failed:\n{done.stdout}{done.stderr}")
    return time.monotonic() - began


def correct_a_night(connection):
    with connection.cursor() as cursor:
        cursor.execute("update etl.game set loaded_at = clock_timestamp() where game_id in"
                       " (select game_id from etl.game where loaded_at is not null and game_type = 2"
                       " order by game_date desc, game_id limit %s)", (NIGHT,))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    source = connect(os.environ.get("PGDATABASE", "postgres"))
    with source.cursor() as cursor:
        cursor.execute("select season, count(*) from etl.game where loaded_at is not null group by 1 order by 2 desc limit 1")
        season, games = cursor.fetchone() or sys.exit("no season is loaded here: run: nhldata backfill --from 2024-10-04 --to 2025-06-30")
    seconds = {1: [], SEASONS: []}
    names = {n: f"bench_marts_{n}_{os.getpid()}" for n in seconds}
    folder = tempfile.mkdtemp()
    try:
        databases = {n: prepare(names[n], source, season, n) for n in seconds}
        full = {n: build(names[n], folder) for n in seconds}
        for _ in range(rounds):
            for n, taken in seconds.items():
                correct_a_night(databases[n])
                taken.append(build(names[n], folder))
    finally:
        shutil.rmtree(folder)
        server = connect("postgres")
        for name in names.values():
            server.cursor().execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
    print(f"{games} games a season; {NIGHT} games corrected before each build; {rounds} rounds in turn")
    print("seasons   full build   daily build: median, minimum to maximum")
    for n, taken in seconds.items():
        print(f"{n:7}   {full[n]:8.1f} s   {statistics.median(taken):.1f} s, {min(taken):.1f} to {max(taken):.1f}")
    many = statistics.median(seconds[SEASONS])
    ratio = many / statistics.median(seconds[1])
    print(f"{SEASONS} seasons cost a daily build {ratio:.2f} times what one does, {many:.1f} s (target: at most {LIMIT}, and {LIMIT_SECONDS} s)")
    return 0 if ratio <= LIMIT and many <= LIMIT_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
