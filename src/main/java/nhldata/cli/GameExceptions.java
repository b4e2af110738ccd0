package nhldata.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.status.Rows;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Accepts and withdraws exceptions of quarantined games. The checks of a game are changed in one transaction. */
final class GameExceptions {

    /** SQLSTATE raise_exception: the function rejected its arguments. */
    private static final String REFUSED = "P0001";

    private static final String ALL = """
            select
                q.game_id as game, q.game_date::text as date, 'quarantined' as status, array_to_string(q.checks, ', ') as checks, q.reason, q.s3_key as file,
                case when q.published_loaded_at is null then 'exclude it' else 'keep its previous version' end as marts, q.next_command,
                etl.is_acceptable(q.checks) as acceptable
            from etl.quarantined_game as q
            union all
            select
                a.game_id, g.game_date::text, case when a.is_accepted then 'accepted' else 'withdrawn' end, a.check_name,
                format('%s (%s, %s)', a.reason, a.decided_by, to_char(a.decided_at, 'YYYY-MM-DD')), g.s3_key, null, null, null
            from etl.accepted_exception as a
            left join etl.game as g on a.game_id = g.game_id
            order by 2, 1, 3, 4""";

    private static final String QUARANTINED = "select unnest(checks) as check_name from etl.quarantined_game where game_id = ?::bigint order by 1";

    private static final String ACCEPTED = "select check_name from etl.accepted_exception where game_id = ?::bigint and is_accepted";

    /** Exceptions shipped with nhldata (a mart, created by the first build), unless an operator has decided otherwise. */
    private static final String SHIPPED = """
            select check_name from public.accepted_exceptions as s
            where game_id = ?::bigint and not exists (
                select from etl.accepted_exception as a where (a.game_id, a.check_name) = (s.game_id, s.check_name)
            )""";

    private final Settings settings;

    GameExceptions(Settings settings) {
        this.settings = settings;
    }

    List<Map<String, String>> all() throws SQLException {
        try (Connection connection = new Database(settings).connect()) {
            return Rows.of(connection, ALL);
        }
    }

    String list() throws SQLException {
        List<Map<String, String>> all = all();
        if (all.isEmpty()) {
            return "no quarantined games and no accepted exceptions";
        }
        return all.stream().map(GameExceptions::text).collect(Collectors.joining("\n"));
    }

    private static String text(Map<String, String> row) {
        String game = "game %s of %s: %s".formatted(row.get("game"), row.get("date"), row.get("status"));
        if (row.get("marts") == null) {
            return game + ", " + row.get("checks") + ": " + row.get("reason");
        }
        return game + ", the marts " + row.get("marts") + "\n  " + row.get("reason") + "\n  file: " + row.get("file") + "\n  once the source is corrected, run: " + row.get("next_command")
                + (row.get("acceptable").equals("t") ? "\n  if the data is correct, run: nhldata exceptions accept " + row.get("game") + " --why \"…\"" : "\n  this check cannot be accepted");
    }

    /**
     * @param check null for all checks that quarantine the game
     * @throws IllegalArgumentException if the game is not quarantined by the check, or the reason is blank; the message contains the command to run
     */
    String accept(String game, String check, String why) throws SQLException {
        checkArguments("accept", game, why);
        try (Connection connection = new Database(settings).connect()) {
            List<String> checks = check != null ? List.of(check) : names(connection, QUARANTINED, game);
            if (checks.isEmpty()) {
                throw new IllegalArgumentException("game " + game + " is not quarantined. Run: nhldata exceptions list");
            }
            decide(connection, "select etl.accept_exception(?::bigint, ?, ?)", game, checks, why);
            return "accepted: " + String.join(", ", checks) + " of game " + game + ", because " + why + ". The next build of the marts includes the game; to build them now run: nhldata marts. The acceptance ends when these figures change."
                    + " To undo run: nhldata exceptions withdraw " + game + " --why \"…\"";
        }
    }

    /**
     * @param check null for all accepted exceptions of the game
     * @throws IllegalArgumentException if none is accepted, or the reason is blank; the message contains the command to run
     */
    String withdraw(String game, String check, String why) throws SQLException {
        checkArguments("withdraw", game, why);
        try (Connection connection = new Database(settings).connect()) {
            List<String> checks = check != null ? List.of(check) : accepted(connection, game);
            if (checks.isEmpty()) {
                throw new IllegalArgumentException("game " + game + " has no accepted exception. Run: nhldata exceptions list");
            }
            decide(connection, "select etl.withdraw_exception(?::bigint, ?, ?)", game, checks, why);
            return "withdrawn: " + String.join(", ", checks) + " of game " + game + ", because " + why + ". The next build of the marts checks the game again; to build them now run: nhldata marts";
        }
    }

    private static void checkArguments(String command, String game, String why) {
        if (!game.matches("\\d{10}")) {
            throw new IllegalArgumentException("a game id is ten digits such as 2019030042, not \"" + game + "\"");
        }
        if (why.isBlank()) {
            throw new IllegalArgumentException("a reason is required: nhldata exceptions " + command + " " + game + " --why \"…\"");
        }
    }

    private static List<String> accepted(Connection connection, String game) throws SQLException {
        boolean isBuilt = !Rows.of(connection, "select where to_regclass('public.accepted_exceptions') is not null").isEmpty();
        return names(connection, isBuilt ? ACCEPTED + " union " + SHIPPED : ACCEPTED, isBuilt ? new Object[] {game, game} : new Object[] {game});
    }

    private static List<String> names(Connection connection, String sql, Object... parameters) throws SQLException {
        return Rows.of(connection, sql, parameters).stream().map(row -> row.get("check_name")).sorted().toList();
    }

    private static void decide(Connection connection, String sql, String game, List<String> checks, String why) throws SQLException {
        connection.setAutoCommit(false);
        try {
            for (String check : checks) {
                Rows.of(connection, sql, game, check, why);
            }
            connection.commit();
        } catch (PSQLException e) {
            ServerErrorMessage message = e.getServerErrorMessage();
            if (REFUSED.equals(e.getSQLState()) && message != null) {
                throw new IllegalArgumentException(message.getMessage() + (message.getHint() == null ? "" : ". " + message.getHint()) + ". Run: nhldata exceptions list");
            }
            throw e;
        }
    }
}
