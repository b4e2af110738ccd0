package nhldata.faults.explore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import nhldata.testing.TestEnvironment;

/**
 * The program with one fix taken back, which the search must find: {@code make explore-mutants}. A mutant is an edit of routes, of SQL,
 * of a class or of a view, in copies; an edit that no longer fits is an error, never a mutant without a change.
 */
enum Mutant {

    NONE,

    /** A run that ends with an exception stays open, and the heartbeat is that of the process (A01). */
    A01(new Edit("routes/0-run.camel.yaml", "                - to: {uri: \"direct:close-ended-runs\", variableReceive: closed}\n", ""),
            new Edit("routes/0-recovery.camel.yaml", "        - to: {uri: \"direct:close-ended-runs\"}\n", ""),
            new Edit("sql/run/record-heartbeat.sql", "run_id = any(string_to_array(:#${bean:runs?method=active}, ','))", "owner = :#${bean:owner?method=name}")),

    /**
     * The deletion of an outdated CSV is a step after the commit, of which nobody knows once it has not been done, and to the loader a key that the ledger does
     * not name was put by hand (A05).
     */
    A05(new Edit("routes/0-run.camel.yaml", "        - to: {uri: \"direct:delete-outdated\"}\n", ""),
            new Edit("routes/4-load.camel.yaml", "        - to: {uri: \"direct:delete-outdated\"}\n", ""),
            new Edit("sql/load/claim-deletions.sql", "        and not exists (select from etl.game as g",
                    "        and o.attempts = 0 and o.game_id = cast(:#${variable.task.gameId} as bigint)\n        and not exists (select from etl.game as g"),
            new Edit("sql/import/find-known-csvs.sql", "where state in ('pending', 'deleting')", "where false"),
            new Edit("sql/import/register-csv.sql", "    and (g.api_state is null or g.game_date = excluded.game_date)\n", ""),
            new Edit("sql/import/register-csv.sql", "    and g.s3_key is not distinct from :#knownKey\n", ""),
            new Edit("sql/import/register-csv.sql", "    and coalesce(g.version, '') = coalesce(:#knownVersion, '')\n", ""),
            new Edit("nhldata/load/BucketListing.java", "if (other != null && ", "if (taken.containsKey(game.get().gameId()) && "),
            new Edit("nhldata/load/BucketListing.java", "if (known.get(\"listedOn\") != null && ", "if (false && ")),

    /** A CSV that the ledger does not know was put by hand, whoever put it (A06). */
    A06(new Edit("sql/import/register-csv.sql", "coalesce(:#source, :#sourceByHand), coalesce(:#shape, 'csv')",
                    ":#sourceByHand, 'csv'"),
            new Edit("sql/import/register-csv.sql", "cast(:#fetchedAt as timestamptz)", "cast(null as timestamptz)")),

    /** A date is complete when as many games are loaded as are final (A11). */
    A11("(fact.missing > 0) OR (fact.unrecorded > 0)", "fact.loaded < fact.games_final"),

    /** A game that is released was loaded, under whichever date (A12). */
    A12(new Edit("sql/run/release-orphaned-games.sql", "case when g.loaded_date = g.game_date then 'loaded' else 'final' end", "'loaded'"),
            new Edit("sql/boxscore/defer-game.sql", "case when g.loaded_date = g.game_date then 'loaded' else 'final' end", "'loaded'"),
            new Edit("sql/schedule/queue-refetch.sql", "g.loaded_date <> g.game_date", "false"),
            new Edit("sql/schedule/queue-missing-games.sql", "g.loaded_date <> g.game_date", "false"));

    static final Mutant CHOSEN = valueOf(System.getProperty("explore.mutant", "NONE"));
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path ROUTES = Path.of("routes");

    /** @param file of the routes, the resources or the sources */
    private record Edit(String file, String find, String replacement) {

        String applyTo(String text) {
            if (!text.contains(find)) {
                throw new IllegalStateException("the mutant does not fit any more: " + file + " has no " + find);
            }
            return text.replace(find, replacement);
        }
    }

    private final List<Edit> edits;
    private final String inView;
    private final String instead;

    Mutant(Edit... edits) {
        this.edits = List.of(edits);
        this.inView = "";
        this.instead = "";
    }

    Mutant(String inView, String instead) {
        this.edits = List.of();
        this.inView = inView;
        this.instead = instead;
    }

    /** What a file's name gets, so that none is taken for that of another program. */
    String suffix() {
        return this == NONE ? "" : "-" + name();
    }

    /** The folder of the routes. */
    Path routes() {
        if (edits.stream().noneMatch(edit -> edit.file().startsWith("routes/"))) {
            return ROUTES;
        }
        try {
            Path folder = Files.createDirectories(Path.of("target", "explore-routes" + suffix()));
            try (Stream<Path> files = Files.list(ROUTES)) {
                for (Path file : files.toList()) {
                    Files.writeString(folder.resolve(file.getFileName()), edited("routes/" + file.getFileName(), Files.readString(file)));
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resources and classes that stand before those of the program, by their names. */
    Map<String, byte[]> changed() throws IOException {
        Map<String, byte[]> changed = new LinkedHashMap<>();
        for (String file : new LinkedHashSet<>(edits.stream().map(Edit::file).toList())) {
            if (file.startsWith("sql/")) {
                changed.put(file, edited(file, Files.readString(RESOURCES.resolve(file))).getBytes(StandardCharsets.UTF_8));
            } else if (file.endsWith(".java")) {
                changed.putAll(compiled(file, edited(file, Files.readString(SOURCES.resolve(file)))));
            }
        }
        return changed;
    }

    private Map<String, byte[]> compiled(String file, String source) throws IOException {
        Path folder = Path.of("target", "explore-classes" + suffix());
        Path copy = folder.resolve("src").resolve(file);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, source);
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", classes.toString(), copy.toString()) != 0) {
            throw new IllegalStateException("the mutant cannot be compiled: " + copy);
        }
        Map<String, byte[]> compiled = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                compiled.put(classes.relativize(each).toString(), Files.readAllBytes(each));
            }
        }
        return compiled;
    }

    boolean isOfAView() {
        return !inView.isEmpty();
    }

    /** A view of the ledger, in a new world. */
    void alter(TestEnvironment world) {
        if (inView.isEmpty()) {
            return;
        }
        world.execute("""
                do $do$
                declare
                    definition text := pg_get_viewdef('etl.data_status'::regclass);
                    changed text := replace(pg_get_viewdef('etl.data_status'::regclass), $find$%s$find$, $with$%s$with$);
                begin
                    if changed = definition then
                        raise exception 'the mutant does not fit any more: %%', definition;
                    end if;
                    execute 'create or replace view etl.data_status as ' || changed;
                end $do$""".formatted(inView, instead));
    }

    private String edited(String file, String text) {
        String changed = text;
        for (Edit edit : edits) {
            changed = edit.file().equals(file) ? edit.applyTo(changed) : changed;
        }
        return changed;
    }
}
