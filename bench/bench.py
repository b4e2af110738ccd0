"""
Measures the application against its theoretical limits and a peer, in one go: make bench (ROUNDS=5, WHAT=backfill,start, SEASON=archive.tar.gz).

Real processes, real embedded S3 and PostgreSQL with fsync on, the API a recorded season in memory. Each round measures ours and
what stands beside it in turn, so that whatever else the machine does hits both. Prints a table; keeps it in bench/results/.
"""

import argparse
import os
import shutil
import sys
import time
from pathlib import Path

import measures as m
import picture
import processes as p
import results

RECORDED = ("2024-10-04", "2025-06-24")
SAMPLE = ("2024-10-01", "2025-06-30")
SHARED = p.HOME.parent / "shared"


class Bench:
    def __init__(self, options):
        self.options = options
        self.values = {}
        self.data = p.TARGET / "stack"
        archive = Path(options.season) if options.season else Path(os.environ.get("NHLDATA_SHARED", SHARED)) / "nhl" / "replay" / "season-20242025.tar.gz"
        self.source, self.season = (str(archive), RECORDED) if archive.exists() else ("sample", SAMPLE)
        self.started = time.monotonic()

    def wanted(self, name):
        return not self.options.only or name in self.options.only.split(",")

    def say(self, text):
        print(f"[{time.monotonic() - self.started:6.0f} s] {text}", file=sys.stderr, flush=True)

    def measure(self, name, what, *arguments, **settings):
        """One value of a series, printed when it is measured."""
        value = what(*arguments, **settings)
        self.values.setdefault(name, []).append(value)
        shown = ", ".join(f"{k} {v:.4g}" for k, v in value.items() if isinstance(v, (int, float)))
        self.say(f"  {name}: {shown}")
        return value

    def run(self):
        shutil.rmtree(p.TARGET / "stack", ignore_errors=True)
        (p.TARGET / "logs").mkdir(parents=True, exist_ok=True)
        self.say(f"games: {'sample league (no recorded season)' if self.source == 'sample' else 'a recorded season'}")
        servers = [p.embedded(self.data, p.PORTS["postgres"], p.PORTS["s3"]), p.replay(self.source)]
        try:
            self.measure("replay server", m.requests_per_second, "/v1/schedule/" + self.season[0])
            self.say("warming the servers up: they have run for long where this application is used")
            m.first_backfill("warm_0", (self.season[0], m.some_days(self.season, 60)))
            if self.wanted("start"):
                self.say("filling the data folder of the service")
                m.service(p.TARGET / "service", ("--from", self.season[0], "--to", m.some_days(self.season, 7))).stop()
            for number in range(1, self.options.rounds + 1):
                self.say(f"round {number} of {self.options.rounds}")
                self.round(number)
            if self.wanted("rest"):
                self.measure("at rest", m.at_rest, m.any_world(), self.options.rest)
            if self.wanted("ten"):
                for number in range(1, self.options.ten + 1):
                    self.ten(number, servers)
        finally:
            for server in servers:
                server.stop()

    def round(self, number):
        world = f"season_{number}"
        if self.wanted("backfill"):
            self.measure("backfill", m.first_backfill, world, self.season)
            self.measure("puts", m.plain_puts, world, f"plain-{number}")
            self.measure("bare", m.bare, world, f"bare_{number}")
        if self.wanted("peer"):
            self.measure("peer", m.peer, f"peer_{number}", (self.season[0], m.some_days(self.season, 30)))
        if self.wanted("latency"):
            self.measure("latency", m.slow_api, f"slow_{number}", self.season)
        if self.wanted("again"):
            self.measure("again", m.again, world, self.season)
        if self.wanted("rederive"):
            self.measure("rederive", m.rederive, world, self.season)
        if self.wanted("load"):
            self.measure("load", m.load, world)
            self.measure("copy", m.copy_and_merge, world)
            self.measure("gets", m.plain_gets, world)
        if self.wanted("transform"):
            self.measure("transform", m.transform, (self.season[0], m.some_days(self.season, 60)))
        if self.wanted("start"):
            self.measure("start", m.start, p.TARGET / "service")
            self.measure("nothing", m.nothing)
            for command in ("status", "dlq list", "leaders", "completion"):
                self.measure(command, m.command, m.any_world(), *command.split())

    def ten(self, number, servers):
        """Ten seasons, derived from the recorded one, after a single one: memory and time of both."""
        self.say("ten seasons: making them")
        servers.pop().stop()
        servers.append(p.replay(self.source, 10))
        first = f"{int(self.season[0][:4]) - 9}{self.season[0][4:]}"
        self.measure("one", m.first_backfill, f"one_{number}", self.season)
        self.measure("ten", m.first_backfill, f"ten_{number}", (first, self.season[1]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ten", type=int, default=1, help="rounds of ten seasons")
    parser.add_argument("--rest", type=int, default=60, help="seconds of the idle measurement")
    parser.add_argument("--only", default="", help="backfill, peer, latency, again, rederive, load, transform, start, rest, ten; separated by commas")
    parser.add_argument("--season", default="", help="archive of a recorded season")
    parser.add_argument("--port", type=int, default=21001, help="first of six ports")
    options = parser.parse_args()
    p.choose_ports(options.port)
    bench = Bench(options)
    failure = None
    try:
        bench.run()
    except Exception as e:  # what was measured before it is kept
        failure = e
    values = bench.values
    table = results.table(values)
    kept = results.keep(table, values, bench.source, options)
    picture.draw(table, results.FOLDER / "latest.svg", kept.stem)
    print(results.text(table))
    print(f"written to {kept.relative_to(p.HOME)}")
    if failure:
        print(f"incomplete: {failure}", file=sys.stderr)
    return 1 if failure else 0


if __name__ == "__main__":
    sys.exit(main())
