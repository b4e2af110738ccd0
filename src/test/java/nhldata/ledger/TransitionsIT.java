package nhldata.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The life of a game and of a run. Each statement of the program that writes to etl.game or etl.run is executed on a ledger that
 * holds every state there is, in every circumstance that a statement asks for; what it then does is what etl.transition says of it,
 * no more and no less.
 */
@ExtendWith(Stack.class)
class TransitionsIT {

    private static final Path SQL = Path.of("src/main/resources/sql");
    private static final Path JAVA = Path.of("src/main/java");
    private static final Path DOCUMENT = Path.of("docs/states.md");
    private static final Pattern WRITES = Pattern.compile("(?i)(?:update|insert into)\\s+etl\\.(?:game|run)\\b");
    private static final Pattern PARAMETER = Pattern.compile(":#(\\w+|\\$\\{(?:[^{}]|\\$?\\{[^{}]*})*})|\\?");
    private static final List<String> STATES = Stream.of(GameState.values()).filter(state -> state != GameState.UNKNOWN).map(GameState::word).toList();
    private static final List<String> LISTED = STATES.stream().filter(state -> GameState.of(state).isListed()).toList();
    private static final List<String> RUN_ENDS = List.of("succeeded", "partial", "failed", "empty", "cancelled");

    /** What a parameter may be; what is not named here is the word x. A null is NULL. */
    private static final Map<String, List<String>> VALUES = new TreeMap<>(Map.ofEntries(
            Map.entry("${variable.runId}", List.of("mine", "whole", "partial", "empty", "cancelled")), Map.entry("runId", List.of("mine")),
            Map.entry("${variable.task.runId}", List.of("mine")),
            Map.entry("${variable.run.only}", List.of("missing", "failed", "all")), Map.entry("${variable.run.order}", List.of("oldest")),
            Map.entry("${variable.run.from}", List.of("2030-01-01")), Map.entry("${variable.run.to}", List.of("2030-12-31")),
            Map.entry("${variable.task.from}", List.of("2030-01-01")), Map.entry("${variable.task.to}", List.of("2030-12-31")),
            Map.entry("${variable.run.kind}", List.of("sweep")), Map.entry("${variable.run.source}", List.of("nhl")), Map.entry("${properties:nhl.source}", List.of("nhl")),
            Map.entry("${bean:owner?method=name}", List.of("me")), Map.entry("owner", List.of("gone")), Map.entry("${variable.run.stage}", List.of("")), Map.entry("${variable.run.reason}", List.of("")), Map.entry("${variable.run.isFromBucket}", List.of("false")),
            Map.entry("${properties:nhl.routes.stop-seconds}", List.of("15")), Map.entry("${properties:nhl.load.batch}", List.of("10000")), Map.entry("${properties:nhl.schedule.catch-up-days}", List.of("30")),
            Map.entry("${properties:nhl.schedule.refetch-days}", List.of("1,2")), Map.entry("${bean:runs?method=isStopping}", List.of("false")),
            Map.entry("state", LISTED), Map.entry("apiState", List.of("OFF")), Map.entry("gameDate", List.of("2030-02-01", "2030-03-01")),
            Map.entry("season", List.of("20302031")), Map.entry("gameType", List.of("2")), Map.entry("awayTeamId", List.of("1")), Map.entry("homeTeamId", List.of("2")),
            Map.entry("${variable.week.listed}", List.of("1")), Map.entry("lacksNames", List.of("false")), Map.entry("details", List.of("")), Map.entry("rederived", List.of("false")),
            Map.entry("awayScore", List.of("1")), Map.entry("homeScore", List.of("2")),
            Map.entry("shootout", List.of("false")), Map.entry("rowCount", List.of("40")),
            Map.entry("${variable.csvHash}", List.of("hash", "other")), Map.entry("csvHash", List.of("hash", "other")), Map.entry("knownKey", List.of("key")),
            Map.entry("${bean:runs?method=ended}", List.of("{\"mine\": \"why\", \"cancelled\": \"why\"}")), Map.entry("knownVersion", List.of("")), Map.entry("csvKey", List.of("key")),
            Map.entry("reasonClass", List.of("api")), Map.entry("attempts", List.of("1"))));

