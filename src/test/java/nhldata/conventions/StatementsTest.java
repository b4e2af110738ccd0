package nhldata.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import nhldata.routes.RouteFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No value becomes part of a statement, told from the sources alone. {@code test_statements.py} tells it of those in Python. */
class StatementsTest {

    /** {@code :#name}, or {@code :#${expression}}, in which braces may stand within braces. */
    private static final Pattern PARAMETER = Pattern.compile(":#(?:in:)?(?:\\w+|\\$\\{(?:[^{}]|\\$?\\{[^{}]*})*})");
    private static final Pattern LITERAL = Pattern.compile("'[^']*'");

    /** Endpoints that speak SQL, in whatever version of Camel. */
    private static final Pattern SQL = Pattern.compile("(sql|sql-stored|spring-jdbc|jdbc|mybatis|jpa|pgevent|pgreplicationslot|debezium-postgres|pg-copy):.*", Pattern.DOTALL);
    private static final Pattern OF_A_FILE = Pattern.compile("sql:classpath:sql/[a-z-]+/[a-z-]+\\.sql|pg-copy:[a-z_]+\\.[a-z_]+");
    private static final Set<String> COMPUTED = Set.of("toD", "recipientList", "routingSlip", "dynamicRouter", "pollEnrich", "enrich", "wireTapD");
    private static final Set<String> OPTIONS = Set.of("outputType", "batch", "keyColumns", "fileColumns", "scopeColumns", "uncomparedColumns", "beforeMerge", "afterMerge");

    /** What the sources do not tell, and who does. */
    private static final Set<String> ELSEWHERE = Set.of(
            "InterruptedRuns: read(\"/sql/run/stop-runs.sql\")", "InterruptedRuns: read(\"/sql/run/release-orphaned-games.sql\")", // files of the jar
            "InterruptedRuns: read(\"/sql/run/fail-crashed-runs.sql\")", // a file of the jar
            "LedgerStatistics: sql()", // a file of the jar
            "RunHistory: read(\"list-runs\")", "RunHistory: read(\"find-run-games\")", "RunHistory: read(\"find-run-log\")", // files of the jar
            "Statements: read(file)", "Statements: read(\"lock-marts\")", // files of the jar
            "StatusPage: new LinkedHashMap<>()", "WhyPage: new LinkedHashMap<>()", "RunPages: new LinkedHashMap<>()", // no statement: a page is filled with it
            "PgCopyProducer: beforeMerge", "PgCopyProducer: afterMerge", // files of the jar, which the route names
            "PostgresAccount: formatted.getString(1)", // by format('%I %L') of the server itself
            "Load: sql.createStaging()", "Load: sql.createFiles()", "Load: sql.createChanges()", "Load: sql.copy()", // MergeSqlTest
            "Load: sql.insertFiles()", "Load: sql.analyze()", "Load: sql.waitForOtherMerges()", "Load: sql.unusableKey()",
            "Load: sql.findChanges()", "Load: sql.findVanished()", "Load: sql.writeChanges()", "Load: sql.deleteVanished()");

    static List<Path> files() throws IOException {
        return filesOf("src/main/resources", ".sql");
    }

