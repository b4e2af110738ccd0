package nhldata.api;

import java.time.LocalDate;
import java.util.List;

/**
 * A schedule as far as it can be read: an entry that is no game is told by its day, a day that is none by {@code refused}.
 *
 * @param days          those that were asked for with their games; of the others only how many games they have
 * @param refused       why a day could not be read, or which contradiction tells that one is absent; empty where all is well
 * @param regularSeason the first and the last date of the regular season that the schedule belongs to; empty where it does not say
 */
public record Schedule(List<ScheduleDay> days, List<String> refused, List<LocalDate> regularSeason) {
    public Schedule {
        days = List.copyOf(days);
        refused = List.copyOf(refused);
        regularSeason = List.copyOf(regularSeason);
    }
}
