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
        connection.settle(environment)
        return environment

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
