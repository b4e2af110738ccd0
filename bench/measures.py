"""The metrics: each function measures one round of the application and of its limit or peer."""

import re
import shutil
import subprocess
import time
from datetime import date, timedelta

import psycopg
from psycopg.sql import SQL, Identifier

import processes as p

THREADS = 16  # games at once: the default of nhl.games.channel
LATENCY_MS = 50


def some_days(season, days):
    """The last of so many days, from the season's first."""
    return str(date.fromisoformat(season[0]) + timedelta(days=days - 1))


def any_world():
    """A database that has a ledger."""
    with psycopg.connect(p.database("postgres"), autocommit=True) as connection:
        names = connection.execute("select datname from pg_database where datname ~ '^(season|slow|one)_' order by 1 limit 1").fetchone()
    if names:
        return names[0]
    create("season_0")
    p.run([str(p.HOME / "bin" / "nhldata"), "migrate"], p.job_environment("season_0"))
    return "season_0"


def sql(world, *statements):
    with psycopg.connect(p.database(world), autocommit=True) as connection:
        return [(cursor.fetchone() if cursor.description else None) for cursor in map(connection.execute, statements)]


def create(world):
    with psycopg.connect(p.database("postgres"), autocommit=True) as connection:
        connection.execute(SQL("create database {}").format(Identifier(world)))


def last_run(world):
    """Seconds, games and rows written of the last run, from the ledger."""
    seconds, games, rows, status = sql(world, """select extract(epoch from ended_at - started_at)::float8, games_found, rows_written, status
        from etl.run order by started_at desc limit 1""")[0]
    if status not in ("succeeded", "empty"):
        raise RuntimeError(f"the last run of {world} ended as {status}")
    return {"seconds": seconds, "games": games, "rows": rows}


def wal(world):
    return sql(world, "select pg_current_wal_lsn() - '0/0'")[0][0]


def backfill(world, season, more=(), **settings):
    done = p.nhldata(world, "backfill", "--from", season[0], "--to", season[1], "--json", *more, **settings)
    run = last_run(world)
    return done | {"wall": done["seconds"], **run}


def first_backfill(world, season):
    create(world)
    before = wal(world)
    done = backfill(world, season)
    return done | {"rate": done["games"] / done["seconds"], "wal": float(wal(world) - before) / 1e6}


def plain_puts(world, bucket):
    """The same objects, from the bucket's own files, by the plain SDK with as many threads."""
    folder = p.TARGET / "stack" / "s3_data" / world.replace("_", "-")
    return p.run_json(p.java("Objects", "put", p.endpoint(), THREADS, folder, bucket))


def bare(world, name):
    """The I/O-only baseline: the same requests, puts, statements and COPYs with the same libraries, in a copy of that database."""
    with psycopg.connect(p.database("postgres"), autocommit=True) as connection:
        connection.execute(SQL("create database {} template {}").format(Identifier(name), Identifier(world)))
    folder = p.TARGET / "stack" / "s3_data" / world.replace("_", "-")
    database = f"jdbc:postgresql://127.0.0.1:{p.PORTS['postgres']}/{name}?user=postgres&password=postgres"
    done = p.run_json(p.java("Bare", p.api(), p.endpoint(), database, THREADS, folder, name.replace("_", "-"), options=p.job_options()))
    (rows,) = sql(world, "select count(*) from public.game_stats")
    if (done["rows"],) != rows:
        raise RuntimeError(f"the I/O-only baseline loaded {done['rows']} rows, but the season has {rows[0]}")
    return done | {"rate": done["games"] / done["seconds"]}


def again(world, season):
    before = wal(world)
    done = backfill(world, season)
    return done | {"wal": float(wal(world) - before) / 1e6}


def rederive(world, season):
    done = p.nhldata(world, "rederive", "--from", season[0], "--to", season[1], "--json")
    return done | last_run(world)


def load(world):
    """From CSVs in the bucket, whose games are in state stored, to merged rows."""
    sql(world, "truncate public.game_stats", "update etl.game set state = 'stored', loaded_at = null where state = 'loaded'",
        "update etl.run set rows_written = 0", "vacuum analyze public.game_stats", "checkpoint")
    done = p.nhldata(world, "load", "--json")
    (seconds,), (rows,) = sql(world, """select extract(epoch from ended_at - started_at)::float8 from etl.run order by started_at desc limit 1""",
                              "select count(*) from public.game_stats")
    return done | {"seconds": seconds, "rows": rows, "rate": rows / seconds}


def plain_gets(world):
    folder = p.TARGET / "stack" / "s3_data" / world.replace("_", "-") / "player_game_stats"
    folders = p.TARGET / "csvs"
    shutil.rmtree(folders, ignore_errors=True)
    shutil.copytree(folder, folders / "player_game_stats")
    return p.run_json(p.java("Objects", "get", p.endpoint(), THREADS, folders, world.replace("_", "-")))


