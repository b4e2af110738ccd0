"""The ten questions of docs/data.md, and the example query of each mart, on a small league whose games are known: the answers
are computed from the games, without SQL."""
import collections
import re
import unittest
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import yaml

from league import LATEST_SEASON, PLAYOFFS, REGULAR, TEAMS, League, abbreviation, built_league

ROOT = Path(__file__).resolve().parents[2]
# What stands in the page, and what it is in this league.
HERE = {"20242025": str(LATEST_SEASON), "'MTL'": "'ANT'", "8477934": "11", "games_played >= 25": "games_played >= 1",
        "games_played >= 40": "games_played >= 1", "'%draisaitl%'": "'player 1%'"}


def adapted(query):
    for there, here in HERE.items():
        query = query.replace(there, here)
    return query


def questions():
    """The queries of section Ten questions of docs/data.md."""
    section = (ROOT / "docs/data.md").read_text().split("## Ten questions\n")[1].split("\n## ")[0]
    return [query.strip().rstrip(";") for query in re.findall(r"```sql\n(.*?)```", section, re.S)]


def examples():
    """The example query of each mart, and of other tables that have one, by name."""
    for file in (ROOT / "dbt/models").rglob("*.yml"):
        for model in (yaml.safe_load(file.read_text()) or {}).get("models", []):
            queries = re.findall(r"Example: `(.*?)`", model["description"], re.S) if "versions" not in model else []
            if queries or file.parent.name == "mart" and "versions" not in model:
                yield model["name"], queries


def rounded(value, places):
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def sides(games):
    """Each game from the side of each team: number, team, opponent, goals, goals against, end, is at home, has won."""
    for number, home, away, home_goals, away_goals, end in games:
        won = home_goals > away_goals or end == "SO"
        yield number, home, away, home_goals, away_goals, end, True, won
        yield number, away, home, away_goals, home_goals, end, False, not won


