package nhldata.config;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.MINUTES;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nhldata.time.CronSchedule;

/**
 * Stage 1, and when and how runs start and end.
 *
 * @param clustered without effect, until the setting is gone
 * @param cron      when the daily run starts, in {@code zone}
 * @param readyBy   time of day in {@code zone} by which yesterday must be complete; blank for none
 * @param stall     without progress for so long a run ends as failed
 */
public record ScheduleSettings(Toggle clustered, String cron, ZoneId zone, boolean isEnabled, Set<Integer> gameTypes, int catchUpDays, List<Integer> refetchDays,
        Duration heartbeat, Duration stall, String readyBy) {

    ScheduleSettings(SettingReader in) {
        this(in.oneOf("nhl.schedule.clustered", Toggle.class),
                in.parse("nhl.schedule.cron", "a Quartz cron such as 0 0 10 * * ?", value -> CronSchedule.expression(value, ZoneOffset.UTC).getCronExpression()),
                in.parse("nhl.schedule.zone", "a time zone such as America/New_York or UTC", CronSchedule::zone),
                in.isTrue("nhl.schedule.enabled"),
                in.parse("nhl.schedule.game-types", "numbers such as 2,3", value -> numbers(value, "\\s*\\d{1,2}\\s*(,\\s*\\d{1,2}\\s*)*").stream().collect(Collectors.toUnmodifiableSet())),
                in.number("nhl.schedule.catch-up-days", 0, 36_500),
                in.parse("nhl.schedule.refetch-days", "days with commas between them, such as 1,2,3,7, or nothing for never", value -> numbers(value, "(\\d{1,4}(,\\d{1,4})*)?")),
                in.duration("nhl.schedule.heartbeat", MILLIS, 1), in.duration("nhl.schedule.stall-minutes", MINUTES, 1, 35_000),
                in.matching("nhl.schedule.ready-by", "a time such as 12:30, or nothing for none", "|([01]\\d|2[0-3]):[0-5]\\d"));
    }

    public static ScheduleSettings of(Settings settings) {
        return SettingReader.read(settings, ScheduleSettings::new);
    }

    private static List<Integer> numbers(String value, String pattern) {
        if (!value.matches(pattern)) {
            throw new IllegalArgumentException("no list of numbers");
        }
        return Arrays.stream(value.split(",")).map(String::strip).filter(number -> !number.isEmpty()).map(Integer::valueOf).toList();
    }
}
