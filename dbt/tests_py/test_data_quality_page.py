"""docs/data-quality.md lists each check of a game and each dbt test of the project."""
import fnmatch
import re
import unittest
from pathlib import Path

import yaml

DBT = Path(__file__).resolve().parents[1]
PAGE = DBT.parent / "docs/data-quality.md"


def table(heading):
    """Name and kind of each row of the table under the heading."""
    section = PAGE.read_text().split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("| `")]
    for row in rows:
        assert len(row) == 3 and row[2], row
    return {row[0].strip("`"): row[1] for row in rows}


def checks():
    """Name and kind of each check in model game_exceptions."""
    text = (DBT / "models/intermediate/game_exceptions.sql").read_text()
    for part in ("game_exceptions", "team_exceptions", "player_exceptions"):
        block = text.split(f"\n{part} as (")[1].split("\n),\n")[0]
        for name, rest in re.findall(r"^ {16}'([^']+)',\n(.*?)^ {12}\)", block, re.M | re.S):
            severity = rest.split(",\n")[0]
            if "case when team.is_edited then 'error' else 'warn' end" in severity or (
                    part == "player_exceptions" and severity.strip() == "'warn'"):
                yield name, "quarantine if edited"
            else:
                yield name, "quarantine" if "'error'" in severity else "odd"


def tests():
    """Name and severity of each dbt test; generic tests by the beginning of their name."""
    for file in [*DBT.glob("models/**/*.yml"), *DBT.glob("seeds/*.yml")]:
        content = yaml.safe_load(file.read_text()) or {}
        for entry in [*content.get("models", []), *content.get("seeds", [])]:
            columns = [test for column in entry.get("columns", []) for test in column.get("data_tests", [])]
            for test in [*entry.get("data_tests", []), *columns]:
                kind, settings = next(iter(test.items())) if isinstance(test, dict) else (test, {})
                yield settings.get("name", f"{kind}_{entry['name']}"), settings.get("config", {}).get("severity", "error")
    for file in DBT.glob("tests/*.sql"):
        yield file.stem, "warn" if "severity='warn'" in file.read_text() else "error"


class DataQualityPageTest(unittest.TestCase):

    def test_each_check_of_a_game_is_on_the_page_with_its_kind(self):
        found = dict(checks())
        self.assertGreater(len(found), 25, "checks not found in the model")
        self.assertEqual(found, table("Checks of a game"))

    def test_each_dbt_test_is_on_the_page_once_with_its_severity(self):
        page = table("Tests of the models")
        used = set()
        for name, severity in tests():
            rows = [row for row in page if fnmatch.fnmatch(name, row)]
            self.assertEqual(1, len(rows), f"{name} is in {rows}")
            self.assertEqual({"warn": "warn", "error": "refuse"}[severity], page[rows[0]], name)
            used.update(rows)
        self.assertEqual(set(page), used, "the page lists tests that do not exist")


if __name__ == "__main__":
    unittest.main()
