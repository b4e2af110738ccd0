package nhldata.nhl;

import java.util.List;

/**
 * A schedule as far as it can be read: an invalid game is reported by its {@link ScheduleDay}, an invalid day by {@code rejected}.
 *
 * @param days     requested days with their games; the others with their number of games only
 * @param rejected why a day could not be read, or the contradiction that shows that one is missing; empty if the document is valid
 * @param season   dates of the season that the schedule belongs to; null if the document does not have them
 */
public record Schedule(List<ScheduleDay> days, List<String> rejected, SeasonDates season) {
    public Schedule {
        days = List.copyOf(days);
        rejected = List.copyOf(rejected);
    }
}
