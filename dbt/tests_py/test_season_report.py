"""The computed parts of the report, without a database."""
import importlib.util
import unittest
from collections import namedtuple
from datetime import date
from pathlib import Path

SPEC = importlib.util.spec_from_file_location(
    "season_report", Path(__file__).resolve().parents[1] / "report/season_report.py")
report = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(report)
Step = namedtuple("Step", "full_name game_date points_so_far")
FIRST, LAST = date(2024, 10, 4), date(2025, 6, 17)


class SeasonReportTest(unittest.TestCase):

    def test_a_race_ends_at_the_points_of_each_player_and_names_are_escaped(self):
        chart = report.race_chart(
            [[Step('A "Ace" <B>', date(2024, 10, 4), 1), Step('A "Ace" <B>', date(2025, 6, 17), 3)],
             [Step("C", date(2024, 12, 1), 2)]], FIRST, LAST)
        self.assertIn('aria-label="Points over the season: A &quot;Ace&quot; &lt;B&gt; 3, C 2"', chart)
        self.assertNotIn("<B>", chart)
        self.assertEqual(2, chart.count("<path"))

    def test_labels_of_a_tie_do_not_overlap(self):
        chart = report.race_chart([[Step("A", LAST, 5)], [Step("B", LAST, 5)], [Step("C", LAST, 5)]], FIRST, LAST)
        heights = [float(part.split('"')[0]) for part in chart.split('class="end')[1:] for part in [part.split(' y="')[1]]]
        self.assertEqual(3, len(heights))
        self.assertTrue(all(b - a >= 10 for a, b in zip(heights, heights[1:])))

    def test_a_season_of_one_day_has_a_chart(self):
        self.assertIn("<path", report.race_chart([[Step("A", FIRST, 1)]], FIRST, FIRST))

    def test_bars_stay_within_their_limits(self):
        self.assertIn("width:100%", report.bar(99, 1, 9))
        self.assertIn("width:8%", report.bar(0, 1, 9))
        self.assertIn("width:8%", report.bar(5, 5, 5))

    def test_the_quality_box_shows_the_highest_severity(self):
        Found = namedtuple("Found", "check_name severity cases games")
        error, warning = Found("goals are the score", "error", 1, [7]), Found("shots", "warn", 9, [1, 2])
        self.assertIn("state bad", report.quality_box([warning, error], [], []))
        self.assertIn("state good", report.quality_box([warning], [], []))
        self.assertIn("1, 2 …", report.quality_box([warning], [], []))


if __name__ == "__main__":
    unittest.main()
