package nhldata.seasons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private static final Path FOLDER = Path.of("target", "seasons");
    private static final double NANOS = 1e9;

    private final TestEnvironment world;
    private final List<String> problems = new ArrayList<>();

    private Seasons(TestEnvironment world) {
        this.world = world;
    }

    public static void main(String[] arguments) throws Exception {
        List<Path> paths = arguments.length == 1 && Files.isDirectory(Path.of(arguments[0])) ? Tree.in(Path.of(arguments[0])) : List.of();
        if (paths.isEmpty()) {
            System.err.println("say where recorded seasons are: make seasons DIR=folder, with season-….tar.gz or folders of v1/schedule and v1/gamecenter in it");
            System.exit(64);
        }
        System.exit(run(paths) ? 0 : 1);
    }

    static boolean run(List<Path> paths) throws Exception {
        FileUtils.deleteDirectory(FOLDER.toFile());
        Files.createDirectories(FOLDER);
        List<Tree> trees = new ArrayList<>();
        for (Path path : paths) {
            System.out.println("reading " + path.getFileName());
            Tree tree = Tree.read(path);
            if (!tree.games().isEmpty()) {
                trees.add(tree);
            }
        }
        try (FakeApi api = new FakeApi(new ReplayDocuments(trees.stream().map(Tree::path).toList(), null));
                EmbeddedStack stack = EmbeddedStack.start(DefaultSettings.load().with("embedded.data-dir", FOLDER)
                        .with("postgres.port", FreePort.find()).with("embedded.s3-port", FreePort.find()))) {
            return new Seasons(TestEnvironment.create(stack.settings(), "seasons").asking(api)).compare(trees);
        }
    }

    private boolean compare(List<Tree> trees) throws Exception {
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
        Dbt.Ended marts = new Dbt(world, FOLDER).run(30, "dbt/build_marts.py");
        if (marts.code() != 0) {
            problems.add("the marts were not published: " + marts.output());
        }
        if (marts.output().contains("standings_are_the_published_ones")) {
            problems.add("final standings are not the published ones: select * from marts_next.final_standings");
        }
        double published = (System.nanoTime() - start) / NANOS;
        print(trees);
        refused().forEach(game -> System.out.println("refused: " + game));
        System.out.printf(Locale.ROOT, "loaded in %.0f s, published after %.0f s%n", loaded, published);
        problems.forEach(problem -> System.out.println("DIFFERENT: " + problem));
        System.out.println(problems.isEmpty() ? "all figures are those of the documents" : problems.size() + " differences; data and logs are in " + FOLDER);
        return problems.isEmpty();
    }

    private void print(List<Tree> trees) {
        System.out.printf("%n%-18s %9s %9s %7s %7s %8s %7s %8s %8s  %s%n", "season", "scheduled", "documents", "loaded", "marts", "rows", "goals", "assists", "saves",
                "leader");
        for (Tree tree : trees) {
            String range = "game_date between '" + tree.firstDate() + "' and '" + tree.lastDate() + "'";
            Figures rows = rows(range);
            String published = world.row("select to_regclass('public.games') is not null").equals("t") ? world.row("select count(*) from games where " + range) : "none";
            Map<String, String> f = rows.byName();
            System.out.printf("%-18s %9d %9d %7s %7s %8s %7s %8s %8s  %s %s%n", tree.name(), tree.games().size(), tree.games().size() - tree.missing().size(), f.get("games"),
                    published, f.get("rows"), f.get("goals"), f.get("assists"), f.get("saves"), f.get("leader"), f.get("leader_points"));
            rows.differencesFrom(tree.documents()).forEach(difference -> problems.add(tree.name() + ", by its documents, " + difference));
            tree.key().ifPresent(key -> rows.differencesFrom(key).forEach(difference -> problems.add(tree.name() + ", by its key, " + difference)));
            if (!published.equals(f.get("games"))) {
                problems.add(tree.name() + ": " + published + " games are in the marts");
            }
        }
        if (problems.stream().noneMatch(problem -> problem.startsWith("the marts were not published"))) {
            compareGoalies(Goalies.ofAll(trees.stream().map(Tree::goalies).toList()).sums());
        }
        System.out.println();
    }

    private Figures rows(String range) {
        String[] totals = world.row("""
                select count(distinct game_id), count(*), coalesce(sum(player_stats_skaterstats_goals), 0), coalesce(sum(player_stats_skaterstats_assists), 0),
                    coalesce(sum(player_stats_goaliestats_saves), 0)
                from game_stats where %s""".formatted(range)).split(" \\| ");
        String[] leader = world.row("""
                select min(player_person_fullname), sum(coalesce(player_stats_skaterstats_goals, 0) + coalesce(player_stats_skaterstats_assists, 0)) as points
                from game_stats where %s group by player_person_id order by points desc limit 1""".formatted(range)).split(" \\| ");
        Map<String, String> byName = new LinkedHashMap<>();
        for (int i = 0; i < totals.length; i++) {
            byName.put(Figures.NAMES.get(i), totals[i].replaceFirst("\\.0$", ""));
        }
        byName.put("leader", leader[0]);
        byName.put("leader_points", leader[1].replaceFirst("\\.0$", ""));
        return new Figures(byName);
    }

    /** Games, goals against, goals against in 60 minutes, shutouts, starts and record of each goalie, in the games of all recordings. */
    private void compareGoalies(Map<String, String> goalies) {
        int differing = 0;
        for (Map.Entry<String, String> goalie : goalies.entrySet()) {
            String[] key = goalie.getKey().split(" ");
            List<String> found = world.rows("""
                    select sum(g.games_played), sum(g.goals_against), max(v.goals_against_average), sum(g.shutouts), sum(g.starts),
                        concat_ws('-', sum(g.wins), sum(g.losses), sum(g.overtime_losses))
                    from goalies as g
                    inner join v_goalies_v1 as v on g.season = v.season and g.player_id = v.nhl_player_id and v.stage = 'together'
                    where g.season = %s and g.player_id = %s having count(*) > 0""".formatted(key[0], key[1]));
            if (!found.equals(List.of(goalie.getValue()))) {
                differing++;
                problems.add("goalie " + key[1] + " in " + key[0] + ": " + found + " in the marts, by the documents " + goalie.getValue());
            }
        }
        System.out.printf("%d goalies of a season, %d of them differ in games, goals against, average, shutouts, starts or record%n", goalies.size(), differing);
    }

    private List<String> refused() {
        return world.rows("select coalesce(game_id::text, 'schedule of ' || game_date), stage, reason from etl.dead_letter where state = 'open' order by 1");
    }

    /** As a user types it; its progress is shown. */
    private int program(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bin/nhldata"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(world.environment());
        builder.environment().put("NHLDATA_LOG_DIR", FOLDER.toString());
        builder.environment().put("JAVA_OPTS", String.join(" ", Tls.javaOptions()));
        return builder.start().waitFor();
    }
}
