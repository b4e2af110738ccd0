"""docs/data-quality.md has each check of a game and each test of the program, told from the project's files alone."""
import fnmatch
import re
import unittest
from pathlib import Path

import yaml

DBT = Path(__file__).resolve().parents[1]
PAGE = DBT.parent / "docs/data-quality.md"


def table(heading):
    """First cell and kind of each row of the table under the heading."""
    section = PAGE.read_text().split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("| `")]
    for row in rows:
        assert len(row) == 3 and row[2], row
    return {row[0].strip("`"): row[1] for row in rows}


def checks():
    """Name and kind of each check in the model that makes them."""
    text = (DBT / "models/intermediate/game_exceptions.sql").read_text()
    for part in ("game_exceptions", "team_exceptions", "line_exceptions"):
        block = text.split(f"\n{part} as (")[1].split("\n),\n")[0]
        for name, rest in re.findall(r"^ {16}'([^']+)',\n(.*?)^ {12}\)", block, re.M | re.S):
            severity = rest.split(",\n")[0]
            if "case when team.is_edited then 'error' else 'warn' end" in severity or (
                    part == "line_exceptions" and severity.strip() == "'warn'"):
                yield name, "quarantine if edited"
            else:
                yield name, "quarantine" if "'error'" in severity else "odd"


def tests():
    """Name and severity of each test, as dbt names it as far as the page does."""
    for file in [*DBT.glob("models/**/*.yml"), *DBT.glob("seeds/*.yml")]:
        content = yaml.safe_load(file.read_text()) or {}
        for entry in [*content.get("models", []), *content.get("seeds", [])]:
            columns = [test for column in entry.get("columns", []) for test in column.get("data_tests", [])]
            for test in [*entry.get("data_tests", []), *columns]:
                kind, settings = next(iter(test.items())) if isinstance(test, dict) else (test, {})
                yield settings.get("name", f"{kind}_{entry['name']}"), settings.get("config", {}).get("severity", "error")
    for file in DBT.glob("tests/*.sql"):
        yield file.stem, "warn" if "severity='warn'" in file.read_text() else "error"


class TestDataQualityPage(unittest.TestCase):

    def test_each_check_of_a_game_is_on_the_page_with_what_it_does(self):
        found = dict(checks())
        self.assertGreater(len(found), 25, "the checks are not seen")
        self.assertEqual(found, table("Checks of a game"))

    def test_each_test_of_the_program_is_on_the_page_once_with_what_it_does(self):
        page = table("Tests of the program")
        used = set()
        for name, severity in tests():
            rows = [row for row in page if fnmatch.fnmatch(name, row)]
            self.assertEqual(1, len(rows), f"{name} is in {rows}")
            self.assertEqual({"warn": "warn", "error": "refuse"}[severity], page[rows[0]], name)
            used.update(rows)
        self.assertEqual(set(page), used, "the page names tests that there are not")


if __name__ == "__main__":
    unittest.main()
