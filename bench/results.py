"""Computes the table of results from the values of all rounds, and writes it to dated files."""

import json
import os
import platform
import re
import statistics
import subprocess
import tempfile
import time
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import measures as m
import processes as p

FOLDER = p.HOME / "bench" / "results"


@dataclass
class Line:
    metric: str
    ours: str
    beside: str
    limit: str
    ratio: float | None
    spread: str
    wanted: str
    reached: bool | None
    rounds: int


def of(values, name, key):
    return [value[key] for value in values.get(name, [])]


def line(metric, ours, beside, limits, wanted, reached, ratios=None, unit=""):
    """Medians of the rounds; the ratio is computed per round, and its spread is from the smallest to the largest."""
    if not ours:
        return None
    limits = limits if isinstance(limits, list) else [limits] * len(ours)
    known = [limit for limit in limits if limit is not None]
    ratios = ratios or ([o / l for o, l in zip(ours, limits)] if known else [])
    ratio = statistics.median(ratios) if ratios else None
    spread = ratios or ours
    return Line(metric, number(statistics.median(ours)) + unit, beside, number(statistics.median(known)) + unit if known else "", ratio,
                f"{number(min(spread))} to {number(max(spread))}", wanted, reached(ratio, statistics.median(ours)), len(ours))


def number(value):
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def table(v):
    games = of(v, "backfill", "games")
    puts = [n / seconds for n, seconds in zip(games, of(v, "puts", "seconds"))]
    bare = of(v, "bare", "rate")
    ten, one = v.get("ten", []), v.get("one", [])
    lines = [
        line("backfill of a season, games/s", of(v, "backfill", "rate"), "the SDK alone putting the same objects", puts, "≥ 0.6", lambda r, o: r >= 0.6),
        line(f"the same on {os.cpu_count()} cores, games/s", of(v, "backfill", "rate"), "the same requests, puts, statements and COPYs, and nothing else", bare, "≥ 300 games/s",
             lambda r, o: o >= 300),
        line("the same, 50 ms a request, games/s", of(v, "latency", "rate"), f"{m.THREADS} at once ÷ 50 ms", m.THREADS * 1000 / m.LATENCY_MS, "≥ 0.9",
             lambda r, o: r >= 0.9),
        line("the same", of(v, "latency", "rate"), "without latency", of(v, "backfill", "rate")[:len(v.get("latency", []))], "", lambda r, o: None),
        line("load: CSVs on S3 to merged rows, rows/s", of(v, "load", "rate"), "psql \\copy and staging merge of the same rows, from one local file",
             of(v, "copy", "rate"), "≥ 0.6", lambda r, o: r >= 0.6),
        line("the same", of(v, "load", "rate"), "the SDK alone getting the same CSVs, then that \\copy",
             [c["rows"] / (c["seconds"] + g["seconds"]) for c, g in zip(v.get("copy", []), v.get("gets", []))], "", lambda r, o: None),
        line("transform: document to CSV, MB/s, one core", of(v, "transform", "transform"), "Jackson reading the same, doing nothing",
             of(v, "transform", "stream"), "≥ 0.3", lambda r, o: r >= 0.3),
        line("the same", of(v, "transform", "transform"), "Jackson's tree and commons-csv writing the same cells, nothing between", of(v, "transform", "libraries"), "",
             lambda r, o: None),
        line("the season again, nothing changed, s", of(v, "again", "seconds"), "the first time", of(v, "backfill", "seconds")[:len(v.get("again", []))], "≤ 0.1",
             lambda r, o: r <= 0.1),
        line("– rows written", of(v, "again", "rows"), "", None, "0", lambda r, o: o == 0),
        line("– WAL, MB", of(v, "again", "wal"), "the first time", of(v, "backfill", "wal")[:len(v.get("again", []))], "next to none", lambda r, o: r <= 0.02),
        line("re-derive the season from the bucket, s", of(v, "rederive", "seconds"), "backfill of it", of(v, "backfill", "seconds")[:len(v.get("rederive", []))], "≤ 0.7",
             lambda r, o: r <= 0.7),
        line("start to ready, embedded stack, s", of(v, "start", "seconds"), "the JVM doing nothing", of(v, "nothing", "seconds"), "≤ 2.0 s", lambda r, o: o <= 2.0)]
    for command in ("status", "dlq list", "leaders", "completion"):
        lines.append(line(f"nhldata {command}, s", of(v, command, "seconds"), "the JVM doing nothing", of(v, "nothing", "seconds"), "≤ 0.8 s", lambda r, o: o <= 0.8))
    lines += [
        line("peak heap over ten seasons, MB", of(v, "ten", "heap"), "over one", of(v, "one", "heap"), "flat; ≤ 256", lambda r, o: o <= 256),
        line("peak resident over ten seasons, MB", of(v, "ten", "resident"), "over one", of(v, "one", "resident"), "flat; ≤ 400", lambda r, o: o <= 400),
        line("daily job at rest, % of a core", of(v, "at rest", "percent"), "", None, "< 0.5", lambda r, o: o < 0.5),
        line("ten seasons' backfill, s", [t["seconds"] for t in ten], "one season's", [o["seconds"] for o in one], "≤ 10.5", lambda r, o: r <= 10.5),
        # of the whole process on both sides: a JVM's start counts
        line("backfill as a process, games/s", [b["games"] / b["wall"] for b in v.get("backfill", [])][:len(v.get("peer", []))], "plain Python", of(v, "peer", "rate"), "≥ 5",
             lambda r, o: r >= 5)]
    return [one_line for one_line in lines if one_line]


