package nhldata.nhl;

import java.time.LocalDate;
import java.util.List;

/**
 * A date of a schedule with all its games, which may be none. {@code announced} is the number of games that the document
 * states: if it is greater than the number of games listed, games are missing. {@code rejected} has the reason for each invalid game.
 */
public record ScheduleDay(LocalDate date, List<ScheduledGame> games, int announced, List<String> rejected) {
    public ScheduleDay {
        games = List.copyOf(games);
        rejected = List.copyOf(rejected);
    }

    ScheduleDay(LocalDate date, List<ScheduledGame> games) {
        this(date, games, games.size(), List.of());
    }

    /** A date that a response omits because no games are scheduled. */
    public static ScheduleDay empty(LocalDate date) {
        return new ScheduleDay(date, List.of());
    }
}
