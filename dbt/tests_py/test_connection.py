"""What SettingsTest shows of the program holds here too."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

DBT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(DBT))
import connection  # noqa: E402


class Connection(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.secret = self.folder / "PGPASSWORD"
        self.secret.write_text(" p$ss word\n")

    def settled(self, **environment):
        """Without what is always there."""
        connection.settle(environment)
        self.assertEqual("UTF8", environment.pop("PGCLIENTENCODING"))
        for name in ("PGSSLMODE", "PGREQUIREAUTH"):
            if environment.get(name) in ("prefer", "require", "!password"):
                del environment[name]
        return environment

    def test_a_server_elsewhere_must_speak_tls_and_prove_itself_before_it_is_sent_a_password(self):
        for given, mode, auth in (({}, "prefer", None), ({"PGHOST": "127.0.0.1"}, "prefer", None), ({"PGHOST": "db"}, "require", "!password"),
                                  ({"PGHOST": "db", "PGSSLMODE": ""}, "require", "!password"), ({"PGHOST": "db", "PGSSLMODE": "disable"}, "disable", None),
                                  ({"PGHOST": "db", "POSTGRES_SSL_MODE": "verify-full", "PGSSLMODE": "disable"}, "verify-full", None),
                                  ({"PGHOST": "db", "PGSSLROOTCERT": "ca.pem"}, "require", None)):
            environment = dict(given)
            connection.settle(environment)
            self.assertEqual((mode, auth), (environment["PGSSLMODE"], environment.get("PGREQUIREAUTH")), given)

    def test_the_folder_of_a_socket_is_refused_as_the_program_does(self):
        with self.assertRaises(SystemExit) as refusal:
            connection.settle({"PGHOST": "/var/run/postgresql"})
        self.assertIn("must be a host or an address", str(refusal.exception))

    def test_what_is_in_no_file_stays_as_it_is(self):
        self.assertEqual({"PGHOST": "db", "PGPASSWORD": " a b "}, self.settled(PGHOST="db", PGPASSWORD=" a b "))

    def test_a_password_stands_in_a_file(self):
        self.assertEqual({"PGPASSWORD": "p$ss word"}, self.settled(PGPASSWORD_FILE=str(self.secret)))
        self.assertEqual({"PGPASSWORD": "p$ss word"}, self.settled(PGPASSWORD="", PGPASSWORD_FILE=str(self.secret)))

    def test_the_programs_own_names_go_before(self):
        self.assertEqual({"PGPASSWORD": "p$ss word", "PGUSER": "loader"}, self.settled(
            POSTGRES_PASSWORD_FILE=str(self.secret), PGPASSWORD="other", POSTGRES_USER="loader", PGUSER="other"))

    def test_systemds_credentials_are_found_and_give_way(self):
        folder = str(self.folder)
        self.assertEqual("p$ss word", self.settled(CREDENTIALS_DIRECTORY=folder)["PGPASSWORD"])
        self.assertEqual("other", self.settled(CREDENTIALS_DIRECTORY=folder, PGPASSWORD="other")["PGPASSWORD"])
        self.assertNotIn("PGUSER", self.settled(CREDENTIALS_DIRECTORY=folder))

    def test_two_passwords_or_none_to_read_end_it_with_the_reason(self):
        with self.assertRaisesRegex(SystemExit, "PGPASSWORD and PGPASSWORD_FILE are both set"):
            self.settled(PGPASSWORD="hidden", PGPASSWORD_FILE=str(self.secret))
        with self.assertRaisesRegex(SystemExit, "PGPASSWORD_FILE: cannot read .*none"):
            self.settled(PGPASSWORD_FILE=str(self.folder / "none"))

    def test_every_program_that_asks_postgres_reads_the_file(self):
        """Each says that it cannot read this one, and so asks no server."""
        for program in ("build_marts.py", "report/season_report.py", "connection.py"):
            with self.subTest(program):
                environment = {n: v for n, v in os.environ.items() if not n.startswith(("PG", "POSTGRES_"))}
                ended = subprocess.run([sys.executable, str(DBT / program)], text=True, capture_output=True, check=False,
                                       env=environment | {"PGPASSWORD_FILE": str(self.folder / "none")})
                self.assertNotEqual(0, ended.returncode)
                self.assertIn("PGPASSWORD_FILE: cannot read", ended.stderr)


if __name__ == "__main__":
    unittest.main()
