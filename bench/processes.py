"""The processes that are measured, and their servers: real ones, started as a user would start them."""

import json
import os
import re
import shutil
import subprocess
import threading
import time
import urllib.request
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
TARGET = HOME / "target" / "bench"
CLASS_PATH = os.pathsep.join([str(TARGET / "classes"), str(HOME / "target" / "nhldata.jar"), str(HOME / "target" / "lib" / "*")])
PORTS = {"api": 21003, "postgres": 21001, "s3": 21002, "stack-postgres": 21004, "stack-s3": 21005, "http": 21006}
KEYS = {"AWS_ACCESS_KEY_ID": "nhldata", "AWS_SECRET_ACCESS_KEY": "nhldata-secret"}
TICKS = os.sysconf("SC_CLK_TCK")


def choose_ports(first):
    for offset, name in enumerate(PORTS):
        PORTS[name] = first + offset


def database(name):
    return f"postgresql://postgres:postgres@127.0.0.1:{PORTS['postgres']}/{name}"


def endpoint():
    return f"http://127.0.0.1:{PORTS['s3']}"


def api():
    return f"http://127.0.0.1:{PORTS['api']}"


def java(main, *arguments, options=()):
    return ["java", *options, "-cp", CLASS_PATH, main, *map(str, arguments)]


def job_options():
    """The JVM options of bin/nhldata, without the AppCDS archive, which is specific to the application."""
    command = (HOME / "bin" / "nhldata").read_text().split("exec java ")[1].split(" -jar ")[0]
    return [word for word in command.replace("\\\n", " ").split() if word.startswith("-X")]


def environment(**more):
    """Without the settings of the application in the user's shell, so that every run has the same settings."""
    mine = ("NHL", "PG", "AWS_", "S3_", "DATA_DIR", "DEST_", "DEAD_", "HTTP_", "HAWTIO_", "JAVA_OPTS")
    return {name: value for name, value in os.environ.items() if not name.startswith(mine)} | {name: str(v) for name, v in more.items()}


def job_environment(world, **more):
    """A world is a database and two buckets."""
    return environment(PGHOST="127.0.0.1", PGPORT=PORTS["postgres"], PGDATABASE=world, DEST_BUCKET=world.replace("_", "-"),
                       DEAD_LETTER_BUCKET="dead-" + world.replace("_", "-"), S3_ENDPOINT_URL=endpoint(), NHL_API_URL=api(),
                       NHLDATA_LOG_DIR=TARGET / "logs", **KEYS, **more)


class Server:
    """A process that prints a line when it is ready, and ends with its standard input or when it is stopped."""

    def __init__(self, command, ready, env=None, folder=HOME):
        self.start = time.monotonic()
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        env=env or environment(), cwd=folder, text=True)
        self.output = []
        for line in self.process.stdout:
            self.output.append(line)
            if re.search(ready, line):
                break
        else:
            self.process.wait()
            raise RuntimeError(f"{' '.join(command)} did not start:\n{''.join(self.output[-20:])}")
        self.seconds = time.monotonic() - self.start
        threading.Thread(target=lambda: [None for _ in self.process.stdout], daemon=True).start()

    def cpu_seconds(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def stop(self):
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait(60)


def embedded(data, postgres, s3):
    data.mkdir(parents=True, exist_ok=True)
    env = environment(DATA_DIR=data, PGPORT=postgres, S3_PORT=s3, NHLDATA_LOG_DIR=TARGET / "logs", **KEYS)
    return Server(java("EmbeddedServers", options=["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]), "^ready", env)


def replay(source, seasons=1):
    return Server(java("ReplayServer", source, PORTS["api"], seasons), "^ready")


def latency(milliseconds):
    urllib.request.urlopen(f"{api()}/__latency/{milliseconds}", timeout=10).read()


def run(command, env=None):
    """Runs it to its end: what it printed, its seconds, CPU seconds, and peak memory in MB (of Linux)."""
    log = TARGET / "last-errors.txt"
    start = time.monotonic()
    with open(log, "w") as errors:
        process = subprocess.Popen(command, env=env or environment(), cwd=HOME, stdout=subprocess.PIPE, stderr=errors, text=True)
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{log.read_text()[-2000:]}{output[-2000:]}")
    return {"output": output, "seconds": time.monotonic() - start, "cpu": usage.ru_utime + usage.ru_stime, "resident": usage.ru_maxrss / 1024}


def run_json(command, env=None):
    done = run(command, env)
    return done | json.loads(done["output"])


def nhldata(world, *arguments, java_options="", **more):
    """The application as it is shipped, with its options; the seconds of the run come from its row in the ledger."""
    heap = TARGET / "heap.log"
    options = f"{java_options} -Xlog:gc:file={heap}"
    done = run([str(HOME / "bin" / "nhldata"), *arguments], job_environment(world, JAVA_OPTS=options.strip(), **more))
    sizes = [int(size) for size in re.findall(r"(\d+)M->\d+M\(\d+M\)", heap.read_text())]
    return done | {"heap": max(sizes, default=0)}


def on_one_core(command):
    return ["taskset", "-c", "0", *command] if shutil.which("taskset") else command