def text(lines):
    rows = [["metric", "ours", "beside it", "limit", "ratio", "spread", "wanted", "", "rounds"]]
    for one in lines:
        mark = "" if one.reached is None else "yes" if one.reached else "NO"
        rows.append([one.metric, one.ours, one.beside, one.limit, "" if one.ratio is None else f"{one.ratio:.2f}", one.spread, one.wanted, mark, str(one.rounds)])
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    aligned = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    return "\n".join([aligned[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *aligned[1:]])


def machine():
    """What a reader needs for a comparison; without names of the machine or its owner."""
    cpu = "unknown"
    memory = 0
    if Path("/proc/cpuinfo").exists():
        cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text() + "model name: unknown").group(1)
        memory = round(int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text()).group(1)) / 1e6)
    java = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr.splitlines()[1]
    return {"cpu": cpu, "cores": os.cpu_count(), "memory_gb": memory, "system": platform.system(), "java": java, "python": platform.python_version(),
            "load_before": round(os.getloadavg()[2], 1), "flush_ms": flush_milliseconds()}


def flush_milliseconds():
    """The time to flush 4 kB to disk, which every put and every commit waits for."""
    times = []
    with tempfile.NamedTemporaryFile(dir=p.TARGET) as file:
        for _ in range(50):
            start = time.monotonic()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            times.append(time.monotonic() - start)
    return round(statistics.median(times) * 1000, 2)


def measures_by_line(kept):
    """JSON with a line for the machine, for each line of the table and for each round of a series: short, and a diff shows a measure."""
    one = partial(json.dumps, ensure_ascii=False, default=float)
    table = ",\n".join("  " + one(line) for line in kept["table"])
    series = ",\n".join(f"  {one(name)}: [\n" + ",\n".join("   " + one(value) for value in rounds) + "\n  ]" for name, rounds in kept["values"].items())
    return f'{{\n "machine": {one(kept["machine"])},\n "table": [\n{table}\n ],\n "values": {{\n{series}\n }}\n}}\n'


def keep(lines, values, source, options):
    FOLDER.mkdir(exist_ok=True)
    day = time.strftime("%Y-%m-%d")
    about = machine() | {"games": "sample league" if source == "sample" else "recorded season", "rounds": options.rounds}
    plain = {name: [{k: v for k, v in value.items() if isinstance(v, (int, float))} for value in series] for name, series in values.items()}
    (FOLDER / f"{day}.json").write_text(measures_by_line({"machine": about, "table": [asdict(one) for one in lines], "values": plain}))
    description = "\n".join(f"- {name.replace('_', ' ')}: {value}" for name, value in about.items())
    kept = FOLDER / f"{day}.md"
    kept.write_text(f"# {day}\n\nMedians; the ratio is computed per round, and its spread is from the smallest to the largest.\n\n{description}\n\n{text(lines)}\n")
    return kept