    /** The metadata of an object: absent where the CSV was put by hand. */
    private static final Set<String> ORIGIN = Set.of("source", "shape", "contentHash", "rawKey", "fetchedAt", "awayScore", "homeScore", "shootout", "lacksNames", "details");

    private static TestEnvironment world;
    private static List<String> games;

    private record Transition(String entity, String from, String to) {

        @Override
        public String toString() {
            return entity + ": " + from + " -> " + to;
        }
    }

    /** One game for each state, with and without rows, with and without a dead letter, of a run that lives and of one that does not. */
    @BeforeAll
    static void aLedgerOfEveryState(TestEnvironment given) throws Exception {
        world = given;
        world.execute("""
                insert into etl.run (run_id, kind, source, owner, status, ended_at, from_date, to_date) values
                ('mine', 'sweep', 'nhl', 'me', 'running', null, '2030-01-01', '2030-12-31'), ('whole', 'sweep', 'nhl', 'me', 'running', null, '2030-03-01', '2030-03-01'),
                ('partial', 'sweep', 'nhl', 'me', 'running', null, '2030-04-01', '2030-04-01'), ('empty', 'sweep', 'nhl', 'me', 'running', null, '2029-01-01', '2029-01-01'),
                ('theirs', 'sweep', 'nhl', 'gone', 'running', null, '2029-01-01', '2029-01-01'), ('over', 'sweep', 'nhl', 'me', 'failed', now(), null, null),
                ('cancelled', 'sweep', 'nhl', 'me', 'running', null, '2029-01-01', '2029-01-01'), ('theirs, cancelled', 'sweep', 'nhl', 'gone', 'running', null, '2029-01-01', '2029-01-01')""");
        world.execute("update etl.run set cancel_requested_at = now(), cancel_reason = 'by me' where run_id like '%cancelled'");
        world.execute("""
                insert into etl.game (game_id, game_date, season, game_type, state, api_state, source, run_id, loader, s3_key, csv_hash, raw_key, loaded_at, fetched_at)
                select
                    2030020000 + row_number() over (order by l.state nulls first), case when s.state <> 'loaded' then date '2030-02-01' when l.state is null then date '2030-03-01' else date '2030-04-01' end,
                    20302031, 2, s.state, 'OFF', 'nhl', r.run_id, case when r.run_id = 'mine' then 'me' else 'gone' end, 'key', 'hash', 'raw', t.at, t.at
                from unnest(string_to_array('%s', ',')) as s (state)
                cross join (values (null::text), ('open'), ('discarded')) as l (state)
                cross join (values ('mine'), ('over')) as r (run_id)
                cross join (values (null::timestamptz), (now() - interval '1 day')) as t (at)
                where s.state <> 'loaded' or t.at is not null""".formatted(String.join(",", STATES)));
        world.execute("update etl.game set loaded_date = game_date where loaded_at is not null");
        world.execute("""
                insert into etl.dead_letter (game_id, game_date, stage, reason_class, reason, run_id, state, closed_at)
                select g.game_id, g.game_date, 'boxscore', 'api', 'x', 'over', l.state, case when l.state = 'discarded' then now() end
                from (
                    select *, ntile(3) over (order by game_id) as third from etl.game
                ) as g
                inner join (values (2, 'open'), (3, 'discarded')) as l (third, state) on g.third = l.third""");
        world.execute("""
                insert into etl.day (game_date, games_listed, games_wanted, games_final, games_expected, source, run_id, checked_at)
                select distinct game_date, 0, 0, 0, 0, 'nhl', 'over', now() from etl.game""");
        world.execute("""
                create table public.observed (entity text, from_state text, to_state text);
                create function public.observe() returns trigger language plpgsql as $$
                begin
                    if tg_op = 'INSERT' then
                        insert into public.observed values (tg_table_name, 'new', to_jsonb(new) ->> tg_argv[0]);
                    elsif to_jsonb(old) ->> tg_argv[0] <> to_jsonb(new) ->> tg_argv[0] then
                        insert into public.observed values (tg_table_name, to_jsonb(old) ->> tg_argv[0], to_jsonb(new) ->> tg_argv[0]);
                    end if;
                    return null;
                end $$;
                create trigger observe after insert or update on etl.game for each row execute function public.observe('state');
                create trigger observe after insert or update on etl.run for each row execute function public.observe('status')""");
        games = world.rows("select game_id from etl.game union all select 2030029999 order by 1");
    }