    static List<RouteFile> routes() {
        return RouteFile.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyValueOfAFileIsAParameter(Path file) throws IOException {
        assertEquals(List.of(), woven(Files.readString(file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"where id = ':#id'", "where id = '${variable.id}'", "where id = ${variable.id}", "where id = {{nhl.id}}",
            "where id = :#${variable.id} and name = '{{nhl.name}}'", "where id = #", "where id = :#${variable.id}${variable.more}"})
    void aValueThatIsWovenInIsFound(String sql) {
        assertEquals(1, woven("select 1 " + sql).size(), sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"where id = :#id and run = :#${variable.task.runId}", "where d <> all(:#${bean:days?method=of(${variable.short})})",
            "where a = any(:#in:ids) -- '${this} is a comment'", "where a = 'it''s {1}' and b = :#${header.b}"})
    void aParameterIsNone(String sql) {
        assertEquals(List.of(), woven("select 1 " + sql));
    }

    /** What would be text of the statement by the time PostgreSQL reads it. */
    private static List<String> woven(String sql) {
        String code = sql.replaceAll("(?m)--.*$", "");
        List<String> woven = new ArrayList<>(LITERAL.matcher(code).results().map(r -> r.group()).filter(l -> l.matches(".*(:#|\\$\\{|\\{\\{).*")).toList());
        String rest = PARAMETER.matcher(LITERAL.matcher(code).replaceAll("''")).replaceAll("?");
        rest.lines().filter(line -> line.matches(".*(#|\\$\\{|\\{\\{).*")).forEach(woven::add);
        return woven;
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyStatementOfARouteIsAFile(RouteFile file) {
        assertEquals(List.of(), made(file.root()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"to": {"uri": "sql:delete from t where id = ${body}"}}
            {"to": {"uri": "sql:select 1"}}
            {"toD": {"uri": "direct:${header.next}"}}
            {"to": {"uri": "sql:classpath:sql/run/find-run.sql", "parameters": {"useMessageBodyForSql": true}}}
            {"to": {"uri": "sql:classpath:sql/${header.file}.sql"}}
            {"to": {"uri": "pg-copy:public.${header.table}"}}
            {"setHeader": {"name": "CamelSqlQuery", "expression": {"simple": {"expression": "drop table t"}}}}
            {"to": {"uri": "pg-copy:public.t", "parameters": {"afterMerge": "ref:made"}}}
            """)
    void aRouteThatMakesAStatementIsFound(String step) throws IOException {
        assertEquals(1, made(new ObjectMapper().readTree(step)).size(), step);
    }

    private static List<String> made(JsonNode node) {
        List<String> made = new ArrayList<>();
        node.fields().forEachRemaining(field -> {
            if (COMPUTED.contains(field.getKey()) && !(field.getKey().equals("toD") && !field.getValue().toString().contains("${"))) {
                made.add(field.toString());
            }
        });
        String uri = node.path("uri").asText();
        if (SQL.matcher(uri).matches()) {
            if (!OF_A_FILE.matcher(uri).matches()) {
                made.add(uri);
            }
            node.path("parameters").fields().forEachRemaining(option -> {
                boolean file = option.getKey().endsWith("Merge");
                if (!OPTIONS.contains(option.getKey()) || file && !option.getValue().asText().matches("classpath:sql/[a-z-]+/[a-z-]+\\.sql")) {
                    made.add(option.toString());
                }
            });
        }
        if (node.isTextual() && node.asText().startsWith("CamelSql")) {
            made.add(node.asText());
        }
        node.forEach(child -> made.addAll(made(child)));
        return made;
    }

    @Test
    void everyStatementInJavaIsKnownWhenItIsCompiled() throws IOException {
        List<Path> sources = filesOf("src/main/java", ".java");
        JavaStatements.Findings found;
        try (var files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            found = JavaStatements.in(files.getJavaFileObjectsFromPaths(sources));
        }
        assertEquals(new TreeSet<>(ELSEWHERE), found.unknown());
        assertTrue(found.statements() > 60, "only " + found.statements() + " statements are seen");
        for (Path source : sources) {
            assertEquals(List.of(), Pattern.compile("\"sql:(?!classpath:|\").*").matcher(Files.readString(source)).results().map(r -> r.group()).toList(), source::toString);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            s.execute("delete from t where id = " + id);                              | next()
            s.executeQuery(String.format("select %s", id));                           | String.format("select %s", id)
            c.prepareStatement("select " + ALL + " from " + name());                  | name()
            String sql = "select 1"; sql += " where id = " + this.id; s.execute(sql); | this.id
            ask(c, "select " + this.id);                                              | this.id
            both(c, "select " + this.id);                                             | this.id
            s.execute(text.toString());                                               | text.toString()
            """)
    void aStatementThatIsPutTogetherIsFound(String code, String what) throws IOException {
        assertEquals(Set.of("A: " + what), in(code).unknown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s.execute(ALL);", "ask(c, \"select 1\" + (true ? \" limit 1\" : \"\"));", "String sql = ALL + \" a\"; s.execute(sql);",
            "both(c, ALL);", "s.setString(1, this.id);"})
    void aStatementThatIsKnownIsNone(String code) throws IOException {
        assertEquals(Set.of(), in(code).unknown());
    }

    private static JavaStatements.Findings in(String code) throws IOException {
        String source = """
                import java.sql.*;
                class A {
                    static final String ALL = "select 1";
                    void call(Connection c, PreparedStatement s, StringBuilder text) { int id = next(); %s }
                    void ask(Connection c, String sql) { c.prepareStatement(sql).executeQuery(); }
                    void both(Connection c, String first) { ask(c, first); ask(c, ALL); }
                }""".formatted(code);
        return JavaStatements.in(List.of(new SimpleJavaFileObject(URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        }));
    }

    private static List<Path> filesOf(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        }
    }
}
