package nhldata.nhl;

import java.util.List;

/**
 * A schedule as far as it can be read: an entry that is no game is told by its day, a day that is none by {@code refused}.
 *
 * @param days          those that were asked for with their games; of the others only how many games they have
 * @param refused       why a day could not be read, or which contradiction tells that one is absent; empty where all is well
 * @param season        when the season that the schedule belongs to is played; null where it does not say
 */
public record Schedule(List<ScheduleDay> days, List<String> refused, SeasonDates season) {
    public Schedule {
        days = List.copyOf(days);
        refused = List.copyOf(refused);
    }
}
