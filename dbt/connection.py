#!/usr/bin/env python3
"""Resolves the PostgreSQL connection settings in the same way as the application: each of PGHOST, PGPORT, PGUSER, PGPASSWORD,
PGDATABASE, PGSSLMODE and the other TLS variables from the variable itself, from the file that NAME_FILE names (Docker or
Kubernetes secrets), or from the file NAME in systemd's credentials directory. The parameters of the service that PGSERVICE names take precedence
over these, as in libpq, and POSTGRES_HOST and so on over both.

As a command it runs another command with the resolved variables: python connection.py dbt docs generate ...
"""
import os
import sys
from pathlib import Path

NAMES = {"PGHOST": "POSTGRES_HOST", "PGPORT": "POSTGRES_PORT", "PGUSER": "POSTGRES_USER",
         "PGPASSWORD": "POSTGRES_PASSWORD", "PGDATABASE": "POSTGRES_DATABASE",
         "PGSSLMODE": "POSTGRES_SSL_MODE", "PGSSLROOTCERT": "POSTGRES_SSL_ROOT_CERT", "PGSSLCERT": "POSTGRES_SSL_CERT",
         "PGSSLKEY": "POSTGRES_SSL_KEY", "PGCHANNELBINDING": "POSTGRES_CHANNEL_BINDING"}

# parameters of a connection service file, and those that change neither the server nor the rights
SERVICE = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE",
           "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
           "channel_binding": "PGCHANNELBINDING"}
WITHOUT_EFFECT = {"application_name", "fallback_application_name", "connect_timeout", "client_encoding", "keepalives",
                  "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout"}


def settle(environment=os.environ):
    """Sets each PG… variable to the resolved value and removes the other variants. Exits with a message if a file cannot
    be read, if a variable and its file are both set, or if the service of PGSERVICE cannot be used."""
    expand_service(environment)
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


def expand_service(environment):
    """Sets the variables of the parameters of the service, and removes PGSERVICE, so that libpq does not read it again."""
    service = environment.pop("PGSERVICE", "").strip()
    if not service:
        return
    files = [Path(environment.get("HOME", Path.home()), ".pg_service.conf")]
    if environment.get("PGSYSCONFDIR", "").strip():
        files.append(Path(environment["PGSYSCONFDIR"], "pg_service.conf"))
    if environment.get("PGSERVICEFILE", "").strip():
        files = [Path(environment["PGSERVICEFILE"])]
    for file in files:
        lines = [line.strip() for line in read("PGSERVICE", file).splitlines()] if file.exists() else []
        if f"[{service}]" in lines:
            break
    else:
        sys.exit(f"PGSERVICE: there is no service [{service}] in {' or '.join(map(str, files))}."
                 " Set PGSERVICEFILE to the connection service file that has it")
    for line in lines[lines.index(f"[{service}]") + 1:]:
        if line.startswith("["):
            break
        if line and not line.startswith("#"):
            name, separator, value = (part.strip() for part in line.partition("="))
            if separator and name in SERVICE:
                environment[SERVICE[name]] = value
                environment.pop(SERVICE[name] + "_FILE", None)
            elif not separator or name not in WITHOUT_EFFECT:
                sys.exit(f"PGSERVICE: service [{service}] in {file} has {name}, which nhldata does not support; it may have "
                         f"{', '.join(sorted([*SERVICE, *WITHOUT_EFFECT]))}")


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