    @Test
    void eachStatementMakesTheTransitionsThatTheTableNamesAndNoOther() throws Exception {
        Map<String, Set<String>> named = new TreeMap<>();
        world.rows("select statement || '#' || entity || ': ' || from_state || ' -> ' || to_state from etl.transition")
                .forEach(row -> named.computeIfAbsent(row.split("#")[0], s -> new TreeSet<>()).add(row.split("#")[1]));
        Map<String, Set<String>> observed = new TreeMap<>();
        try (Connection connection = world.connect(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("alter table etl.game disable trigger transition, disable trigger transition_of_new");
            statement.execute("alter table etl.run disable trigger transition, disable trigger transition_of_new");
            statement.execute("create temporary table pg_copy_change as select game_id from etl.game");
            statement.execute("create temporary table pg_copy_file as select game_id, game_date, run_id, 40 as line_count,"
                    + " jsonb_build_object('loader', loader, 'csvHash', csv_hash) as info from etl.game");
            for (Map.Entry<String, String> one : statements().entrySet()) {
                Set<String> seen = observe(connection, statement, one.getKey(), one.getValue());
                if (!seen.isEmpty()) {
                    observed.put(one.getKey(), seen);
                }
            }
            connection.rollback();
        }
        assertEquals(Set.of(), without(named, observed), "in etl.transition, and no statement does it");
        assertEquals(Set.of(), without(observed, named), "not in etl.transition");
    }

    @Test
    void anyOtherTransitionIsRefusedInWords() {
        for (String change : List.of("update etl.game set state = 'loading' where state = 'postponed'", "update etl.run set status = 'running', ended_at = null where status = 'failed'",
                "insert into etl.run (run_id, kind, source, owner, status, ended_at) values ('x', 'sweep', 'nhl', 'me', 'succeeded', now())",
                "insert into etl.game (game_id, game_date, season, game_type, state, source) values (2030021000, now(), 20302031, 2, 'loaded', 'nhl')")) {
            SQLException refusal = assertThrows(SQLException.class, () -> {
                try (Connection connection = world.connect(); Statement statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    statement.execute(change);
                }
            });
            assertTrue(refusal.getMessage().contains("etl.transition has no such transition"), refusal.getMessage());
        }
    }

    @Test
    void noStateIsWithoutAWayOut() {
        assertEquals(STATES.stream().sorted().toList(), world.rows("select distinct to_state from etl.transition where entity = 'game' order by 1"));
        assertEquals(List.of(), world.rows("""
                select to_state from etl.transition as t
                where not exists (select from etl.transition as n where (n.entity, n.from_state) = (t.entity, t.to_state)) and to_state not in ('%s')"""
                .formatted(String.join("', '", RUN_ENDS))));
        assertEquals(List.of(), world.rows("""
                with recursive rows_or_rest as (
                    select state from unnest(array['loaded', 'dead', 'discarded', 'postponed', 'cancelled', 'ignored']) as s (state)
                    union
                    select t.from_state from etl.transition as t inner join rows_or_rest as r on t.to_state = r.state where t.entity = 'game'
                )
                select from_state from etl.transition where entity = 'game' and from_state not in (select state from rows_or_rest)"""));
    }

    @Test
    void theDiagramsInTheDocumentAreThoseOfTheTable() throws IOException {
        String drawn = document();
        if (!drawn.equals(Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "")) {
            Path made = Files.writeString(Path.of("target/states.md"), drawn);
            assertEquals(drawn, Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "", () -> "run: cp " + made + " " + DOCUMENT);
        }
    }

    private static Set<String> without(Map<String, Set<String>> all, Map<String, Set<String>> others) {
        Set<String> rest = new TreeSet<>();
        all.forEach((statement, transitions) -> transitions.stream().filter(t -> !others.getOrDefault(statement, Set.of()).contains(t))
                .forEach(t -> rest.add(statement + ", " + t)));
        return rest;
    }

    /** Files of SQL, and constants in Java, that write to one of the two tables; by the name that etl.transition has for them. */
    private static Map<String, String> statements() throws IOException, ReflectiveOperationException {
        Map<String, String> statements = new LinkedHashMap<>();
        for (Path file : files(SQL)) {
            String sql = Files.readString(file).replaceAll("(?m)--.*$", "");
            if (WRITES.matcher(sql).find()) {
                statements.put(SQL.relativize(file).toString(), sql);
            }
        }
        for (Path file : files(JAVA)) {
            String source = Files.readString(file);
            Class<?> type = null;
            int known = 0;
            for (Matcher m = Pattern.compile("static final String (\\w+) =(?:[^;\"]|\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\]|\\\\.)*\")*;").matcher(source); m.find();) {
                if (WRITES.matcher(m.group()).find()) {
                    type = Class.forName(JAVA.relativize(file).toString().replace(".java", "").replace('/', '.'));
                    Field constant = type.getDeclaredField(m.group(1));
                    constant.setAccessible(true);
                    statements.put(type.getSimpleName() + "." + m.group(1), String.valueOf(constant.get(null)));
                    known += (int) WRITES.matcher(m.group()).results().count();
                }
            }
            assertEquals(WRITES.matcher(source).results().count(), known, () -> file + ": a statement that writes to the ledger is a constant");
        }
        return statements;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** What becomes of the ledger with every combination of what its parameters may be. */
    private static Set<String> observe(Connection connection, Statement statement, String name, String sql) throws SQLException {
        List<String> parameters = PARAMETER.matcher(sql).results().map(m -> m.group(1) == null ? "?" : m.group(1)).toList();
        Set<String> seen = new TreeSet<>();
        for (Map<String, String> values : combinations(new LinkedHashSet<>(parameters), name)) {
            String complete = PARAMETER.matcher(sql).replaceAll(m -> Matcher.quoteReplacement(literal(values.get(m.group(1) == null ? "?" : m.group(1)))));
            Savepoint before = connection.setSavepoint();
            try {
                statement.execute(complete);
            } catch (SQLException e) {
                throw new IllegalStateException(name + ": " + e.getMessage() + " in " + complete, e);
            }
            try (ResultSet rows = statement.executeQuery("select distinct * from public.observed")) {
                while (rows.next()) {
                    seen.add(new Transition(rows.getString(1), rows.getString(2), rows.getString(3)).toString());
                }
            }
            connection.rollback(before);
        }
        return seen;
    }

    private static List<Map<String, String>> combinations(Set<String> parameters, String name) {
        List<Map<String, String>> all = List.of(Map.of());
        for (String parameter : parameters) {
            List<Map<String, String>> more = new ArrayList<>();
            for (Map<String, String> one : all) {
                for (String value : values(parameter, name)) {
                    Map<String, String> longer = new LinkedHashMap<>(one);
                    longer.put(parameter, value);
                    more.add(longer);
                }
            }
            all = more;
        }
        return all;
    }

    private static List<String> values(String parameter, String name) {
        if (parameter.matches(".*(?<!variable\\.)[gG]ameId}?") || parameter.equals("${variable.gameId}")) {
            return games;
        }
        if (parameter.equals("${variable.run.game}")) {
            return List.of("", world.row("select min(game_id) from etl.game where state = 'discarded'"));
        }
        if (parameter.equals("?")) {
            return Stream.concat(games.stream(), Stream.of("2030-02-01")).toList();
        }
        if (parameter.equals("${variable.runId}") && name.equals("run/begin-run.sql")) {
            return List.of("begun");
        }
        if (name.equals("import/register-csv.sql") && ORIGIN.contains(parameter)) {
            return Collections.singletonList(null);
        }
        return VALUES.getOrDefault(parameter, List.of("x"));
    }

    private static String literal(String value) {
        return value == null ? "null" : "'" + value.replace("'", "''") + "'";
    }

    private static String document() {
        return """
                # States

                Each change of state that there is, from table `etl.transition`; PostgreSQL refuses any other. A game at rest is `loaded`, `dead` or `discarded`, or one of those
                that the schedule has (*listed*: scheduled, live, postponed, cancelled, ignored, final). This page is made by `TransitionsIT`, which also executes every
                statement and compares what it does.

                ## A game (`etl.game.state`)

                ```mermaid
                stateDiagram-v2
                    state listed {
                %s    }
                %s```

                ## A run (`etl.run.status`)

                ```mermaid
                stateDiagram-v2
                %s```

                ## By statement

                | statement | from | to |
                | --- | --- | --- |
                %s""".formatted(
                LISTED.stream().map(state -> "        " + state + "\n").collect(Collectors.joining()),
                diagram("game"), diagram("run"),
                String.join("", world.rows("""
                        select '| `' || statement || '` | ' || string_agg(from_state, ', ' order by from_state) || ' | ' || to_state || E' |\\n'
                        from etl.transition group by entity, statement, to_state order by entity, statement, to_state""")));
    }

    /** The states that the schedule has are drawn as one where a statement treats them as one. */
    private static String diagram(String entity) {
        Map<String, Set<String>> arrows = new TreeMap<>();
        Map<String, Map<String, Set<String>>> sources = new TreeMap<>();
        world.rows("select statement, to_state, from_state from etl.transition where entity = '" + entity + "'").forEach(row -> {
            String[] columns = row.split(" \\| ");
            sources.computeIfAbsent(columns[0], s -> new TreeMap<>()).computeIfAbsent(columns[1], s -> new TreeSet<>()).add(columns[2]);
        });
        sources.forEach((statement, targets) -> {
            Function<String, Boolean> isAllListed = from -> targets.entrySet().stream().filter(t -> t.getValue().contains(from)).map(Map.Entry::getKey).toList()
                    .containsAll(LISTED.stream().filter(state -> !state.equals(from)).toList());
            targets.forEach((to, all) -> {
                Set<String> from = new TreeSet<>(all);
                if (from.containsAll(LISTED.stream().filter(state -> !state.equals(to)).toList())) {
                    from.removeAll(LISTED);
                    from.add("listed");
                }
                from.forEach(state -> arrows.computeIfAbsent((state.equals("new") ? "[*]" : state) + " --> "
                        + (LISTED.contains(to) && (state.equals("listed") || isAllListed.apply(state)) ? "listed" : to), s -> new TreeSet<>()).add(statement));
            });
        });
        StringBuilder lines = new StringBuilder();
        arrows.forEach((arrow, statements) -> lines.append("    ").append(arrow).append(": ").append(String.join("<br>", statements)).append('\n'));
        if (entity.equals("run")) {
            RUN_ENDS.forEach(state -> lines.append("    ").append(state).append(" --> [*]\n"));
        }
        return lines.toString();
    }
}