def copy_and_merge(world):
    """psql: \\copy of the same rows from one file into a staging table, merged into a table with the same columns, keys and indexes."""
    file = p.TARGET / "game_stats.csv"
    with psycopg.connect(p.database(world)) as connection, connection.cursor() as cursor, open(file, "wb") as out:
        with cursor.copy("copy public.game_stats to stdout with (format csv)") as rows:
            for block in rows:
                out.write(block)
        cursor.execute("select column_name from information_schema.columns"
                       " where table_schema = 'public' and table_name = 'game_stats' and column_name not in ('game_id', 'player_person_id')")
        assignments = SQL(", ").join(SQL("{0} = excluded.{0}").format(Identifier(name)) for (name,) in cursor.fetchall())
        merge = SQL("insert into public.of_psql select * from staging on conflict (game_id, player_person_id) do update set {}").format(assignments)
        merge_of_psql = merge.as_string(cursor)
    sql(world, "drop table if exists public.of_psql", "create table public.of_psql (like public.game_stats including all)", "checkpoint")
    script = f"""begin;
create temp table staging (like public.game_stats) on commit drop;
\\copy staging from '{file}' with (format csv)
{merge_of_psql};
commit;
"""
    start = time.monotonic()
    if shutil.which("psql"):
        subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", p.database(world)], input=script, text=True, check=True)
    else:
        copy_without_psql(world, file, merge)
    seconds = time.monotonic() - start
    rows = sql(world, "select count(*) from public.of_psql", "drop table public.of_psql")[0][0]
    return {"seconds": seconds, "rows": rows, "rate": rows / seconds}


def copy_without_psql(world, file, merge):
    with psycopg.connect(p.database(world)) as connection, connection.cursor() as cursor:
        cursor.execute("create temp table staging (like public.game_stats) on commit drop")
        with cursor.copy("copy staging from stdin with (format csv)") as copy:
            copy.write(file.read_bytes())
        cursor.execute(merge)


def slow_api(world, season):
    create(world)
    p.latency(LATENCY_MS)
    try:
        done = backfill(world, season)
        return done | {"rate": done["games"] / done["seconds"]}
    finally:
        p.latency(0)


def transform(season):
    return p.run_json(p.on_one_core(p.java("Transform", p.api(), *season, options=["-XX:+UseSerialGC"])))


def peer(world, dates):
    create(world)
    script = p.HOME / "bench" / "peer" / "plain.py"
    done = p.run_json([str(p.TARGET / "venv" / "bin" / "python"), str(script), p.api(), p.endpoint(), world.replace("_", "-"), p.database(world), *dates])
    return done | {"rate": done["games"] / done["seconds"]}


def service(data, from_to=()):
    """The service with its embedded stack on existing data; ready when it prints the start banner."""
    environment = p.environment(DATA_DIR=data, PGPORT=p.PORTS["stack-postgres"], S3_PORT=p.PORTS["stack-s3"], NHL_API_URL=p.api(), HTTP_PORT=p.PORTS["http"],
                                HAWTIO_PORT="off", NHLDATA_LOG_DIR=p.TARGET / "logs", **p.KEYS)
    return p.Server([str(p.HOME / "bin" / "nhldata"), "run", "--embedded", *from_to], "step1 done" if from_to else "status page", environment)


def start(data):
    running = service(data)
    running.stop()
    return {"seconds": running.seconds}


def nothing():
    return p.run(p.java("Nothing"))


def command(world, *words):
    """Seconds of a command from the shell to its end; status may report that action is required."""
    begin = time.monotonic()
    subprocess.run([str(p.HOME / "bin" / "nhldata"), *words], env=p.job_environment(world), cwd=p.HOME, capture_output=True, check=False)
    return {"seconds": time.monotonic() - begin}


def at_rest(world, seconds):
    """CPU of the idle service with its scheduler on, in percent of a core, after three minutes for its start and its compiler."""
    environment = p.job_environment(world, HTTP_PORT=p.PORTS["http"], HAWTIO_PORT="off")
    log = p.TARGET / "logs" / "nhldata.log"
    running = subprocess.Popen([str(p.HOME / "bin" / "nhldata"), "run"], env=environment, cwd=p.HOME, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(min(180, 3 * seconds))
        before = cpu_of(running.pid)
        time.sleep(seconds)
        return {"percent": 100 * (cpu_of(running.pid) - before) / seconds, "log": str(log)}
    finally:
        running.terminate()
        running.wait(60)


def cpu_of(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / p.TICKS


def requests_per_second(path):
    """Requests per second of the replay server: they must be far above those of the pipeline."""
    url = f"{p.api()}{path}"
    if shutil.which("wrk"):
        output = subprocess.run(["wrk", "-t1", f"-c{THREADS}", "-d3", url], capture_output=True, text=True, check=True).stdout
        return {"tool": "wrk", "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))}
    return {"tool": "a loop in Java", "rate": float(p.run(p.java("FetchLoop", p.PORTS["api"], path, THREADS, 3))["output"])}
