package nhldata.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeeksTest {

    private final Weeks weeks = new Weeks();

    @Test
    void aDateIsAWeekOfOneDay() {
        assertEquals(List.of(week("2020-08-04", "2020-08-04")), weeks.split("2020-08-04", "2020-08-04", "oldest"));
    }

    @Test
    void sevenDatesAreOneRequestAndEightAreTwo() {
        assertEquals(List.of(week("2024-02-26", "2024-03-03")), weeks.split("2024-02-26", "2024-03-03", "oldest"));
        assertEquals(List.of(week("2024-02-26", "2024-03-03"), week("2024-03-04", "2024-03-04")),
                weeks.split("2024-02-26", "2024-03-04", "oldest"));
    }

    @Test
    void everyDateOfAYearIsInOneWeek() {
        List<Week> year = weeks.split("2023-12-30", "2025-01-02", "oldest");
        LocalDate next = LocalDate.parse("2023-12-30");
        for (Week week : year) {
            assertEquals(next, week.from());
            assertFalse(week.to().isAfter(week.from().plusDays(6)));
            next = week.to().plusDays(1);
        }
        assertEquals(LocalDate.parse("2025-01-03"), next);
    }

    @Test
    void aRangeThatEndsBeforeItsStartIsEmpty() {
        assertEquals(List.of(), weeks.split("2024-03-04", "2024-03-03", "oldest"));
    }

    @Test
    void whatIsNoDateIsRefused() {
        assertThrows(DateTimeParseException.class, () -> weeks.split("2024-02-30", "2024-03-03", "oldest"));
    }

    @Test
    void aWeekContainsBothItsEnds() {
        Week week = weeks.retries(List.of(Map.of("from", "2024-02-26", "to", "2024-03-03"))).get(0);
        assertTrue(week.contains(week.from()) && week.contains(week.to()));
        assertFalse(week.contains(week.from().minusDays(1)) || week.contains(week.to().plusDays(1)));
    }

    private static Week week(String from, String to) {
        return new Week(LocalDate.parse(from), LocalDate.parse(to));
    }

    @Test
    void theNewestMayComeFirst() {
        assertEquals(List.of(week("2024-03-04", "2024-03-04"), week("2024-02-26", "2024-03-03")), weeks.split("2024-02-26", "2024-03-04", "newest"));
    }
}
