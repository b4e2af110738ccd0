package nhldata.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonCalendarTest {
    private static List<Game> games(SeasonCalendar calendar, GameType type) {
        return calendar.games().stream().filter(game -> game.type() == type).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1995, 2003, 2019, 2024, 2025})
    void everyTeamPlaysFortyOneHomeAndFortyOneAwayGames(int year) {
        List<Game> games = games(new SeasonCalendar(new Season(year)), GameType.REGULAR);
        Map<Team, Long> home = games.stream().collect(Collectors.groupingBy(Game::home, Collectors.counting()));
        Map<Team, Long> away = games.stream().collect(Collectors.groupingBy(Game::away, Collectors.counting()));

        assertEquals(1312, games.size());
        assertEquals(Set.copyOf(Teams.ALL), home.keySet());
        assertEquals(Set.of(41L), Set.copyOf(home.values()));
        assertEquals(Set.of(41L), Set.copyOf(away.values()));
    }

    /** Of each length that the league has had, from its first day to its last, each pair as often at home as away or nearly so. */
    @ParameterizedTest
    @CsvSource({
        "1950, 70, 1950-10-10, 1951-03-25", "1967, 74, 1967-10-10, 1968-03-30", "1974, 80, 1974-10-08, 1975-04-06", "1990, 80, 1990-10-09, 1991-04-07",
        "1992, 84, 1992-10-06, 1993-04-14", "1993, 84, 1993-10-05, 1994-04-13", "1994, 48, 1995-01-24, 1995-05-08", "1995, 82, 1995-10-10, 1996-04-18",
        "2012, 48, 2013-01-22, 2013-05-06", "2020, 56, 2021-01-12, 2021-05-19", "2026, 84, 2026-09-29, 2027-04-13", "2063, 84, 2063-10-02, 2064-04-15",
        "2140, 84, 2140-09-27, 2141-04-11"})
    void everySeasonHasTheLengthOfItsEra(int year, long gamesOfATeam, LocalDate first, LocalDate last) {
        Season season = new Season(year);
        SeasonCalendar calendar = new SeasonCalendar(season);
        List<Game> games = games(calendar, GameType.REGULAR);
        assertEquals(16 * gamesOfATeam, games.size());
        for (Team team : Teams.ALL) {
            assertEquals(gamesOfATeam, games.stream().filter(game -> game.home() == team || game.away() == team).count(), team::toString);
            long home = games.stream().filter(game -> game.home() == team).count();
            assertTrue(Math.abs(2 * home - gamesOfATeam) <= 12, () -> team + " is at home " + home + " times");
        }
        assertEquals(List.of(first, last), List.of(season.regularStart(), season.regularEnd()));
        assertEquals(first, games.stream().map(Game::date).min(LocalDate::compareTo).orElseThrow());
        assertTrue(games.stream().noneMatch(game -> game.date().isAfter(last)));
        assertTrue(calendar.playoffEnd().isBefore(new Season(year + 1).regularStart()));
        assertEquals(15, games(calendar, GameType.PLAYOFF).stream().map(game -> game.id() / 10).distinct().count());
    }

    @Test
    void theSeasonThatNeverWasHasNoGames() {
        assertEquals(List.of(), new SeasonCalendar(new Season(2004)).games());
        Documents documents = Documents.at(Documents.LONG_AFTER);
        assertEquals(0, documents.get("/v1/schedule/2004-10-12").path("gameWeek").size());
        assertEquals(0, documents.get("/v1/score/2004-10-12").path("games").size());
    }

    /** Until 1983 sixty minutes were all, until 2004 five more; a shootout has decided since. */
    @ParameterizedTest
    @CsvSource({"1975, REG", "1990, OT", "2003, OT"})
    void aLevelGameWasATie(int year, Score.Ending ending) {
        List<Game> ties = games(new SeasonCalendar(new Season(year)), GameType.REGULAR).stream().filter(game -> game.score().winner() == null).toList();
        assertTrue(ties.size() > 60, () -> "only " + ties.size());
        assertEquals(Set.of(ending), ties.stream().map(game -> game.score().ending()).collect(Collectors.toSet()));
        assertTrue(games(new SeasonCalendar(new Season(year)), GameType.PLAYOFF).stream().noneMatch(game -> game.score().winner() == null));
    }

    @ParameterizedTest
    @ValueSource(ints = {1950, 1990, 1994, 2012, 2019, 2020, 2023, 2100})
    void noTeamPlaysTwiceOnADayNorOnThreeDaysInARow(int year) {
        SeasonCalendar calendar = new SeasonCalendar(new Season(year));
        for (Team team : Teams.ALL) {
            List<LocalDate> days = calendar.games().stream().filter(game -> game.away() == team || game.home() == team)
                    .map(Game::date).sorted().toList();
            assertEquals(new HashSet<>(days).size(), days.size(), team + " plays twice on a day");

            Set<LocalDate> regular = games(calendar, GameType.REGULAR).stream()
                    .filter(game -> game.away() == team || game.home() == team).map(Game::date).collect(Collectors.toSet());
            assertTrue(regular.stream().noneMatch(day -> regular.contains(day.plusDays(1))
                    && regular.contains(day.plusDays(2))), team + " plays on three days in a row");
        }
    }

    @Test
    void someDaysHaveOneGameAndNoneHasMoreThanSixteen() {
        Map<LocalDate, Long> perDay = games(new SeasonCalendar(new Season(2023)), GameType.REGULAR).stream()
                .collect(Collectors.groupingBy(Game::date, Collectors.counting()));

        assertTrue(Collections.max(perDay.values()) >= 14 && Collections.max(perDay.values()) <= 16);
        assertEquals(1, Collections.min(perDay.values()));
    }

    @Test
    void seasonsRunFromEarlyOctoberToMidAprilWithABreakForAllStars() {
        Season season = new Season(2023);
        SeasonCalendar calendar = new SeasonCalendar(season);
        List<LocalDate> days = games(calendar, GameType.REGULAR).stream().map(Game::date).sorted().toList();

        assertEquals(LocalDate.of(2023, Month.OCTOBER, 10), days.get(0));
        assertEquals(LocalDate.of(2024, Month.APRIL, 18), season.regularEnd());
        assertFalse(days.get(days.size() - 1).isAfter(season.regularEnd()));
        assertTrue(days.stream().noneMatch(season::dayOff));
        assertEquals(List.of(season.breakStart().plusDays(1)),
                games(calendar, GameType.NOT_NHL).stream().map(Game::date).toList());
        assertTrue(games(calendar, GameType.PRESEASON).stream()
                .allMatch(game -> game.date().isBefore(season.regularStart().minusDays(1))));
    }

    @ParameterizedTest
    @ValueSource(ints = {2005, 2019, 2023, 2100})
    void aboutAFourthOfGamesGoesBeyondRegulationAndSomeToTheShootout(int year) {
        Map<Score.Ending, Long> endings = games(new SeasonCalendar(new Season(year)), GameType.REGULAR).stream()
                .collect(Collectors.groupingBy(game -> game.score().ending(), Collectors.counting()));

        assertTrue(endings.get(Score.Ending.OT) > 120 && endings.get(Score.Ending.OT) < 230, endings::toString);
        assertTrue(endings.get(Score.Ending.SO) > 50 && endings.get(Score.Ending.SO) < 140, endings::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {1990, 2012, 2019, 2023, 2100})
    void postponedGamesComeBackAtLeastAWeekLater(int year) {
        List<Game> postponed = games(new SeasonCalendar(new Season(year)), GameType.REGULAR).stream()
                .filter(game -> game.postponedFrom() != null).toList();

        assertTrue(postponed.size() >= 4 && postponed.size() <= 10, "postponed: " + postponed.size());
        assertTrue(postponed.stream().allMatch(game -> game.date().isAfter(game.postponedFrom().plusDays(6))));
    }

    @Test
    void mostGamesBeginAfterMidnightUtc() {
        List<Game> games = games(new SeasonCalendar(new Season(2023)), GameType.REGULAR);
        long nextDay = games.stream()
                .filter(game -> game.start().atOffset(ZoneOffset.UTC).toLocalDate().equals(game.date().plusDays(1))).count();
        long sameDay = games.stream()
                .filter(game -> game.start().atOffset(ZoneOffset.UTC).toLocalDate().equals(game.date())).count();

        assertEquals(games.size(), nextDay + sameDay);
        assertTrue(nextDay > 600 && sameDay > 200, nextDay + " and " + sameDay);
    }

    @ParameterizedTest
    @ValueSource(ints = {1990, 2005, 2019, 2023, 2100})
    void playoffsAreFifteenSeriesToFourWins(int year) {
        SeasonCalendar calendar = new SeasonCalendar(new Season(year));
        List<Game> games = games(calendar, GameType.PLAYOFF);
        Map<Integer, List<Game>> series = games.stream().collect(Collectors.groupingBy(game -> game.id() / 10));

        assertEquals(15, series.size());
        assertEquals(16, games.stream().flatMap(game -> List.of(game.home(), game.away()).stream()).distinct().count());
        for (List<Game> one : series.values()) {
            Map<Team, Long> wins = one.stream().collect(
                    Collectors.groupingBy(game -> game.team(game.score().winner()), Collectors.counting()));
            assertEquals(4, Collections.max(wins.values()));
            assertTrue(one.size() >= 4 && one.size() <= 7);
            assertEquals(4, wins.get(one.get(one.size() - 1).team(one.get(one.size() - 1).score().winner())),
                    "the last game decides");
        }
        assertTrue(games.stream().noneMatch(game -> game.score().ending() == Score.Ending.SO));
        assertEquals(year == 2019 ? Month.SEPTEMBER : Month.JUNE, calendar.playoffEnd().getMonth());
        assertTrue(calendar.playoffEnd().isBefore(new Season(year + 1).preseasonStart()));
    }

    @Test
    void theBubbleHasSixGamesOnEachOfTheDefaultDays() {
        Documents documents = Documents.at(Documents.LONG_AFTER);
        for (String date : List.of("2020-08-04", "2020-08-05")) {
            assertEquals(6, documents.listed(date).size());
            assertTrue(documents.listed(date).stream().allMatch(game -> game.path("gameType").asInt() == 3
                    && game.path("season").asInt() == 20192020 && game.path("gameState").asText().equals("OFF")));
        }
        assertEquals(0, documents.get("/v1/schedule/2020-07-10").path("numberOfGames").asInt());
    }
}
