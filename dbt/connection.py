#!/usr/bin/env python3
"""Resolves the PostgreSQL connection settings in the same way as the application: each of PGHOST, PGPORT, PGUSER, PGPASSWORD,
PGDATABASE, PGSSLMODE and the other TLS variables from the variable itself, from the file that NAME_FILE names (Docker or
Kubernetes secrets), or from the file NAME in systemd's credentials directory. POSTGRES_HOST and so on take precedence.

As a command it runs another command with the resolved variables: python connection.py dbt docs generate ...
"""
import os
import sys
from pathlib import Path

NAMES = {"PGHOST": "POSTGRES_HOST", "PGPORT": "POSTGRES_PORT", "PGUSER": "POSTGRES_USER",
         "PGPASSWORD": "POSTGRES_PASSWORD", "PGDATABASE": "POSTGRES_DATABASE",
         "PGSSLMODE": "POSTGRES_SSL_MODE", "PGSSLROOTCERT": "POSTGRES_SSL_ROOT_CERT", "PGSSLCERT": "POSTGRES_SSL_CERT",
         "PGSSLKEY": "POSTGRES_SSL_KEY", "PGCHANNELBINDING": "POSTGRES_CHANNEL_BINDING"}


def settle(environment=os.environ):
    """Sets each PG… variable to the resolved value and removes the other variants. Exits with a message if a file cannot
    be read, or if a variable and its file are both set."""
    for plain, own in NAMES.items():
        found = [value for value in (look_up(name, environment) for name in (own, plain)) if value]
        for name in (own, own + "_FILE", plain, plain + "_FILE"):
            environment.pop(name, None)
        if found:
            environment[plain] = found[0]
    require_tls(environment)
    # UTF-8 for the database and the output, independent of the locale
    environment["PGCLIENTENCODING"] = "UTF8"
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


def require_tls(environment):
    """As in the application: TLS is required for a remote server, and without a verified certificate no password is sent."""
    host = environment.get("PGHOST", "localhost")
    if host.startswith("/"):
        sys.exit(f"PGHOST must be a host name or an address, not the socket folder {host}: nhldata connects by TCP only")
    local = host in ("localhost", "::1") or host.startswith("127.")
    mode = environment.setdefault("PGSSLMODE", "prefer" if local else "require")
    if mode == "require" and "PGSSLROOTCERT" not in environment:
        environment.setdefault("PGREQUIREAUTH", "!password")


def look_up(name, environment):
    """A blank variable counts as not set; white space around the content of a file is stripped."""
    value, file = environment.get(name, ""), environment.get(name + "_FILE", "")
    if value.strip() and file.strip():
        sys.exit(f"{name} and {name}_FILE are both set: omit one of them")
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
        sys.exit(f"{what}: cannot read {file} ({e.strerror}): check that it exists and that this user may read it")


if __name__ == "__main__":
    settle()
    os.environ["PYTHONUTF8"] = "1"
    os.execvp(sys.argv[1], sys.argv[1:])
