package nhldata.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nhldata.config.RetentionSettings;
import nhldata.config.S3Settings;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.status.Rows;
import nhldata.status.Table;
import nhldata.storage.ObjectKeys;
import nhldata.storage.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Deletes what is older than its retention ({@link RetentionSettings}): rows of the ledger, objects of closed dead letters, and raw box
 * scores that a later version has replaced. Never deleted: rows of games, corrections, CSVs, the raw document that a game was made from,
 * what is still open, the latest {@value #LATEST} runs and builds, and a run that any other row refers to.
 *
 * <p>Objects are deleted before the rows that name them, so an interrupted deletion is completed by the next one.
 */
public final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int LATEST = 100;
    private static final int KEYS_AT_ONCE = 1_000;

    private static final String LOCK = "select pg_try_advisory_lock(hashtext('nhldata retention'))::text as locked";

    private static final String MAY_DELETE = """
            select bool_and(has_table_privilege(t.name, 'delete'))::text as allowed
            from unnest(array['etl.run', 'etl.dead_letter', 'etl.notification', 'etl.incident', 'etl.dbt_run', 'etl.object_deletion']) as t (name)""";

    private static final String NOTIFICATIONS = """
            delete from etl.notification where state <> 'waiting' and created_at < now() - make_interval(days => ?)""";
    private static final String INCIDENTS = """
            delete from etl.incident as i
            where i.closed_at < now() - make_interval(days => ?) and not exists (select from etl.notification as n where n.incident_id = i.incident_id)""";
    private static final String BUILDS = """
            delete from etl.dbt_run
            where
                ended_at < now() - make_interval(days => ?)
                and dbt_run_id < (select max(dbt_run_id) from etl.dbt_run where status = 'published')
                and dbt_run_id not in (select dbt_run_id from etl.dbt_run order by dbt_run_id desc limit 100)""";

    /** A discarded one stays: it says why the game has no rows. */
    private static final String DEAD_LETTERS = """
            delete from etl.dead_letter where state in ('replayed', 'superseded') and closed_at < now() - make_interval(days => ?)""";
    private static final String DEAD_LETTER_OBJECTS = """
            select k.key
            from etl.dead_letter as d
            cross join lateral (values (d.envelope_key), (d.payload_key)) as k (key)
            where k.key is not null
            group by k.key
            having bool_and(d.state in ('replayed', 'superseded') and d.closed_at < now() - make_interval(days => ?))
            order by k.key""";
    private static final String DELETIONS = """
            delete from etl.object_deletion
            where state in ('deleted', 'withdrawn') and coalesce(tried_at, requested_at) < now() - make_interval(days => ?)""";

    /** The first scheduled run says since when dates are expected (etl.date_gap). */
    private static final String RUNS = """
            delete from etl.run as r
            where
                r.ended_at < now() - make_interval(days => ?)
                and r.run_id not in (select run_id from etl.run order by started_at desc limit 100)
                and r.run_id <> all(array(select run_id from etl.run where kind = 'sweep' order by from_date, started_at limit 1))
                and not exists (select from etl.game as g where g.run_id = r.run_id)
                and not exists (select from etl.day as d where d.run_id = r.run_id)
                and not exists (select from etl.season as s where s.run_id = r.run_id)
                and not exists (select from etl.dead_letter as l where l.run_id = r.run_id)
                and not exists (select from etl.incident as i where i.run_id = r.run_id)
                and not exists (select from etl.notification as n where n.run_id = r.run_id)""";

    private static final String REPLACED = """
            select k.key
            from unnest(string_to_array(?, E'\n')) as k (key)
            inner join etl.game as g on split_part(k.key, '/', 5) = g.game_id::text
            where g.state = 'loaded' and g.raw_key <> k.key and g.fetched_at < now() - make_interval(days => ?)""";

    /** A fetch claims the game first, so that it waits for this lock, or this finds another state. */
    private static final String LOCK_GAME = """
            select game_id::text as game from etl.game
            where game_id::text = split_part(?, '/', 5) and state = 'loaded' and raw_key <> ?
            for update""";

    private final Settings settings;
    private final RetentionSettings days;
    private final Clock clock;

    public Retention(Settings settings) {
        this(settings, Clock.systemUTC());
    }

    /** @param clock for the age of objects; that of rows is PostgreSQL's */
    Retention(Settings settings, Clock clock) {
        this.settings = settings;
        this.days = RetentionSettings.of(settings);
        this.clock = clock;
    }

    /**
     * @param days of the setting; 0: kept for good
     * @param rows or objects that were deleted, or would be in a dry run
     */
    public record Deleted(String what, int days, int rows) {

        Map<String, Object> asMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("what", what);
            map.put("kept_days", days);
            map.put("deleted", rows);
            return map;
        }
    }

    /**
     * Applies the retention, or with {@code dryRun} only counts.
     *
     * @throws IllegalStateException if another process is applying it, or the login may not; the message says what to do
     */
    public List<Deleted> apply(boolean dryRun) throws SQLException {
        Database database = new Database(settings);
        try (Connection connection = database.connectForRetention(); S3Client s3 = new ObjectStore(settings).client()) {
            // before an object is deleted
            if (!days.isUnlimited() && !Rows.of(connection, MAY_DELETE).get(0).get("allowed").equals("true")) {
                throw new IllegalStateException(database.describe() + ": " + connection.getMetaData().getUserName() + " may not delete from the ledger."
                        + " Set POSTGRES_RETENTION_USER to a member of nhldata_retention (docs/settings.md, section Retention)");
            }
            if (!Rows.of(connection, LOCK).get(0).get("locked").equals("true")) {
                throw new IllegalStateException("another process is applying the retention: nothing was deleted");
            }
            List<Deleted> deleted = new ArrayList<>();
            deleted.add(new Deleted("raw box scores that were replaced", days.rawVersions(), rawVersions(connection, s3, dryRun)));
            deleted.add(new Deleted("objects of closed dead letters", days.deadLetters(), deadLetterObjects(connection, s3, dryRun)));
            connection.setAutoCommit(false);
            deleted.add(new Deleted("closed dead letters", days.deadLetters(), delete(connection, DEAD_LETTERS, days.deadLetters())));
            deleted.add(new Deleted("notifications", days.notifications(), delete(connection, NOTIFICATIONS, days.notifications())));
            deleted.add(new Deleted("closed incidents", days.notifications(), delete(connection, INCIDENTS, days.notifications())));
            deleted.add(new Deleted("builds of the marts", days.builds(), delete(connection, BUILDS, days.builds())));
            deleted.add(new Deleted("completed deletions of objects", days.runs(), delete(connection, DELETIONS, days.runs())));
            deleted.add(new Deleted("runs", days.runs(), delete(connection, RUNS, days.runs())));
            if (dryRun) {
                connection.rollback();
            } else {
                connection.commit();
            }
            return deleted;
        } catch (S3Exception e) {
            throw new IllegalStateException("S3 refused: " + e.getMessage() + ". The access key needs s3:ListBucket and s3:DeleteObject on both buckets", e);
        }
    }

    /** For the route: a line in the log for what was deleted, and a warning if it could not be. */
    public void applyDaily() {
        try {
            List<Deleted> deleted = apply(false).stream().filter(d -> d.rows() > 0).toList();
            if (!deleted.isEmpty()) {
                LOG.info("retention: deleted {}", String.join(", ", deleted.stream().map(d -> d.rows() + " " + d.what()).toList()));
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn("retention: {}. Tried again in a day; at once with: nhldata retention", e.getMessage());
        }
    }

    public static String asText(List<Deleted> deleted, boolean dryRun) {
        Table table = new Table("what", "kept for", dryRun ? "would be deleted" : "deleted");
        deleted.forEach(d -> table.add(d.what(), d.days() == 0 ? "good" : d.days() + " days", d.rows()));
        return table + (dryRun ? "\nNothing was deleted. To delete it run: nhldata retention" : "");
    }

    public static List<Map<String, Object>> asMaps(List<Deleted> deleted) {
        return deleted.stream().map(Deleted::asMap).toList();
    }

    private static int delete(Connection connection, String sql, int days) throws SQLException {
        if (days == 0) {
            return 0;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, days);
            return statement.executeUpdate();
        }
    }

    private int deadLetterObjects(Connection connection, S3Client s3, boolean dryRun) throws SQLException {
        if (days.deadLetters() == 0) {
            return 0;
        }
        List<String> keys = Rows.of(connection, DEAD_LETTER_OBJECTS, days.deadLetters()).stream().map(row -> row.get("key")).toList();
        if (!dryRun) {
            String bucket = S3Settings.of(settings).deadLetterBucket();
            keys.forEach(key -> s3.deleteObject(b -> b.bucket(bucket).key(key)));
        }
        return keys.size();
    }

    private int rawVersions(Connection connection, S3Client s3, boolean dryRun) throws SQLException {
        if (days.rawVersions() == 0) {
            return 0;
        }
        String bucket = S3Settings.of(settings).bucket();
        Instant before = clock.instant().minus(days.rawVersions(), ChronoUnit.DAYS);
        List<String> replaced = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        try (Stream<S3Object> objects = s3.listObjectsV2Paginator(b -> b.bucket(bucket).prefix(ObjectKeys.RAW_BOXSCORES)).contents().stream()) {
            for (S3Object object : (Iterable<S3Object>) objects.filter(o -> o.lastModified().isBefore(before))::iterator) {
                keys.add(object.key());
                if (keys.size() == KEYS_AT_ONCE) {
                    replaced.addAll(replaced(connection, keys));
                    keys.clear();
                }
            }
        }
        replaced.addAll(replaced(connection, keys));
        if (dryRun) {
            return replaced.size();
        }
        int deleted = 0;
        for (String key : replaced) {
            connection.setAutoCommit(false);
            if (!Rows.of(connection, LOCK_GAME, key, key).isEmpty()) {
                s3.deleteObject(b -> b.bucket(bucket).key(key));
                deleted++;
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
        return deleted;
    }

    private List<String> replaced(Connection connection, List<String> keys) throws SQLException {
        return Rows.of(connection, REPLACED, String.join("\n", keys), days.rawVersions()).stream().map(row -> row.get("key")).toList();
    }
}
