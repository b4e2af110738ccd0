"""The parts of the page that are calculated, without a database."""
import importlib.util
import unittest
from collections import namedtuple
from datetime import date
from pathlib import Path

SPEC = importlib.util.spec_from_file_location(
    "season_report", Path(__file__).resolve().parents[1] / "report/season_report.py")
report = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(report)
Step = namedtuple("Step", "full_name game_date so_far")
FIRST, LAST = date(2024, 10, 4), date(2025, 6, 17)


class SeasonReportTest(unittest.TestCase):

    def test_a_race_ends_at_the_points_of_each_and_names_are_escaped(self):
        picture = report.race_picture(
            [[Step('A "Ace" <B>', date(2024, 10, 4), 1), Step('A "Ace" <B>', date(2025, 6, 17), 3)],
             [Step("C", date(2024, 12, 1), 2)]], FIRST, LAST)
        self.assertIn('aria-label="Points over the season: A &quot;Ace&quot; &lt;B&gt; 3, C 2"', picture)
        self.assertNotIn("<B>", picture)
        self.assertEqual(2, picture.count("<path"))

    def test_labels_of_a_tie_do_not_cover_each_other(self):
        picture = report.race_picture([[Step("A", LAST, 5)], [Step("B", LAST, 5)], [Step("C", LAST, 5)]], FIRST, LAST)
        heights = [float(part.split('"')[0]) for part in picture.split('class="end')[1:] for part in [part.split(' y="')[1]]]
        self.assertEqual(3, len(heights))
        self.assertTrue(all(b - a >= 10 for a, b in zip(heights, heights[1:])))

    def test_a_season_of_one_day_has_a_picture(self):
        self.assertIn("<path", report.race_picture([[Step("A", FIRST, 1)]], FIRST, FIRST))

    def test_bars_stay_within_their_box(self):
        self.assertIn("width:100%", report.bar(99, 1, 9))
        self.assertIn("width:8%", report.bar(0, 1, 9))
        self.assertIn("width:8%", report.bar(5, 5, 5))

    def test_the_quality_box_says_the_worst(self):
        Found = namedtuple("Found", "check_name severity cases games")
        error, odd = Found("goals are the score", "error", 1, [7]), Found("shots", "warn", 9, [1, 2])
        self.assertIn("state bad", report.quality_box([odd, error], [], []))
        self.assertIn("state good", report.quality_box([odd], [], []))
        self.assertIn("1, 2 …", report.quality_box([odd], [], []))


if __name__ == "__main__":
    unittest.main()