class QuestionsTest(unittest.TestCase):
    maxDiff = 5000

    @classmethod
    def setUpClass(cls):
        cls.league = League(built_league())
        cls.addClassCleanup(cls.league.drop)

    def answer(self, number):
        return self.league.rows(adapted(questions()[number - 1]))

    def scores(self, games):
        """Goals and games of the scorers and assistants, by player."""
        points = collections.defaultdict(lambda: [0, 0, 0])
        for _, team, _, goals, *_ in sides(games):
            for player, (scored, assisted) in ((team * 10 + 1, (goals, 0)), (team * 10 + 2, (0, goals))):
                points[player] = [points[player][0] + 1, points[player][1] + scored, points[player][2] + assisted]
        return points

    def records(self, which=lambda side: True):
        """Wins, losses and overtime losses by team, of the sides chosen."""
        found = {team: [0, 0, 0] for team in TEAMS}
        for side in sides(REGULAR):
            if which(side):
                found[side[1]][0 if side[7] else 1 if side[5] == "REG" else 2] += 1
        return found

    def test_there_are_ten_questions_and_each_mart_has_an_example(self):
        self.assertEqual(10, len(questions()))
        found = dict(examples())
        self.assertLessEqual({"standings", "skaters", "goalies", "playoff_series", "games", "teams", "players", "corrections",
                              "nhl_players", "points_leaders", "player_game_stats", "filled_columns"}, set(found))
        for mart, queries in found.items():
            with self.subTest(mart=mart):
                self.assertEqual(1, len(queries))
                self.league.rows(adapted(queries[0]))

    def test_1_points(self):
        regular, playoffs = self.scores(REGULAR), self.scores(PLAYOFFS)
        expected = [(f"Player {player}", abbreviation(player // 10), games, goals, assists, goals + assists, sum(playoffs[player][1:]))
                    for player, (games, goals, assists) in regular.items()]
        expected += [(f"Goalie {team}", abbreviation(team), 6, None, None, None, None) for team in TEAMS]
        answer = self.answer(1)
        self.assertEqual(sorted(expected, key=lambda r: (-1 if r[5] is None else r[5], r[3] or 0), reverse=True)[0][:6], answer[0][:6])
        self.assertEqual([10, True], [len(answer), set(answer) <= set(expected)])

    def test_2_and_3_standings(self):
        records, home = self.records(), self.records(lambda side: side[6])
        points = {team: 2 * wins + overtime for team, (wins, _, overtime) in records.items()}
        regulation = {team: sum(side[7] and side[5] == "REG" for side in sides(REGULAR) if side[1] == team) for team in TEAMS}
        order = sorted(TEAMS, key=lambda team: (points[team], regulation[team]), reverse=True)
        answer = self.answer(2)
        self.assertEqual([TEAMS[team] for team in order], [row[1] for row in answer])
        for rank, team in enumerate(order, 1):
            self.assertEqual((rank, TEAMS[team], 6, *records[team], points[team], rounded(Decimal(points[team]) / 12, 3), regulation[team]),
                             answer[rank - 1][:9])
        latest = {team: [side for side in sides(REGULAR) if side[1] == team] for team in TEAMS}
        for name, _, _, _, *rest in self.answer(3):
            team = next(t for t, n in TEAMS.items() if n == name)
            outcomes = ["W" if side[7] else "L" if side[5] == "REG" else "OT" for side in reversed(latest[team])]
            length = next((n for n, outcome in enumerate(outcomes) if outcome != outcomes[0]), len(outcomes))
            self.assertEqual([*home[team], *records[team], f"{outcomes[0]}{length}"], rest)

    def test_4_goalies(self):
        expected = set()
        for team in TEAMS:
            played = [side for side in sides(REGULAR) if side[1] == team]
            against = sum(side[4] for side in played)
            seconds = sum({"REG": 3600, "OT": 3780, "SO": 3900}[side[5]] for side in played)
            expected.add((f"Goalie {team}", abbreviation(team), 6, None, self.records()[team][0], rounded(Decimal(60) / (60 + against), 3),
                          rounded(Decimal(3600 * against) / seconds, 2), sum(side[4] == 0 for side in played)))
        answer = self.answer(4)
        self.assertEqual(expected, set(answer))
        self.assertEqual(sorted((row[5] for row in answer), reverse=True), [row[5] for row in answer])

    def test_5_skaters(self):
        expected = set()
        for player, (games, goals, assists) in self.scores(REGULAR).items():
            shots = goals + 5 * games if player % 10 == 1 else assists * 0 + 5 * games
            expected.add((f"Player {player}", None, abbreviation(player // 10), games, goals + assists,
                          rounded(Decimal(3 * (goals + assists)) / games, 2), None, shots, rounded(Decimal(100 * goals) / shots, 2)))
        self.assertEqual(expected, set(self.answer(5)))

    def test_6_playoff_series(self):
        self.assertEqual([("first round", "Ants", "Dogs", 4, 1, 1), ("first round", None, None, 1, 0, 0)], self.answer(6))

    def test_7_overtime(self):
        expected = [(number, "home" if at_home else "away", abbreviation(opponent), goals + (end == "SO" and won), against + (end == "SO" and not won),
                     "win" if won else "overtime loss", end == "SO", None)
                    for number, team, opponent, goals, against, end, at_home, won in sides(REGULAR) if team == 1 and end != "REG"]
        self.assertEqual(expected, [(row[0].day, *row[1:]) for row in self.answer(7)])

    def test_8_game_by_game(self):
        expected, points = [], 0
        for place, (number, _, opponent, goals, _, end, _, won) in enumerate((s for s in sides(REGULAR) if s[1] == 1), 1):
            points += goals
            expected.append((number, abbreviation(opponent), "win" if won else "loss" if end == "REG" else "overtime loss", goals, 0, goals, place, points))
        self.assertEqual(expected, [(row[0].day, *row[1:]) for row in self.answer(8)])

    def test_9_leaders_of_the_teams(self):
        expected = {(TEAMS[player // 10], f"Player {player}", games, goals, assists, goals + assists)
                    for player, (games, goals, assists) in self.scores(REGULAR).items()}
        self.assertEqual(expected, set(self.answer(9)), "both players of a team have the same points")

    def test_a_10_completeness(self):
        league = self.league
        self.assertEqual([(name, 6, 6, 0, 6, 0) for name in sorted(TEAMS.values())], self.answer(10), "each game has odd few rows")
        league.record_correction(2024020001, 11, "player_stats_skaterstats_goals", "2", "3")
        league.execute("update etl.correction set cause = 'league'")
        league.execute("insert into etl.game (game_id, game_date, season, game_type, state, source, home_team_id, away_team_id, home_team, away_team)"
                       " values (2024020013, '2024-11-13', 20242025, 2, 'final', 'test', 1, 2, 'ANT', 'BEE')")
        league.touch(2024020001)
        league.publish()
        self.assertEqual([("Ants", 7, 6, 1, 6, 1), ("Bees", 7, 6, 1, 6, 0), ("Cats", 6, 6, 0, 6, 0), ("Dogs", 6, 6, 0, 6, 0)], self.answer(10))


if __name__ == "__main__":
    unittest.main()
