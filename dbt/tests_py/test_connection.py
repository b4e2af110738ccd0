"""connection.py resolves the settings as the application does (SettingsTest)."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

DBT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(DBT))
import connection  # noqa: E402


class ConnectionTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.secret = self.folder / "PGPASSWORD"
        self.secret.write_text(" p$ss word\n")

    def resolved(self, **environment):
        """The resolved environment without the defaults that are always set."""
        connection.settle(environment)
        self.assertEqual("UTF8", environment.pop("PGCLIENTENCODING"))
        for name in ("PGSSLMODE", "PGREQUIREAUTH"):
            if environment.get(name) in ("prefer", "require", "!password"):
                del environment[name]
        return environment

    def test_a_remote_server_needs_tls_and_a_verified_certificate_before_a_password_is_sent(self):
        for given, mode, auth in (({}, "prefer", None), ({"PGHOST": "127.0.0.1"}, "prefer", None), ({"PGHOST": "db"}, "require", "!password"),
                                  ({"PGHOST": "db", "PGSSLMODE": ""}, "require", "!password"), ({"PGHOST": "db", "PGSSLMODE": "disable"}, "disable", None),
                                  ({"PGHOST": "db", "POSTGRES_SSL_MODE": "verify-full", "PGSSLMODE": "disable"}, "verify-full", None),
                                  ({"PGHOST": "db", "PGSSLROOTCERT": "ca.pem"}, "require", None)):
            environment = dict(given)
            connection.settle(environment)
            self.assertEqual((mode, auth), (environment["PGSSLMODE"], environment.get("PGREQUIREAUTH")), given)

    def test_a_socket_folder_is_rejected(self):
        with self.assertRaises(SystemExit) as refusal:
            connection.settle({"PGHOST": "/var/run/postgresql"})
        self.assertIn("must be a host name or an address", str(refusal.exception))

    def test_plain_variables_stay_unchanged(self):
        self.assertEqual({"PGHOST": "db", "PGPASSWORD": " a b "}, self.resolved(PGHOST="db", PGPASSWORD=" a b "))

    def test_a_password_is_read_from_a_file(self):
        self.assertEqual({"PGPASSWORD": "p$ss word"}, self.resolved(PGPASSWORD_FILE=str(self.secret)))
        self.assertEqual({"PGPASSWORD": "p$ss word"}, self.resolved(PGPASSWORD="", PGPASSWORD_FILE=str(self.secret)))

    def test_postgres_names_take_precedence(self):
        self.assertEqual({"PGPASSWORD": "p$ss word", "PGUSER": "loader"}, self.resolved(
            POSTGRES_PASSWORD_FILE=str(self.secret), PGPASSWORD="other", POSTGRES_USER="loader", PGUSER="other"))

    def test_systemd_credentials_have_the_lowest_precedence(self):
        folder = str(self.folder)
        self.assertEqual("p$ss word", self.resolved(CREDENTIALS_DIRECTORY=folder)["PGPASSWORD"])
        self.assertEqual("other", self.resolved(CREDENTIALS_DIRECTORY=folder, PGPASSWORD="other")["PGPASSWORD"])
        self.assertNotIn("PGUSER", self.resolved(CREDENTIALS_DIRECTORY=folder))

    def test_a_connection_service_overrides_the_variables_of_libpq_only(self):
        file = self.folder / "pg_service.conf"
        file.write_text("[other]\noptions=-c x=y\n[nhl]\nhost = db\nport=6432\npassword=p$ss word\napplication_name=psql\n[last]\nuser=nobody\n")
        given = {"PGSERVICE": "nhl", "PGHOST": "localhost", "PGUSER": "job", "PGPASSWORD_FILE": "none", "POSTGRES_PORT": "7777"}
        expected = {"PGHOST": "db", "PGPORT": "7777", "PGUSER": "job", "PGPASSWORD": "p$ss word"}
        self.assertEqual(expected, {n: v for n, v in self.resolved(**given, PGSERVICEFILE=str(file)).items() if n in connection.NAMES or n == "PGSERVICE"})
        self.assertEqual("db", self.resolved(**given, HOME=str(self.folder / "none"), PGSYSCONFDIR=str(self.folder))["PGHOST"])
        for service, where, message in (("other", file, "has options, which nhldata does not support"), ("none", file, r"there is no service \[none\]"),
                                        ("nhl", self.folder / "absent", "Set PGSERVICEFILE to the connection service file")):
            with self.assertRaisesRegex(SystemExit, message):
                self.resolved(PGSERVICE=service, PGSERVICEFILE=str(where))

    def test_two_passwords_or_an_unreadable_file_exit_with_a_message(self):
        with self.assertRaisesRegex(SystemExit, "PGPASSWORD and PGPASSWORD_FILE are both set"):
            self.resolved(PGPASSWORD="hidden", PGPASSWORD_FILE=str(self.secret))
        with self.assertRaisesRegex(SystemExit, "PGPASSWORD_FILE: cannot read .*none"):
            self.resolved(PGPASSWORD_FILE=str(self.folder / "none"))

    def test_every_script_reads_the_password_file(self):
        """Each script exits because the file is unreadable, before it connects."""
        for script in ("build_marts.py", "report/season_report.py", "connection.py"):
            with self.subTest(script):
                environment = {n: v for n, v in os.environ.items() if not n.startswith(("PG", "POSTGRES_"))}
                ended = subprocess.run([sys.executable, str(DBT / script)], text=True, capture_output=True, check=False,
                                       env=environment | {"PGPASSWORD_FILE": str(self.folder / "none")})
                self.assertNotEqual(0, ended.returncode)
                self.assertIn("PGPASSWORD_FILE: cannot read", ended.stderr)


if __name__ == "__main__":
    unittest.main()
