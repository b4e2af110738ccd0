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

/** What an operator decides about quarantined games. All checks of a game are decided on in one transaction, or none. */
final class GameExceptions {

    /** Of a function that refuses, in words: raise_exception. */
    private static final String REFUSED = "P0001";

    private static final String ALL = """
            select
                q.game_id as game, q.game_date::text as date, 'quarantined' as status, array_to_string(q.checks, ', ') as checks, q.reason, q.s3_key as file,
                case when q.published_loaded_at is null then 'do without it' else 'keep its former version' end as marts, q.next_command,
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

    /** The program's own, as far as nobody has decided otherwise; a mart, which the first build makes. */
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
            return "no game is quarantined, and nothing was accepted";
        }
        return all.stream().map(GameExceptions::text).collect(Collectors.joining("\n"));
    }

    private static String text(Map<String, String> row) {
        String game = "game %s of %s: %s".formatted(row.get("game"), row.get("date"), row.get("status"));
        if (row.get("marts") == null) {
            return game + ", " + row.get("checks") + ": " + row.get("reason");
        }
        return game + ", the marts " + row.get("marts") + "\n  " + row.get("reason") + "\n  file: " + row.get("file") + "\n  once the source is right: " + row.get("next_command")
                + (row.get("acceptable").equals("t") ? "\n  if it is right as it is: nhldata exceptions accept " + row.get("game") + " --why \"…\"" : "\n  it cannot be accepted as it is");
    }

    /**
     * @param check null for all checks that quarantine the game
     * @throws IllegalArgumentException when it is not quarantined because of that, or without a reason: what to type
     */
    String accept(String game, String check, String why) throws SQLException {
        checkArguments("accept", game, why);
        try (Connection connection = new Database(settings).connect()) {
            List<String> checks = check != null ? List.of(check) : names(connection, QUARANTINED, game);
            if (checks.isEmpty()) {
                throw new IllegalArgumentException("game " + game + " is not quarantined. Run: nhldata exceptions list");
            }
            decide(connection, "select etl.accept_exception(?::bigint, ?, ?)", game, checks, why);
            return "accepted: " + String.join(", ", checks) + " of game " + game + ", because " + why + ". The next build of the marts takes the game as it is; now: nhldata marts."
                    + " To take that back run: nhldata exceptions withdraw " + game + " --why \"…\"";
        }
    }

    /**
     * @param check null for all that is accepted of the game
     * @throws IllegalArgumentException when nothing is accepted, or without a reason: what to type
     */
    String withdraw(String game, String check, String why) throws SQLException {
        checkArguments("withdraw", game, why);
        try (Connection connection = new Database(settings).connect()) {
            List<String> checks = check != null ? List.of(check) : accepted(connection, game);
            if (checks.isEmpty()) {
                throw new IllegalArgumentException("nothing is accepted of game " + game + ". Run: nhldata exceptions list");
            }
            decide(connection, "select etl.withdraw_exception(?::bigint, ?, ?)", game, checks, why);
            return "withdrawn: " + String.join(", ", checks) + " of game " + game + ", because " + why + ". The next build of the marts checks the game again; now: nhldata marts";
        }
    }

    private static void checkArguments(String verb, String game, String why) {
        if (!game.matches("\\d{10}")) {
            throw new IllegalArgumentException("a game is ten digits such as 2019030042, not \"" + game + "\"");
        }
        if (why.isBlank()) {
            throw new IllegalArgumentException("say why: nhldata exceptions " + verb + " " + game + " --why \"…\"");
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
