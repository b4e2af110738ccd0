package nhldata.faults.explore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nhldata.testing.World;

/**
 * The program with one fix taken back, which the search must find: {@code make explore-mutants}. A mutant is an edit of SQL, of
 * routes or of a view; an edit that no longer fits is an error, never a mutant without a change.
 */
enum Mutant {

    NONE,

    /** Nobody deletes later what could not be deleted at once, and it is not known as outdated (A05). */
    A05(new Edit("routes/1-schedule.camel.yaml", "        - to: {uri: \"direct:delete-outdated\"}\n", ""),
            new Edit("routes/4-load.camel.yaml", "              - to: {uri: \"direct:delete-outdated\"}\n", ""),
            new Edit("sql/known-csvs.sql", "where state in ('pending', 'deleting')", "where false")),

    /** A CSV that the ledger does not know was put by hand, whoever put it (A06). */
    A06(new Edit("sql/see-csv.sql", "coalesce(:#${variable.origin[source]}, 'bucket'), coalesce(:#${variable.origin[shape]}, 'csv')", "'bucket', 'csv'"),
            new Edit("sql/see-csv.sql", "cast(:#${variable.origin[fetchedAt]} as timestamptz)", "cast(null as timestamptz)")),

    /** A date is complete when as many games are loaded as are final (A11). */
    A11("(fact.missing > 0) OR (fact.unrecorded > 0)", "fact.loaded < fact.games_final"),

    /** A game that is released was loaded, under whichever date (A12). */
    A12(new Edit("sql/release-abandoned.sql", "case when g.loaded_date = g.game_date then 'loaded' else 'final' end", "'loaded'"),
            new Edit("sql/release-game.sql", "case when g.loaded_date = g.game_date then 'loaded' else 'final' end", "'loaded'"),
            new Edit("sql/queue-due.sql", "g.loaded_date <> g.game_date", "false"),
            new Edit("sql/queue-games.sql", "g.loaded_date <> g.game_date", "false"));

    static final Mutant CHOSEN = valueOf(System.getProperty("explore.mutant", "NONE"));
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Path ROUTES = Path.of("routes");

    /** @param file of the routes, or of the resources */
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

    /** Resources that stand before those of the program. */
    Map<String, String> resources() throws IOException {
        Map<String, String> resources = new LinkedHashMap<>();
        for (Edit edit : edits) {
            if (edit.file().startsWith("sql/") && !resources.containsKey(edit.file())) {
                resources.put(edit.file(), edited(edit.file(), Files.readString(RESOURCES.resolve(edit.file()))));
            }
        }
        return resources;
    }

    /** A view of the ledger, in a new world. */
    void alter(World world) {
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
