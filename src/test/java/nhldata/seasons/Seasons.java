package nhldata.seasons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nhldata.config.DefaultSettings;
import nhldata.embedded.EmbeddedStack;
import nhldata.testing.Dbt;
import nhldata.testing.FakeApi;
import nhldata.testing.FreePort;
import nhldata.testing.ReplayDocuments;
import nhldata.testing.TestEnvironment;
import nhldata.testing.Tls;
import org.apache.commons.io.FileUtils;

/**
 * {@code make seasons DIR=…}: what somebody runs before trusting a new version with real data. The recorded seasons of a folder are served
 * over TLS, loaded by the packaged program into a PostgreSQL and an S3 of their own, and published by dbt; then the tables are compared
 * with the documents, which are read here in another way, and with a key where one lies beside the season.
 *
 * <p>Exit code 0: every game that has a document is loaded and published, and every figure is the same. 1: not so. 64: usage.
 */
public final class Seasons {

    private static final double NANOS = 1e9;

    private final TestEnvironment world;
    private final Path folder;
    private final ProcessBuilder.Redirect output;

    /**
     * @param world  asks an API that has the documents of the seasons
     * @param folder takes logs, and what dbt prints
     * @param output takes what the program prints
     */
    Seasons(TestEnvironment world, Path folder, ProcessBuilder.Redirect output) {
        this.world = world;
        this.folder = folder;
        this.output = output;
    }

    public static void main(String[] arguments) throws Exception {
        List<Path> paths = arguments.length == 1 && Files.isDirectory(Path.of(arguments[0])) ? Tree.in(Path.of(arguments[0])) : List.of();
        if (paths.isEmpty()) {
            System.err.println("say where recorded seasons are: make seasons DIR=folder, with season-….tar.gz or folders of v1/schedule and v1/gamecenter in it");
            System.exit(64);
        }
        Path folder = Path.of("target", "seasons");
        FileUtils.deleteDirectory(folder.toFile());
        Files.createDirectories(folder);
        List<Tree> trees = Tree.read(paths);
        if (trees.isEmpty()) {
            System.err.println("no schedule in " + arguments[0] + " has a game that is over");
            System.exit(64);
        }
        List<String> problems;
        try (FakeApi api = new FakeApi(new ReplayDocuments(trees.stream().map(Tree::path).toList(), null));
                EmbeddedStack stack = EmbeddedStack.start(DefaultSettings.load().with("embedded.data-dir", folder)
                        .with("postgres.port", FreePort.find()).with("embedded.s3-port", FreePort.find()))) {
            problems = new Seasons(TestEnvironment.create(stack.settings(), "seasons").asking(api), folder, ProcessBuilder.Redirect.INHERIT).loadAndCompare(trees);
        }
        problems.forEach(problem -> System.out.println("DIFFERENT: " + problem));
        System.out.println(problems.isEmpty() ? "all figures are those of the documents" : problems.size() + " differences; data and logs are in " + folder);
        System.exit(problems.isEmpty() ? 0 : 1);
    }

    /** Loads and publishes the seasons; every difference from their documents, in words. */
    List<String> loadAndCompare(List<Tree> trees) throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        long start = System.nanoTime();
        for (Tree tree : trees) {
            System.out.printf("%s: %d games%n", tree.name(), tree.games().size());
            int code = program("backfill", "--from", tree.firstDate(), "--to", tree.lastDate());
            if (code != 0 && (code != 2 || tree.missing().isEmpty())) {
                problems.add(tree.name() + ": the backfill ended with exit code " + code);
            }
        }
        double loaded = (System.nanoTime() - start) / NANOS;
        System.out.println("building the marts");
        Dbt.Ended marts = new Dbt(world, folder).run(30, "dbt/build_marts.py");
        if (marts.code() != 0) {
            problems.add("the marts were not published: " + marts.output());
        }
        if (marts.output().contains("standings_are_the_published_ones")) {
            problems.add("final standings are not the published ones: select * from marts_next.final_standings");
        }
        System.out.printf(Locale.ROOT, "loaded in %.0f s, published after %.0f s%n", loaded, (System.nanoTime() - start) / NANOS);
        problems.addAll(marts.code() == 0 ? differences(trees) : differencesOfRows(trees));
        return problems;
    }

    /** Every difference of tables and marts from the documents, in words, and every game that has a document and is refused. */
    List<String> differences(List<Tree> trees) {
        List<String> differences = differencesOfRows(trees);
        differences.addAll(Marts.differences(world, trees));
        return differences;
    }

    private List<String> differencesOfRows(List<Tree> trees) {
        List<String> differences = new ArrayList<>();
        System.out.printf("%n%-18s %9s %9s %7s %8s %7s %7s %8s %8s  %s%n", "season", "scheduled", "documents", "loaded", "rows", "players", "goals", "assists", "saves", "leader");
        for (Tree tree : trees) {
            Figures rows = rows(tree.dates());
            Map<String, String> f = rows.byName();
            System.out.printf("%-18s %9d %9d %7s %8s %7s %7s %8s %8s  %s %s%n", tree.name(), tree.games().size(), tree.games().size() - tree.missing().size(), f.get("games"),
                    f.get("rows"), f.get("players"), f.get("goals"), f.get("assists"), f.get("saves"), f.get("leader"), f.get("leader_points"));
            rows.differencesFrom(tree.players().figures()).forEach(difference -> differences.add(tree.name() + ", by its documents, " + difference));
            tree.key().ifPresent(key -> rows.differencesFrom(key).forEach(difference -> differences.add(tree.name() + ", by its key, " + difference)));
        }
        System.out.println();
        Set<String> missing = trees.stream().flatMap(tree -> tree.missing().stream()).collect(Collectors.toSet());
        world.rows("select coalesce(game_id::text, 'schedule of ' || game_date), stage, reason from etl.dead_letter where state = 'open' order by 1").forEach(refused -> {
            System.out.println("refused: " + refused);
            if (!missing.contains(refused.split(" ")[0])) {
                differences.add("refused: " + refused);
            }
        });
        return differences;
    }

    private Figures rows(String dates) {
        String[] totals = world.row("""
                select count(distinct game_id), count(*), count(distinct player_person_id), coalesce(sum(player_stats_skaterstats_goals), 0),
                    coalesce(sum(player_stats_skaterstats_assists), 0), coalesce(sum(player_stats_goaliestats_saves), 0)
                from game_stats where %s""".formatted(dates)).split(" \\| ");
        String[] leader = world.row("""
                select min(player_person_fullname), sum(coalesce(player_stats_skaterstats_goals, 0) + coalesce(player_stats_skaterstats_assists, 0)) as points
                from game_stats where %s group by player_person_id order by points desc limit 1""".formatted(dates)).split(" \\| ");
        Map<String, String> byName = new LinkedHashMap<>();
        for (int i = 0; i < totals.length; i++) {
            byName.put(Figures.NAMES.get(i), totals[i].replaceFirst("\\.0$", ""));
        }
        byName.put("leader", leader[0]);
        byName.put("leader_points", leader[1].replaceFirst("\\.0$", ""));
        return new Figures(byName);
    }

    /** As a user types it. */
    private int program(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bin/nhldata"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output).redirectError(output);
        builder.environment().putAll(world.environment());
        builder.environment().put("NHLDATA_LOG_DIR", folder.toString());
        builder.environment().put("JAVA_OPTS", String.join(" ", Tls.javaOptions()));
        return builder.start().waitFor();
    }
}
