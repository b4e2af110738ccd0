package nhldata.config;

/** Days for which each kind of record is kept; zero for good. */
public record RetentionSettings(int runs, int builds, int notifications, int deadLetters, int rawVersions) {

    private static final int LEAST = 30;

    RetentionSettings(SettingReader in) {
        this(days(in, "nhl.retention.runs-days"), days(in, "nhl.retention.builds-days"), days(in, "nhl.retention.notifications-days"),
                days(in, "nhl.retention.dead-letters-days"), days(in, "nhl.retention.raw-versions-days"));
    }

    public static RetentionSettings of(Settings settings) {
        return SettingReader.read(settings, RetentionSettings::new);
    }

    /** Whether nothing is ever deleted. */
    public boolean isUnlimited() {
        return runs + builds + notifications + deadLetters + rawVersions == 0;
    }

    private static int days(SettingReader in, String key) {
        String days = in.matching(key, "0 (keep for good) or a number of days from " + LEAST + " to 99999", "0|[3-9]\\d|[1-9]\\d{2,4}");
        return days == null ? 0 : Integer.parseInt(days);
    }
}
