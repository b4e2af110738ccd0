package nhldata.sample;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When games begin: in the evening of the arena, which is the next day in UTC for most; sometimes on a weekend's
 * afternoon.
 */
final class StartTime {
    private static final int EVENING = 19 * 60;
    private static final int AFTERNOON = 13 * 60;

    private StartTime() {
    }

    static Instant of(int gameId, LocalDate date, VenueZone zone) {
        Dice dice = Dice.of("start", gameId);
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        int minutes = (weekend && dice.chance(0.3) ? AFTERNOON : EVENING) + 30 * dice.weighted(new double[] {6, 2, 1});
        return date.atStartOfDay(ZoneOffset.ofHours(zone.utcOffsetHours(date))).plusMinutes(minutes).toInstant();
    }
}
