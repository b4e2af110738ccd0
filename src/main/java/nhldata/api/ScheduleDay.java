package nhldata.api;

import java.time.LocalDate;
import java.util.List;

/** A date of a schedule with all its games, none if the league rested. */
public record ScheduleDay(LocalDate date, List<ScheduledGame> games) {
    public ScheduleDay {
        games = List.copyOf(games);
    }
}
