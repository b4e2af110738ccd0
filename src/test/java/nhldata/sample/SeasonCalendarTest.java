package nhldata.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.Month;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonCalendarTest {
    private static List<Game> games(SeasonCalendar calendar, Game.Type type) {
        return calendar.games().stream().filter(game -> game.type() == type).toList();
    }

    private static List<LocalDate> dates(List<Game> games, Team team) {
        return games.stream().filter(game -> game.home() == team || game.away() == team).map(Game::date).toList();
    }

    /** Each length of a season that there has been, and where the era of today ends. */
    @ParameterizedTest
    @CsvSource({
        "1950, 70, 1950-10-10, 1951-03-25", "1967, 74, 1967-10-10, 1968-03-30", "1974, 80, 1974-10-08, 1975-04-06", "1990, 80, 1990-10-09, 1991-04-07",
        "1992, 84, 1992-10-06, 1993-04-14", "1993, 84, 1993-10-05, 1994-04-13", "1994, 48, 1995-01-24, 1995-05-08", "1995, 82, 1995-10-10, 1996-04-18",
        "2012, 48, 2013-01-22, 2013-05-06", "2020, 56, 2021-01-12, 2021-05-19", "2023, 82, 2023-10-10, 2024-04-18", "2026, 84, 2026-09-29, 2027-04-13",
        "2063, 84, 2063-10-02, 2064-04-15", "2140, 84, 2140-09-27, 2141-04-11"})
    void hasTheLengthOfItsEraAndRestsEveryTeam(int year, int gamesOfATeam, LocalDate first, LocalDate last) {
        Season season = new Season(year);
        SeasonCalendar calendar = new SeasonCalendar(season);
        List<Game> games = games(calendar, Game.Type.REGULAR);
        for (Team team : Team.ALL) {
            List<LocalDate> dates = dates(games, team);
            long home = games.stream().filter(game -> game.home() == team).count();
            assertEquals(gamesOfATeam, dates.size(), team::toString);
            assertTrue(Math.abs(2 * home - gamesOfATeam) <= (gamesOfATeam == 82 ? 0 : 12), () -> team + " is at home " + home + " times");
            assertTrue(dates.stream().noneMatch(day -> dates.contains(day.plusDays(1)) && dates.contains(day.plusDays(2))), team::toString);
            assertEquals(dates(calendar.games(), team).size(), Set.copyOf(dates(calendar.games(), team)).size(), "two games a day");
        }
        assertEquals(List.of(first, last), List.of(season.regularStart(), season.regularEnd()));
        assertEquals(first, games.stream().map(Game::date).min(LocalDate::compareTo).orElseThrow());
        assertTrue(games.stream().noneMatch(game -> game.date().isAfter(last) || season.dayOff(game.date())));
        assertTrue(calendar.playoffEnd.isBefore(new Season(year + 1).preseasonStart()));
    }

    @Test
    void theCancelledSeasonHasNoGames() {
        assertEquals(List.of(), new SeasonCalendar(new Season(2004)).games());
        assertEquals(0, Documents.longAfter().get("/v1/schedule/2004-10-12").path("gameWeek").size());
        assertEquals(0, Documents.longAfter().get("/v1/score/2004-10-12").path("games").size());
    }

    /** Tied games ended after sixty minutes until 1983 and after five more until 2004; a shootout has decided since. */
    @ParameterizedTest
    @CsvSource({"1975, REG", "1990, OT", "2003, OT", "2005, ", "2023, "})
    void tiedGamesEndByTheRulesOfTheirEra(int year, Score.Ending ofTies) {
        List<Game> games = games(new SeasonCalendar(new Season(year)), Game.Type.REGULAR);
        Map<Score.Ending, Long> ties = games.stream().filter(game -> game.score().winner() == null)
                .collect(Collectors.groupingBy(game -> game.score().ending(), Collectors.counting()));
        assertEquals(ofTies == null ? Set.of() : Set.of(ofTies), ties.keySet());
        assertTrue(ofTies == null || ties.get(ofTies) > 60, ties::toString);
        assertEquals(ofTies == null, games.stream().filter(game -> game.score().ending() == Score.Ending.SO).count() > 50);
    }

    @ParameterizedTest
    @ValueSource(ints = {1975, 1990, 2019, 2023, 2100})
    void playoffsAreFifteenSeriesToFourWins(int year) {
        SeasonCalendar calendar = new SeasonCalendar(new Season(year));
        Map<Integer, List<Game>> series = games(calendar, Game.Type.PLAYOFF).stream().collect(Collectors.groupingBy(game -> game.id() / 10));
        assertEquals(15, series.size());
        for (List<Game> games : series.values()) {
            List<Team> winners = games.stream().map(game -> game.team(game.score().winner())).toList();
            assertEquals(4, Collections.frequency(winners, winners.get(winners.size() - 1)), "the last game decides");
            assertTrue(games.size() >= 4 && games.size() <= 7);
            assertTrue(games.stream().noneMatch(game -> game.score().ending() == Score.Ending.SO));
        }
        assertEquals(year == 2019 ? Month.SEPTEMBER : year == 1975 ? Month.MAY : Month.JUNE, calendar.playoffEnd.getMonth());
    }

    /** The dates that make step1 fetches without any others given. */
    @ParameterizedTest
    @ValueSource(strings = {"2020-08-04", "2020-08-05"})
    void theDefaultDatesHaveSixPlayoffGamesEach(String date) {
        List<String> games = Documents.longAfter().listed(date).stream()
                .map(game -> game.path("gameType") + " " + game.path("season") + " " + game.path("gameState").asText()).toList();
        assertEquals(Collections.nCopies(6, "3 20192020 OFF"), games);
    }
}
