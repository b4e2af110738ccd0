package nhldata.reload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import nhldata.process.InstanceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records edits of the route files in the ledger, table etl.route_change; view etl.routes_status has the current state.
 *
 * <p>The same result for the same files is recorded once, whatever the number of processes and starts.
 * While PostgreSQL is unavailable, up to 100 changes are kept in memory and written later. Thread safe.
 */
public final class RouteChanges {

    private static final Logger LOG = LoggerFactory.getLogger(RouteChanges.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_UNWRITTEN = 100;
    /** Reuses a row of a process that has ended, since the ledger's role lacks the privilege to delete. */
    private static final String HEARTBEAT = """
            with
            new_row as (
                select ?::text as owner, ?::text as folder, ?::text as version, ?::timestamptz as polled_at, ?::text as failure
            ),
            updated as (
                update etl.route_watch as w
                set owner = new_row.owner, folder = new_row.folder, version = new_row.version, polled_at = new_row.polled_at, failure = new_row.failure, heartbeat_at = now()
                from new_row
                where w.owner = (
                    select owner
                    from etl.route_watch
                    where owner = new_row.owner or heartbeat_at < now() - interval '1 day'
                    order by owner = new_row.owner desc, heartbeat_at
                    limit 1
                    for update skip locked)
                returning 1
            )
            insert into etl.route_watch (owner, folder, version, polled_at, failure)
            select owner, folder, version, polled_at, failure from new_row
            where not exists (select from updated)
            on conflict (owner) do nothing""";

    private final DataSource database;
    private final InstanceId owner;
    private final Deque<RouteChange> unwritten = new ArrayDeque<>();
    private String failure;

    public RouteChanges(DataSource database, InstanceId owner) {
        this.database = database;
        this.owner = owner;
    }

    synchronized void record(RouteChange change) {
        if (unwritten.size() < MAX_UNWRITTEN) {
            unwritten.add(change);
        }
        write();
        if (!unwritten.isEmpty()) {
            LOG.warn("this change of the routes is not recorded in the ledger yet; it is written when PostgreSQL is available again: {}", failure);
        }
    }

    /** Writes changes that could not be written before. */
    synchronized void write() {
        try {
            while (!unwritten.isEmpty()) {
                write(unwritten.peek());
                unwritten.remove();
            }
        } catch (SQLException e) {
            failure = e.getMessage();
        }
    }

    /** Records a heartbeat of the watch and when it last read the folder completely; skipped while PostgreSQL is unavailable. */
    void recordHeartbeat(RouteSet running, Instant polledAt, String failure) {
        try (Connection connection = database.getConnection(); PreparedStatement upsert = connection.prepareStatement(HEARTBEAT)) {
            upsert.setString(1, owner.name());
            upsert.setString(2, running.folder().toString());
            upsert.setString(3, running.version());
            upsert.setTimestamp(4, Timestamp.from(polledAt));
            upsert.setString(5, failure);
            upsert.executeUpdate();
        } catch (SQLException e) {
            LOG.debug("etl.route_watch is not written", e);
        }
    }

    /** The files that were applied last, by any process; empty if there are none. */
    Optional<RouteSet> lastApplied(Path folder) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select content from etl.route_change where result = 'applied' order by route_change_id desc limit 1");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new RouteSet(folder, JSON.readValue(row.getString(1), new TypeReference<TreeMap<String, String>>() { })))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new SQLException("etl.route_change.content is not a map of strings: " + e.getOriginalMessage(), e);
        }
    }

    private void write(RouteChange change) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement("""
                insert into etl.route_change (result, version, files, file, line, reason, diff, content, owner)
                select new.result, new.version, new.files, new.file, new.line, new.reason, new.diff, new.content, new.owner
                from (values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)) as new (result, version, files, file, line, reason, diff, content, owner)
                where not exists (
                    select from (select result, version from etl.route_change order by route_change_id desc limit 1) as last
                    where last.result = new.result and last.version = new.version)""")) {
            Problem first = change.problems().isEmpty() ? null : change.problems().get(0);
            insert.setString(1, change.result().name().toLowerCase(Locale.ROOT));
            insert.setString(2, change.version());
            insert.setArray(3, connection.createArrayOf("text", change.files().toArray()));
            insert.setString(4, first == null ? null : first.file());
            insert.setObject(5, first == null ? null : first.line(), java.sql.Types.INTEGER);
            insert.setString(6, change.reason());
            insert.setString(7, change.diff());
            insert.setString(8, change.content() == null ? null : JSON.writeValueAsString(change.content().contents()));
            insert.setString(9, owner.name());
            insert.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings can always be written as JSON", e);
        }
    }
}
