#!/usr/bin/env python3
"""Where PostgreSQL is and how it proves itself, found as the program finds it: each of PGHOST, PGPORT, PGUSER, PGPASSWORD,
PGDATABASE, PGSSLMODE and what belongs to it from the variable, from the file that NAME_FILE names (docker secrets, mounted Kubernetes secrets), or from the file NAME in the
folder of systemd's credentials. POSTGRES_HOST and so on, the program's own names, go before.

As a command it runs another one that knows only the plain variables: python connection.py dbt docs generate ...
"""
import os
import sys
from pathlib import Path

NAMES = {"PGHOST": "POSTGRES_HOST", "PGPORT": "POSTGRES_PORT", "PGUSER": "POSTGRES_USER",
         "PGPASSWORD": "POSTGRES_PASSWORD", "PGDATABASE": "POSTGRES_DATABASE",
         "PGSSLMODE": "POSTGRES_SSL_MODE", "PGSSLROOTCERT": "POSTGRES_SSL_ROOT_CERT", "PGSSLCERT": "POSTGRES_SSL_CERT",
         "PGSSLKEY": "POSTGRES_SSL_KEY", "PGCHANNELBINDING": "POSTGRES_CHANNEL_BINDING"}


def settle(environment=os.environ):
    """Afterwards the plain variable has what was found, and nothing contradicts it. Ends the process with the reason
    when a file cannot be read, or when a variable and its file are both set."""
    for plain, own in NAMES.items():
        found = [value for value in (look_up(name, environment) for name in (own, plain)) if value]
        for name in (own, own + "_FILE", plain, plain + "_FILE"):
            environment.pop(name, None)
        if found:
            environment[plain] = found[0]
    demand_tls(environment)
    # whatever the locale: the database's text is UTF-8, and so is what is printed
    environment["PGCLIENTENCODING"] = "UTF8"
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


def demand_tls(environment):
    """As the program does: of a server elsewhere, which without a certificate that is verified is not sent the password."""
    host = environment.get("PGHOST", "localhost")
    if host.startswith("/"):
        sys.exit(f"PGHOST must be a host or an address, not the folder {host}: the program, which is Java, speaks TCP")
    local = host in ("localhost", "::1") or host.startswith("127.")
    mode = environment.setdefault("PGSSLMODE", "prefer" if local else "require")
    if mode == "require" and "PGSSLROOTCERT" not in environment:
        environment.setdefault("PGREQUIREAUTH", "!password")


def look_up(name, environment):
    """A variable that is blank is not set; white space around a file's content is cut off."""
    value, file = environment.get(name, ""), environment.get(name + "_FILE", "")
    if value.strip() and file.strip():
        sys.exit(f"{name} and {name}_FILE are both set: leave one of them away")
    if file.strip():
        return read(f"{name}_FILE", Path(file))
    credential = Path(environment.get("CREDENTIALS_DIRECTORY", ""), name)
    if not value.strip() and environment.get("CREDENTIALS_DIRECTORY") and credential.exists():
        return read(f"the credential {name}", credential)
    return value if value.strip() else None


def read(what, file):
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError as e:
        sys.exit(f"{what}: cannot read {file} ({e.strerror}): is it there, and may this user read it?")


if __name__ == "__main__":
    settle()
    os.environ["PYTHONUTF8"] = "1"
    os.execvp(sys.argv[1], sys.argv[1:])
