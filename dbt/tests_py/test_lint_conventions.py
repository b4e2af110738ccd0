"""The linter reports each kind of violation, in a copy of this project with one violation at a time."""
import importlib.util
import shutil
import tempfile
import unittest
from pathlib import Path

DBT = Path(__file__).resolve().parents[1]


def findings(change):
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "dbt"
        shutil.copytree(DBT, copy, ignore=shutil.ignore_patterns("target", "logs", "__pycache__"))
        change(copy)
        spec = importlib.util.spec_from_file_location("lint_conventions", copy / "lint_conventions.py")
        linter = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(linter)
        return [what for _, what in linter.lint()]


def edit(path, old, new):
    def change(project):
        file = project / "models" / path
        text = file.read_text()
        assert old in text, f"{path} does not contain {old}"
        file.write_text(text.replace(old, new, 1))
    return change


class LintConventionsTest(unittest.TestCase):

    def test_this_project_has_no_violations(self):
        self.assertEqual([], findings(lambda project: None))

    def test_only_base_models_read_sources(self):
        found = findings(edit("mart/games.sql", "{{ ref('loaded_games') }}", "{{ source('etl', 'game') }}"))
        self.assertEqual(["only base models read sources: use ref() with a base model"], found)

    def test_every_model_has_a_description_and_a_key(self):
        found = findings(lambda project: shutil.copy(project / "models/mart/games.sql", project / "models/mart/copies.sql"))
        self.assertEqual(["describe it in the YAML file of the folder"], found)
        found = findings(edit("mart/_mart__models.yml", "data_tests: [not_null, unique]", "data_tests: [not_null]"))
        self.assertEqual(["nhl_players: test its key with unique or unique_combination"], found)

    def test_the_grain_is_stated_first(self):
        found = findings(edit("mart/_mart__games.yml", "One row per loaded game", "Games that are loaded"))
        self.assertEqual(["games: begin the description with the grain: One row per ..."], found)

    def test_every_column_is_described(self):
        found = findings(edit("mart/_mart__games.yml", 'description: "Wins in a shootout"', 'description: ""'))
        self.assertEqual(["standings.shootout_wins: add a description", "v_standings_v1.shootout_wins: add a description"], found)

    def test_a_view_selects_what_is_described(self):
        found = findings(edit("mart/views/v_games_v1.sql", "        venue,\n", ""))
        self.assertEqual(["venue: a view selects the columns that _mart__games.yml describes, no more and no fewer"], found)


if __name__ == "__main__":
    unittest.main()
