"""The computed parts of the report, without a database."""
import argparse
import importlib.util
import unittest
from collections import namedtuple
from datetime import date
from decimal import Decimal
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

    def test_seasons_are_read_as_in_nhldata_why(self):
        for text in ("2024-25", "2024–25", "2024-2025", "20242025", "202425", "2024"):
            self.assertEqual(20242025, report.season_of(text), text)
        self.assertEqual(19992000, report.season_of("1999-00"))
        for text in ("2024-26", "24-25", "last", "2024-25-26", ""):
            with self.assertRaises(argparse.ArgumentTypeError, msg=text):
                report.season_of(text)

    def test_the_standings_are_by_division_with_ties_only_where_there_are_some(self):
        columns = report.STANDINGS.split("select ")[1].split(" from ")[0].replace("\n", " ").replace(" ", "").split(",")
        Row = namedtuple("Row", columns)
        ants = Row(**dict.fromkeys(columns, 0) | {
            "conference": "Eastern", "division": "Atlantic", "team_name": "<Ants>", "division_rank": 1, "points_pct": Decimal("1.000"),
            "regulation_wins": None, "goal_difference": -7, "streak": "W2", "home_wins": 5, "home_ties": 1})
        page = report.standings_table([ants, ants._replace(division="Pacific", conference=None, points_pct=Decimal("0.671"))])
        for expected in ("Atlantic<small>Eastern Conference</small>", ">Pacific</th>", "&lt;Ants&gt;", ">1.000<", ">.671<", ">−7<", ">–<", ">5–0–0<"):
            self.assertIn(expected, page)
        self.assertNotIn(">T<", page)
        self.assertIn(">5–0–0–1<", report.standings_table([ants._replace(ties=1)]))
        self.assertNotIn("class=group", report.standings_table([ants._replace(division=None, conference=None)]))

    def test_dates_and_missing_games_are_in_words(self):
        self.assertEqual(["5 to 18 Jun 2025", "19 Apr to 4 May 2025", "4 Oct 2024 to 17 Jun 2025", "4 Oct 2024"], [
            report.days(date(2025, 6, 5), date(2025, 6, 18)), report.days(date(2025, 4, 19), date(2025, 5, 4)), report.days(FIRST, LAST),
            report.days(FIRST, FIRST)])
        self.assertEqual("", report.missing_note(1398, 0))
        self.assertIn("1 of 1,398 games is missing", report.missing_note(1398, 1))
        Night = namedtuple("Night", "game_date what")
        nights = [Night(date(2025, 1, 31 - place), f"night {place}") for place in range(12)]
        box = report.quality_box([], nights, [], 12)
        self.assertIn("night 9<", box)
        self.assertNotIn("night 10<", box)
        self.assertIn("and 2 more", box)

    def test_the_quality_box_shows_the_highest_severity(self):
        Found = namedtuple("Found", "check_name severity cases games")
        error, warning = Found("goals are the score", "error", 1, [7]), Found("shots", "warn", 9, [1, 2])
        self.assertIn("state bad", report.quality_box([warning, error], [], [], 1))
        self.assertIn("state fair", report.quality_box([warning], [], [], 1))
        self.assertIn("state good", report.quality_box([warning], [], [], 0))
        self.assertIn("1, 2 …", report.quality_box([warning], [], [], 0))


if __name__ == "__main__":
    unittest.main()
