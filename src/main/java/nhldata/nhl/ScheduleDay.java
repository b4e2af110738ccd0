package nhldata.nhl;

import java.time.LocalDate;
import java.util.List;

/**
 * A date of a schedule with all its games, none if the league rested. {@code announced} is how many games the document
 * says there are: more than are listed, and some are missing. {@code refused} says of each entry that is no game why not.
 */
public record ScheduleDay(LocalDate date, List<ScheduledGame> games, int announced, List<String> refused) {
    public ScheduleDay {
        games = List.copyOf(games);
        refused = List.copyOf(refused);
    }

    ScheduleDay(LocalDate date, List<ScheduledGame> games) {
        this(date, games, games.size(), List.of());
    }

    /** A date that an answer leaves out because there are no games. */
    public static ScheduleDay empty(LocalDate date) {
        return new ScheduleDay(date, List.of());
    }
}
